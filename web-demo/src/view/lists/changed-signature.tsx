import { createMemo } from 'solid-js'
import { signatureDifference } from '../../logic/playground/signature-difference'
import { SignatureParts } from '../parts/signature-parts'
import './changed-signature.css'

/** A signature before and after, with what differs marked in both. */
export function ChangedSignature(props: { before: string; after: string }) {
  const difference = createMemo(() => signatureDifference(props.before, props.after))
  return (
    <dl class="changed-signature">
      <dt>before</dt>
      <dd class="changed-signature-text" translate="no">
        <SignatureParts parts={difference().before} mark="del" />
      </dd>
      <dt>after</dt>
      <dd class="changed-signature-text" translate="no">
        <SignatureParts parts={difference().after} mark="ins" />
      </dd>
    </dl>
  )
}
