import { createMemo, createSignal, For, Show } from 'solid-js'
import { signaturesNow } from '../../logic/playground/bucket-reports'
import { choose, countLine, reportRows } from '../../logic/playground/report-rows'
import { groupBySignature, type SortKey } from '../../logic/report/group'
import { formatRoute } from '../../logic/route'
import { Empty } from '../shared/empty'
import { pickFiles } from '../shared/file-picker'
import { FilterField } from '../shared/filter-field'
import { useStore } from '../store-context'
import { ReportTree } from './report-tree'
import './reports-page.css'

const SORTS: readonly { by: SortKey; isDescending: boolean; label: string }[] = [
  { by: 'count', isDescending: true, label: 'Most reports first' },
  { by: 'newest', isDescending: true, label: 'Newest first' },
  { by: 'signature', isDescending: false, label: 'By signature' },
  { by: 'name', isDescending: false, label: 'By file' },
]

/** All reports that are open, by signature. */
export function ReportsPage() {
  const store = useStore()
  const [sort, setSort] = createSignal(SORTS[0])
  const [folded, setFolded] = createSignal<ReadonlySet<string>>(new Set())
  const [picked, setPicked] = createSignal<readonly number[]>([])

  const filter = () => store.route().filter ?? ''
  const groups = createMemo(() => groupBySignature(store.reports(), { filter: filter(), sort: sort() }))
  const now = createMemo(() => signaturesNow(store.lists.isEdited() ? store.lists.outcome()?.diff : undefined))
  const rows = createMemo(() => reportRows(groups(), folded(), now()))
  const shown = createMemo(() => groups().reduce((sum, group) => sum + group.reports.length, 0))
  /** Without those that were closed. */
  const chosen = createMemo(() => picked().filter((id) => store.reports().some((report) => report.id === id)))
  const isAllFolded = () => groups().length > 0 && groups().every((group) => folded().has(group.signature))

  const fold = (signature: string, isFolded: boolean) => {
    const next = new Set(folded())
    if (isFolded) {
      next.add(signature)
    } else {
      next.delete(signature)
    }
    setFolded(next)
  }
  const pick = (id: number) => {
    const before = chosen()
    const next = choose(before, id)
    setPicked(next)
    if (before.length === 2 && next.length === 2) {
      store.say('Only two reports can be compared: the first one chosen was deselected.')
    }
  }

  return (
    <div class="reports-page">
      <h1>Reports</h1>
      <Show
        when={store.reports().length > 0}
        fallback={
          <Empty title="No reports are open">
            <p>Drop crash reports anywhere in this window, or use the examples.</p>
            <button type="button" class="button button-main" onClick={pickFiles}>
              Open files…
            </button>{' '}
            <a class="button" href={formatRoute({ page: 'start' }) || '#'}>
              Examples
            </a>
          </Empty>
        }
      >
        <div class="reports-page-bar">
          <FilterField
            label="Filter reports"
            value={filter()}
            onInput={(text) => store.go({ filter: text || undefined }, true)}
            found={countLine(shown(), store.reports().length, groups().length)}
          />
          <div class="reports-page-actions">
            <label class="reports-page-sort">
              <span>Sort</span>
              <select
                class="field"
                onChange={(event) => {
                  setSort(SORTS.find(({ by }) => by === event.currentTarget.value))
                }}
              >
                <For each={SORTS}>
                  {(offered) => (
                    <option value={offered.by} selected={offered === sort()}>
                      {offered.label}
                    </option>
                  )}
                </For>
              </select>
            </label>
            <button
              type="button"
              class="button"
              onClick={() => setFolded(new Set(isAllFolded() ? [] : groups().map((group) => group.signature)))}
            >
              {isAllFolded() ? 'Unfold all' : 'Fold all'}
            </button>
            <button
              type="button"
              class="button"
              disabled={chosen().length !== 2}
              title="Choose two reports by their boxes"
              onClick={() => store.go({ page: 'compare', report: chosen()[0], other: chosen()[1] })}
            >
              Compare {chosen().length} of 2
            </button>
            <button type="button" class="button" onClick={pickFiles}>
              Add files…
            </button>
            <button type="button" class="button" onClick={() => void store.close()}>
              Close all
            </button>
          </div>
        </div>
        <Show
          when={rows().length > 0}
          fallback={
            <Empty title="No report matches the filter">
              <button type="button" class="button" onClick={() => store.go({ filter: undefined }, true)}>
                Show all
              </button>
            </Empty>
          }
        >
          <ReportTree
            rows={rows()}
            chosen={chosen()}
            onFold={fold}
            onOpen={(id) => store.go({ page: 'report', report: id, tab: 'overview' })}
            onChoose={pick}
            onClose={(id) => void store.close(id)}
          />
          <p class="reports-page-hint">
            <kbd>j</kbd> <kbd>k</kbd> or arrows move, <kbd>Enter</kbd> opens, <kbd>Space</kbd> chooses, <kbd>←</kbd>{' '}
            <kbd>→</kbd> fold.
          </p>
        </Show>
      </Show>
    </div>
  )
}
