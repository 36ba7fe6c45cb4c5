import { Show, type JSX } from 'solid-js'

interface OutsideLinkProps {
  href: string | undefined
  children: JSX.Element
  class?: string
  title?: string
}

/** A link out of the page: only to https, in a tab of its own, and the site isn't told where from. Else only the text. */
export function OutsideLink(props: OutsideLinkProps) {
  const href = () => (props.href?.startsWith('https://') ? props.href : undefined)
  return (
    <Show when={href()} fallback={<span class={props.class}>{props.children}</span>}>
      {(address) => (
        <a class={props.class} href={address()} title={props.title} target="_blank" rel="noreferrer noopener">
          {props.children}
        </a>
      )}
    </Show>
  )
}
