import { createMemo, Show } from 'solid-js'
import type { ExtensionRow, ReportView } from '../../logic/model'
import { Badge } from '../shared/badge'
import { DataTable, type Column } from '../shared/data-table'
import { Empty } from '../shared/empty'
import { FilterField } from '../shared/filter-field'
import { useStore } from '../store-context'
import './extensions-tab.css'
import { filterExtensions, found } from './filters'

const COLUMNS: Column<ExtensionRow>[] = [
  { label: 'Id', cell: (extension) => <code>{extension.id}</code> },
  { label: 'Name', cell: (extension) => extension.name },
  { label: 'Version', cell: (extension) => extension.version },
  { label: 'Signed', cell: (extension) => extension.signed },
  { label: 'Kind', cell: (extension) => extension.isSystem && <Badge kind="trust">system</Badge> },
]

/** The add-ons that were active. */
export function ExtensionsTab(props: { view: ReportView }) {
  const store = useStore()
  const filter = () => store.route().filter ?? ''
  const rows = createMemo(() => filterExtensions(props.view.extensions, filter()))
  return (
    <section class="report-section">
      <h2>Extensions</h2>
      <Show
        when={props.view.extensions.length > 0}
        fallback={
          <Empty title="This report has no extensions">
            Either none was active, or the report doesn't say: crash data and stackwalker output never do.
          </Empty>
        }
      >
        <div class="report-bar">
          <FilterField
            label="Filter extensions"
            value={filter()}
            onInput={(text) => store.go({ filter: text || undefined }, true)}
            found={found(rows().length, props.view.extensions.length, 'extension')}
          />
        </div>
        <DataTable class="extensions-tab" label="Extensions" items={rows()} columns={COLUMNS} estimate={30} />
      </Show>
    </section>
  )
}
