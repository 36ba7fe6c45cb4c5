import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import type { ListName } from 'siggen-wasm'
import {
  COVERAGE_FILTERS,
  type CoverageFilter,
  coverageRows,
  coverageSentence,
  isCoverageFilter,
} from '../../logic/playground/coverage-rows'
import { noun } from '../../logic/playground/phrases'
import type { Query } from '../shared/query'
import { Empty } from '../shared/empty'
import { delayedMessage } from '../shared/delayed-message'
import { useStore } from '../store-context'
import { CoverageItem } from './coverage-item'
import './coverage-list.css'
import type { ReportsCoverageResult } from './reports-coverage'

const AT_FIRST = 25

interface CoverageListProps {
  list: ListName
  query: Query<ReportsCoverageResult>
  onGo: (list: ListName, line: number) => void
}

/** What each line of the list does to the reports that are open. */
export function CoverageList(props: CoverageListProps) {
  const store = useStore()
  const [filter, setFilter] = createSignal<CoverageFilter>('fired')
  const [most, setMost] = createSignal(AT_FIRST)
  const [open, setOpen] = createSignal<ReadonlySet<number>>(new Set())
  // What was asked for without it says nothing of what would be without a line.
  const coverage = () => (props.query.value?.isWithout ? props.query.value.coverage : undefined)
  const rows = createMemo(() => {
    const known = coverage()
    return known ? coverageRows(known, props.list, filter()) : []
  })
  const names = createMemo(() => new Map(store.reports().map((report) => [report.id, report.crashId ?? report.name])))
  const waiting = delayedMessage(() => coverage() === undefined && props.query.loading)
  const toggle = (line: number) => {
    const next = new Set(open())
    if (!next.delete(line)) {
      next.add(line)
    }
    setOpen(next)
  }

  return (
    <section class="coverage-list" aria-label="Coverage">
      <Switch>
        <Match when={store.reports().length === 0}>
          <Empty title="No reports loaded yet">
            <p>Here you will see what each entry does to the open reports, and what would change without it.</p>
          </Empty>
        </Match>
        <Match when={props.query.error}>
          {(error) => (
            <Empty title="The lines could not be counted">
              <p>{error()}</p>
            </Empty>
          )}
        </Match>
        <Match when={coverage()}>
          {(known) => (
            <>
              <p class="coverage-list-sentence">{coverageSentence(known(), props.list)}</p>
              <label class="coverage-list-filter">
                Show{' '}
                <select
                  class="field"
                  onChange={(event) => {
                    const { value } = event.currentTarget
                    if (isCoverageFilter(value)) {
                      setFilter(value)
                    }
                    setMost(AT_FIRST)
                  }}
                >
                  <For each={COVERAGE_FILTERS}>
                    {({ id, label }) => (
                      <option value={id} selected={id === filter()}>
                        {label}
                      </option>
                    )}
                  </For>
                </select>
              </label>
              <Show when={rows().length > 0} fallback={<p class="coverage-list-none">There are none in this list.</p>}>
                <ol class="coverage-list-items">
                  <For each={rows().slice(0, most())}>
                    {(row) => (
                      <CoverageItem
                        row={row}
                        reports={known().crashes}
                        ids={known().ids}
                        names={names()}
                        isOpen={open().has(row.line)}
                        onToggle={() => toggle(row.line)}
                        onGo={props.onGo}
                      />
                    )}
                  </For>
                </ol>
                <Show when={rows().length > most()}>
                  <button type="button" class="button" onClick={() => setMost(most() * 4)}>
                    Show more of {noun(rows().length, 'line', 'lines')}
                  </button>
                </Show>
              </Show>
            </>
          )}
        </Match>
        <Match when={waiting()}>{(word) => <p class="coverage-list-none">{word()}</p>}</Match>
      </Switch>
    </section>
  )
}
