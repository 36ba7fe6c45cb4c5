import { createMemo, For, Show } from 'solid-js'
import { SEPARATOR, signatureDifference, type SignaturePart } from '../../logic/playground/signature-difference'
import { Badge } from '../parts/badge'
import { SignatureText } from '../parts/signature'
import './marked-signatures.css'

/** The signatures of two reports, with the frames marked that the other one doesn't have. */
export function MarkedSignatures(props: { left: string; right: string }) {
  const difference = createMemo(() => signatureDifference(props.left, props.right))
  const isSame = () => props.left === props.right
  return (
    <section class="marked-signatures" aria-labelledby="marked-signatures-title">
      <h2 id="marked-signatures-title">
        Signatures <Badge kind={isSame() ? 'same' : 'changed'}>{isSame() ? 'the same' : 'different'}</Badge>
      </h2>
      <dl class="marked-signatures-list">
        <dt>Left</dt>
        <dd translate="no">
          <Parts parts={difference().before} />
        </dd>
        <dt>Right</dt>
        <dd translate="no">
          <Parts parts={difference().after} />
        </dd>
      </dl>
    </section>
  )
}

function Parts(props: { parts: SignaturePart[] }) {
  const isEmpty = () => props.parts.length === 1 && props.parts[0]?.text === ''
  return (
    <Show when={!isEmpty()} fallback="(empty signature)">
      <For each={props.parts}>
        {(part, index) => (
          <>
            <Show when={index() > 0}>{SEPARATOR}</Show>
            <Show when={part.isChanged} fallback={<SignatureText text={part.text} />}>
              <mark>
                <SignatureText text={part.text} />
              </mark>
            </Show>
          </>
        )}
      </For>
    </Show>
  )
}
