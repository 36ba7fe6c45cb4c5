import { createMemo, For, Show } from 'solid-js'
import { SEPARATOR, signatureDifference, type SignaturePart } from '../../logic/playground/signature-difference'
import { breaks } from '../parts/breaks'
import './changed-signature.css'

/** A signature before and after, with what differs marked in both. */
export function ChangedSignature(props: { before: string; after: string }) {
  const difference = createMemo(() => signatureDifference(props.before, props.after))
  return (
    <dl class="changed-signature">
      <dt>before</dt>
      <dd class="changed-signature-text" translate="no">
        <SignatureParts parts={difference().before} side="before" />
      </dd>
      <dt>after</dt>
      <dd class="changed-signature-text" translate="no">
        <SignatureParts parts={difference().after} side="after" />
      </dd>
    </dl>
  )
}

/** One of the two signatures. */
export function SignatureParts(props: { parts: SignaturePart[]; side: 'before' | 'after' }) {
  const isEmpty = () => props.parts.length === 1 && props.parts[0]?.text === ''
  return (
    <Show when={!isEmpty()} fallback="(empty signature)">
      <For each={props.parts}>
        {(part, index) => (
          <>
            <Show when={index() > 0}>{SEPARATOR}</Show>
            <Show when={part.isChanged} fallback={<Pieces text={part.text} />}>
              <Show
                when={props.side === 'before'}
                fallback={
                  <ins>
                    <Pieces text={part.text} />
                  </ins>
                }
              >
                <del>
                  <Pieces text={part.text} />
                </del>
              </Show>
            </Show>
          </>
        )}
      </For>
    </Show>
  )
}

/** A frame that may go on in the next line behind each `::`. */
function Pieces(props: { text: string }) {
  return (
    <For each={breaks(props.text)}>
      {(piece) => (
        <>
          {piece}
          <wbr />
        </>
      )}
    </For>
  )
}
