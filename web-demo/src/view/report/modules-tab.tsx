import { createMemo, createSignal, Show } from 'solid-js'
import type { ModuleRow, ReportView, UnloadedModuleRow } from '../../logic/model'
import { Badge } from '../shared/badge'
import { DataTable, type Column } from '../shared/data-table'
import { Empty } from '../shared/empty'
import { FilterField } from '../shared/filter-field'
import { OutsideLink } from '../shared/outside-link'
import { useStore } from '../store-context'
import { filterModules, found, holds } from './filters'
import './modules-tab.css'

const MODULES: Column<ModuleRow>[] = [
  {
    label: 'File',
    cell: (module) => (
      <>
        <OutsideLink href={module.symbolsHref} title="Its symbol file on symbols.mozilla.org">
          {module.file}
        </OutsideLink>{' '}
        <Show when={module.isMain}>
          <Badge kind="hint" title="The program that crashed">
            main
          </Badge>
        </Show>{' '}
        <Show when={module.isMissingSymbols}>
          <Badge kind="missing" title="The stackwalker found no symbols: functions of this module have no names">
            no symbols
          </Badge>
        </Show>
      </>
    ),
  },
  { label: 'Version', cell: (module) => module.version },
  {
    label: 'Debug file and id',
    cell: (module) => (
      <>
        {module.debugFile} <code class="modules-tab-id">{module.debugId}</code>
      </>
    ),
  },
  { label: 'Code id', cell: (module) => <code class="modules-tab-id">{module.codeId}</code> },
  {
    label: 'Addresses',
    cell: (module) => (
      <code class="modules-tab-id">{[module.baseAddress, module.endAddress].filter(Boolean).join(' – ')}</code>
    ),
  },
  { label: 'Signed by', cell: (module) => module.signedBy },
]

const UNLOADED: Column<UnloadedModuleRow>[] = [
  { label: 'File', cell: (module) => module.file },
  { label: 'Code id', cell: (module) => <code class="modules-tab-id">{module.codeId}</code> },
  {
    label: 'Addresses',
    cell: (module) => (
      <code class="modules-tab-id">{[module.baseAddress, module.endAddress].filter(Boolean).join(' – ')}</code>
    ),
  },
  { label: 'Signed by', cell: (module) => module.signedBy },
]

/** What was loaded into the process, and what had been. */
export function ModulesTab(props: { view: ReportView }) {
  const store = useStore()
  const [isMissingOnly, setIsMissingOnly] = createSignal(false)
  const filter = () => store.route().filter ?? ''
  const modules = createMemo(() => filterModules(props.view.modules, filter(), isMissingOnly()))
  const unloaded = createMemo(() =>
    props.view.unloadedModules.filter((module) => holds([module.file, module.codeId, module.signedBy], filter())),
  )
  const missing = () => props.view.modules.filter((module) => module.isMissingSymbols).length

  return (
    <>
      <section class="report-section">
        <h2>Modules</h2>
        <Show
          when={props.view.modules.length > 0}
          fallback={
            <Empty title="This report has no modules">
              Crash data and raw annotations hold only what a signature needs; modules come with processed crashes,
              pings and stackwalker output.
            </Empty>
          }
        >
          <div class="report-bar">
            <FilterField
              label="Filter modules"
              value={filter()}
              onInput={(text) => store.go({ filter: text || undefined }, true)}
              found={found(modules().length, props.view.modules.length, 'module')}
            />
            <label class="report-check">
              <input
                type="checkbox"
                checked={isMissingOnly()}
                onChange={(event) => setIsMissingOnly(event.currentTarget.checked)}
              />
              Without symbols only ({missing().toLocaleString('en')})
            </label>
          </div>
          <DataTable class="modules-tab" label="Modules" items={modules()} columns={MODULES} estimate={52} />
        </Show>
      </section>
      <section class="report-section">
        <h2>Unloaded modules</h2>
        <Show
          when={props.view.unloadedModules.length > 0}
          fallback={
            <Empty title="No unloaded modules">
              Either none had been unloaded, or the report doesn't say: only minidumps from Windows do.
            </Empty>
          }
        >
          <DataTable
            class="modules-tab-unloaded"
            label="Unloaded modules"
            items={unloaded()}
            columns={UNLOADED}
            estimate={30}
          />
        </Show>
      </section>
    </>
  )
}
