import { createMemo } from 'solid-js'
import { signatureDifference } from '../../logic/playground/signature-difference'
import { Badge } from '../shared/badge'
import { SignatureParts } from '../shared/signature-parts'
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
          <SignatureParts parts={difference().before} mark="mark" />
        </dd>
        <dt>Right</dt>
        <dd translate="no">
          <SignatureParts parts={difference().after} mark="mark" />
        </dd>
      </dl>
    </section>
  )
}
