import { For, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { SEPARATOR, type SignaturePart } from '../../logic/playground/signature-difference'
import { SignatureText } from './signature'

/** A signature beside another one, with the parts marked that the other doesn't have. */
export function SignatureParts(props: { parts: SignaturePart[]; mark: 'mark' | 'del' | 'ins' }) {
  const isEmpty = () => props.parts.length === 1 && props.parts[0]?.text === ''
  return (
    <Show when={!isEmpty()} fallback="(empty signature)">
      <For each={props.parts}>
        {(part, index) => (
          <>
            <Show when={index() > 0}>{SEPARATOR}</Show>
            <Show when={part.isChanged} fallback={<SignatureText text={part.text} />}>
              <Dynamic component={props.mark}>
                <SignatureText text={part.text} />
              </Dynamic>
            </Show>
          </>
        )}
      </For>
    </Show>
  )
}
