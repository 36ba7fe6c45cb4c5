import { SignatureParts } from '../shared/signature-parts'
import { createMemo, Show } from 'solid-js'
import { noun } from '../../logic/playground/phrases'
import type { GroupRow, ReportRow } from '../../logic/playground/report-rows'
import { signatureDifference } from '../../logic/playground/signature-difference'
import { formatRoute } from '../../logic/route'
import { Badge } from '../shared/badge'
import { SignatureText } from '../shared/signature'
import './report-cells.css'

/** A signature, with how many reports have it. A click anywhere folds it. */
export function GroupCells(props: { row: GroupRow; onToggle: () => void }) {
  return (
    <td class="report-cells-group" onClick={() => props.onToggle()}>
      <span class="report-cells-fold" aria-hidden="true">
        {props.row.isOpen ? '▾' : '▸'}
      </span>
      <span class="report-cells-count">
        {props.row.reports.toLocaleString('en')}
        <span class="unseen">{props.row.reports === 1 ? ' report: ' : ' reports: '}</span>
      </span>
      <span class="report-cells-signature">
        <SignatureText text={props.row.signature || '(empty signature)'} />
      </span>
      <Show when={props.row.changed > 0}>
        <Badge
          kind="changed"
          title={`${noun(props.row.changed, 'report', 'reports')} ${props.row.changed === 1 ? 'gets' : 'get'} a different signature with the edited lists`}
        >
          {props.row.changed.toLocaleString('en')} change
        </Badge>
      </Show>
    </td>
  )
}

interface ReportCellsProps {
  row: ReportRow
  /** Whether the row has the tab stop: then what is in it can be reached as well. */
  isActive: boolean
  isChosen: boolean
  onChoose: () => void
  onClose: () => void
}

export function ReportCells(props: ReportCellsProps) {
  const report = () => props.row.report
  const name = () => report().crashId ?? report().name
  const tabindex = () => (props.isActive ? 0 : -1)
  return (
    <>
      <td class="report-cells-choose">
        <input
          type="checkbox"
          aria-label={`Choose ${name()} to compare`}
          tabindex={tabindex()}
          checked={props.isChosen}
          onChange={(event) => {
            props.onChoose()
            event.currentTarget.checked = props.isChosen
          }}
        />
      </td>
      <td class="report-cells-name">
        <a
          href={formatRoute({ page: 'report', report: report().id, tab: 'overview' })}
          tabindex={tabindex()}
          title={report().name}
        >
          {name()}
        </a>
      </td>
      <td class="report-cells-facts">
        {[report().product, report().version, report().os, report().date].filter(Boolean).join(' · ')}
        <Show when={report().reason}>
          {' '}
          <code>{report().reason}</code>
        </Show>
      </td>
      <td class="report-cells-close">
        <button
          type="button"
          class="report-cells-x"
          aria-label={`Close ${name()}`}
          title="Close this report"
          tabindex={tabindex()}
          onClick={() => props.onClose()}
        >
          ×
        </button>
      </td>
      <Show when={props.row.isStoredDifferent || props.row.now !== undefined}>
        <td class="report-cells-more">
          <OtherSignatures row={props.row} />
        </td>
      </Show>
    </>
  )
}

function OtherSignatures(props: { row: ReportRow }) {
  const now = createMemo(() => signatureDifference(props.row.signature, props.row.now ?? '').after)
  return (
    <>
      <Show when={props.row.isStoredDifferent}>
        <div>
          <Badge kind="warning" title="The report holds another signature than siggen makes">
            stored
          </Badge>{' '}
          <SignatureText text={props.row.report.storedSignature || '(empty signature)'} />
        </div>
      </Show>
      <Show when={props.row.now !== undefined}>
        <div>
          <Badge kind="changed" title="The signature with the edited lists">
            edited lists
          </Badge>{' '}
          <span class="changed-signature-text" translate="no">
            <SignatureParts parts={now()} mark="ins" />
          </span>
        </div>
      </Show>
    </>
  )
}
