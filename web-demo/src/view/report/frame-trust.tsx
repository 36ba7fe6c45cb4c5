import { Show } from 'solid-js'
import type { FrameRow } from '../../logic/model'
import { Badge } from '../shared/badge'
import './frame-trust.css'

// A map, since the word comes from the report and may be any.
const MEANINGS = new Map([
  ['context', 'From the registers: certain'],
  ['cfi', 'Found by call frame information: near certain'],
  ['frame_pointer', 'Found by the frame pointer: likely'],
  ['cfi_scan', 'Found by scanning the stack, then call frame information: may be wrong'],
  ['scan', 'Found by scanning the stack: may be wrong'],
  ['inlined', 'Known from debug information'],
])

/** How the frame was found, and so how far it can be trusted. */
export function FrameTrust(props: { row: FrameRow }) {
  const isWeak = () => props.row.trust === 'scan' || props.row.trust === 'cfi_scan'
  return (
    // For an inline function, its badge has said it.
    <Show when={props.row.kind === 'inline' ? undefined : props.row.trust}>
      {(trust) => (
        <Show
          when={isWeak()}
          fallback={
            <span class="frame-trust" title={MEANINGS.get(trust())}>
              {trust()}
            </span>
          }
        >
          <Badge kind="warning" title={MEANINGS.get(trust())}>
            {trust()}
          </Badge>
        </Show>
      )}
    </Show>
  )
}
