import { createMemo } from 'solid-js'
import { signatureDifference } from '../../logic/playground/signature-difference'
import { SignatureParts } from '../shared/signature-parts'
import './changed-signature.css'

interface ChangedSignatureProps {
  before: string
  after: string
  /** What the two are, where they aren't before and after. */
  labels?: [before: string, after: string]
}

/** A signature before and after, with what differs marked in both. */
export function ChangedSignature(props: ChangedSignatureProps) {
  const difference = createMemo(() => signatureDifference(props.before, props.after))
  return (
    <dl class="changed-signature">
      <dt>{props.labels?.[0] ?? 'before'}</dt>
      <dd class="changed-signature-text" translate="no">
        <SignatureParts parts={difference().before} mark="del" />
      </dd>
      <dt>{props.labels?.[1] ?? 'after'}</dt>
      <dd class="changed-signature-text" translate="no">
        <SignatureParts parts={difference().after} mark="ins" />
      </dd>
    </dl>
  )
}
