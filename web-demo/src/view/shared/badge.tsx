import type { JSX } from 'solid-js'
import './badge.css'

export type BadgeKind =
  | 'irrelevant'
  | 'prefix'
  | 'stop'
  | 'sentinel'
  | 'before'
  | 'skipped'
  | 'not-reached'
  | 'inline'
  | 'unloaded'
  | 'missing'
  | 'trust'
  | 'changed'
  | 'same'
  | 'split'
  | 'merged'
  | 'renamed'
  | 'error'
  | 'warning'
  | 'hint'

/** A short word about something. The word says it; the colour only helps to find it. */
export function Badge(props: { kind: BadgeKind; children: JSX.Element; title?: string }) {
  return (
    <span class={`badge badge-${props.kind}`} title={props.title}>
      {props.children}
    </span>
  )
}
