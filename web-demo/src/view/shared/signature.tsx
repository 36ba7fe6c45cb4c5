import { For } from 'solid-js'
import { breaks } from './signature-breaks'
import './signature.css'

/** A signature in monospace, which breaks where its parts end. */
export function SignatureText(props: { text: string }) {
  return (
    <span class="signature" translate="no">
      <For each={breaks(props.text)}>
        {(piece) => (
          <>
            {piece}
            <wbr />
          </>
        )}
      </For>
    </span>
  )
}
