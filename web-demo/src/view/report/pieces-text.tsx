import { For, Show } from 'solid-js'
import type { Piece } from './pieces'

/** A text with its marked pieces marked. */
export function Pieces(props: { of: readonly Piece[] }) {
  return (
    <For each={props.of}>
      {(piece) => (
        <Show when={piece.isMarked} fallback={piece.text}>
          <mark>{piece.text}</mark>
        </Show>
      )}
    </For>
  )
}
