import type { JSX } from 'solid-js'
import './empty.css'

/** In place of nothing: what would be here, and why it isn't. */
export function Empty(props: { title: string; children: JSX.Element }) {
  return (
    <div class="empty">
      <p class="empty-title">{props.title}</p>
      <div class="empty-why">{props.children}</div>
    </div>
  )
}
