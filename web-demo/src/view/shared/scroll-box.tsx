import type { JSX } from 'solid-js'

/** Something that scrolls by itself: keys have to get there, and whoever doesn't see it has to hear what it is. */
export function ScrollBox(props: { label: string; class: string; children: JSX.Element }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- else no key scrolls it
    <section class={props.class} aria-label={props.label} tabindex={0}>
      {props.children}
    </section>
  )
}
