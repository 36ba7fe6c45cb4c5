import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import type { BucketCount, ListName } from 'siggen-wasm'
import type { BucketReports } from '../../logic/playground/bucket-reports'
import { fateWord, noun } from '../../logic/playground/phrases'
import { signatureDifference, type SignaturePart } from '../../logic/playground/signature-difference'
import { formatRoute } from '../../logic/route'
import { Badge, type BadgeKind } from '../shared/badge'
import { SignatureText } from '../shared/signature'
import { SignatureParts } from '../shared/signature-parts'
import { ChangedSignature } from './changed-signature'
import { EditedLines } from './edited-lines'
import './bucket-item.css'

const BADGES: Record<BucketReports['change']['kind'], [kind: BadgeKind, meaning: string]> = {
  renamed: ['renamed', 'All reports of one signature now have another, new one'],
  split: ['split', 'The reports of one signature now have several'],
  merged: ['merged', 'The reports of several signatures now have one'],
  mixed: ['changed', 'The reports of several signatures now have several others'],
}

const AT_FIRST = 20

interface BucketItemProps {
  group: BucketReports
  /** What reports are called, by id. */
  names: ReadonlyMap<number, string>
  isOpen: boolean
  onToggle: () => void
  /** Whether to say which of several edited lines are responsible. */
  hasLines: boolean
  onGo: (list: ListName, line: number) => void
}

/** What becomes of a signature, or of several that exchange reports. */
export function BucketItem(props: BucketItemProps) {
  const id = createUniqueId()
  const [most, setMost] = createSignal(AT_FIRST)
  const change = () => props.group.change
  const reports = () => props.group.reports
  // Of one signature that became one other, what differs can be shown.
  const pair = createMemo(() => {
    const { before, after } = change()
    const [one, other] = [before[0], after[0]]
    if (!one || !other || before.length > 1 || after.length > 1) {
      return undefined
    }
    return signatureDifference(one.signature, other.signature)
  })

  return (
    <li class="bucket-item">
      <div class="bucket-item-head">
        <Badge kind={BADGES[change().kind][0]} title={BADGES[change().kind][1]}>
          {change().kind}
        </Badge>
        <button
          type="button"
          class="button-link bucket-item-toggle"
          aria-expanded={props.isOpen}
          aria-controls={id}
          onClick={() => props.onToggle()}
        >
          {noun(change().moved, 'report', 'reports')}
        </button>
      </div>
      <Buckets side="before" buckets={change().before} parts={pair()?.before} />
      <Buckets side="after" buckets={change().after} parts={pair()?.after} />
      <Show when={props.hasLines}>
        <div class="bucket-item-side">
          <span class="bucket-item-title">by</span>
          <EditedLines lines={props.group.lines} onGo={props.onGo} />
        </div>
      </Show>
      <div id={id} class="bucket-item-reports" hidden={!props.isOpen}>
        <Show when={props.isOpen}>
          <ul>
            <For each={reports().slice(0, most())}>
              {(report) => (
                <li>
                  <a href={formatRoute({ page: 'report', report: report.id, tab: 'why' })}>
                    {props.names.get(report.id) ?? `report ${report.id}`}
                  </a>
                  <ChangedSignature before={report.before} after={report.after} />
                </li>
              )}
            </For>
          </ul>
          <Show when={reports().length > most()}>
            <button type="button" class="button" onClick={() => setMost(most() * 5)}>
              Show more of {reports().length.toLocaleString('en')}
            </button>
          </Show>
        </Show>
      </div>
    </li>
  )
}

interface BucketsProps {
  side: 'before' | 'after'
  buckets: BucketCount[]
  /** The only signature of the side, with what differs. */
  parts: SignaturePart[] | undefined
}

function Buckets(props: BucketsProps) {
  return (
    <div class="bucket-item-side">
      <span class="bucket-item-title">{props.side}</span>
      <ul>
        <For each={props.buckets}>
          {(bucket) => (
            <li>
              <span class="bucket-item-count" title={noun(bucket.crashes, 'report', 'reports')}>
                {bucket.crashes.toLocaleString('en')}
              </span>
              <span>
                <Show when={props.parts} fallback={<SignatureText text={bucket.signature || '(empty signature)'} />}>
                  {(parts) => (
                    <span class="changed-signature-text" translate="no">
                      <SignatureParts parts={parts()} mark={props.side === 'before' ? 'del' : 'ins'} />
                    </span>
                  )}
                </Show>
                {/* A bucket on both sides says so once. */}
                <Show when={(props.side === 'after' || bucket.fate === 'gone') && fateWord(bucket, props.side)}>
                  {(word) => <span class="bucket-item-fate"> {word()}</span>}
                </Show>
              </span>
            </li>
          )}
        </For>
      </ul>
    </div>
  )
}
