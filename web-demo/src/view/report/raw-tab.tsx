import { createMemo, createSignal, Show } from 'solid-js'
import type { Notation } from '../../logic/model'
import { createQuery } from '../shared/query'
import { CopyButton } from '../shared/copy-button'
import { Empty } from '../shared/empty'
import { FilterField } from '../shared/filter-field'
import { LoadingMessage } from '../shared/loading-message'
import { VirtualList } from '../shared/virtual-list'
import { useStore } from '../store-context'
import { foundPieces } from './pieces'
import { Pieces } from './pieces-text'
import { createRawLines, MOST_LINES } from './raw-lines'
import './raw-tab.css'
import { saveBlob } from './save'
import { NOTATIONS } from './tab-labels'

/** A line may hold a whole file: no more of it is shown. */
const MOST_LETTERS = 4000

/** The report as JSON, indented, or as the lines that it is: found in, copied, saved. */
export function RawTab(props: { id: number; notation: Notation }) {
  const store = useStore()
  const notation = () => NOTATIONS[props.notation]
  const [error, setError] = createSignal<string>()
  const raw = createRawLines(store.engine, props.id, (reason) =>
    setError(reason instanceof Error ? reason.message : String(reason)),
  )
  const numbers = createMemo(() => new Uint32Array(Math.min(raw.total() ?? 0, MOST_LINES)).map((_, index) => index))

  const sought = () => store.route().filter ?? ''
  const hits = createQuery(
    () => sought().trim() || undefined,
    (text) => store.engine.rawSearch(props.id, text),
  )
  const [at, setAt] = createSignal(0)
  const hit = () => hits.value?.[at()]
  const move = (step: number) => {
    const count = hits.value?.length ?? 0
    if (count > 0) {
      setAt((before) => (before + step + count) % count)
    }
  }
  const foundWords = () => {
    if (!sought().trim() || !hits.value) {
      return ''
    }
    const count = hits.value.length
    return count === 0
      ? 'not found'
      : `line ${(at() + 1).toLocaleString('en')} of ${count.toLocaleString('en')}${count >= 10_000 ? ' or more' : ''}`
  }
  const original = () => store.engine.original(props.id)
  const save = async () => {
    try {
      const name = store.reports().find((report) => report.id === props.id)?.crashId ?? 'report'
      saveBlob(await original(), name + notation().ending)
    } catch (reason) {
      store.say(`Not saved: ${reason instanceof Error ? reason.message : String(reason)}`)
    }
  }

  return (
    <section class="raw-tab report-section">
      <h2>{notation().label}</h2>
      <div class="report-bar">
        <search class="raw-tab-search">
          <FilterField
            label={`Search in the ${notation().called}`}
            value={sought()}
            onInput={(text) => {
              setAt(0)
              store.go({ filter: text || undefined }, true)
            }}
            found={foundWords()}
            onEnter={(isBack) => move(isBack ? -1 : 1)}
          />
          <button type="button" class="button" disabled={!hits.value?.length} onClick={() => move(-1)}>
            Previous
          </button>
          <button type="button" class="button" disabled={!hits.value?.length} onClick={() => move(1)}>
            Next
          </button>
        </search>
        <CopyButton label={`Copy ${notation().called}`} text={async () => (await original()).text()} />
        <button type="button" class="button" onClick={save}>
          Save
        </button>
      </div>
      <Show when={(raw.total() ?? 0) > MOST_LINES}>
        <p>Only the first {MOST_LINES.toLocaleString('en')} lines are shown; saving takes them all.</p>
      </Show>
      <Show
        when={raw.total() !== undefined}
        fallback={
          <Show when={error()} fallback={<LoadingMessage />}>
            {(message) => <Empty title="It could not be read">{message()}</Empty>}
          </Show>
        }
      >
        <VirtualList class="raw-tab-lines" items={numbers()} estimate={20} label={notation().label} scrollTo={hit()}>
          {(index) => {
            const text = () => raw.line(index) ?? ''
            return (
              <div class="raw-tab-line" classList={{ 'raw-tab-hit': hit() === index }}>
                <span class="raw-tab-number" aria-hidden="true">
                  {index + 1}
                </span>
                <code>
                  <Pieces of={foundPieces(text().slice(0, MOST_LETTERS), sought().trim())} />
                  <Show when={text().length > MOST_LETTERS}>
                    <em> … {(text().length - MOST_LETTERS).toLocaleString('en')} more characters</em>
                  </Show>
                </code>
              </div>
            )
          }}
        </VirtualList>
      </Show>
    </section>
  )
}
