import { createMemo, Show } from 'solid-js'
import type { DetailRow, ReportView } from '../../logic/model'
import { Badge } from '../shared/badge'
import { DataTable, type Column } from '../shared/data-table'
import { Empty } from '../shared/empty'
import { FilterField } from '../shared/filter-field'
import { useStore } from '../store-context'
import './annotations-tab.css'
import { DetailValue } from './detail-list'
import { filterRows, found } from './filters'

const COLUMNS: Column<DetailRow>[] = [
  {
    label: 'Annotation',
    cell: (row) => (
      <>
        <span title={row.hint}>{row.label}</span>{' '}
        <Show when={row.isProtected}>
          <Badge kind="hint" title="Crash-report servers show this to few people only">
            protected
          </Badge>
        </Show>
      </>
    ),
  },
  {
    label: 'Value',
    cell: (row) => (
      <div class="annotations-tab-value">
        <DetailValue row={row} />
      </div>
    ),
  },
]

/** What the crash reporter sent along with the stack. */
export function AnnotationsTab(props: { view: ReportView }) {
  const store = useStore()
  const filter = () => store.route().filter ?? ''
  const rows = createMemo(() => filterRows(props.view.annotations, filter()))
  return (
    <section class="report-section">
      <h2>Annotations</h2>
      <Show
        when={props.view.annotations.length > 0}
        fallback={
          <Empty title="This report has no annotations">
            Annotations come with raw crashes, pings and processed crashes; stackwalker output and crash data have none.
          </Empty>
        }
      >
        <div class="report-bar">
          <FilterField
            label="Filter annotations"
            value={filter()}
            onInput={(text) => store.go({ filter: text || undefined }, true)}
            found={found(rows().length, props.view.annotations.length, 'annotation')}
          />
        </div>
        <DataTable class="annotations-tab" label="Annotations" items={rows()} columns={COLUMNS} estimate={30} />
      </Show>
    </section>
  )
}
