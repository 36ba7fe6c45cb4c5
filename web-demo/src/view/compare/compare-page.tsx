import { createMemo, For, Show } from 'solid-js'
import { differenceSentence, pairOf } from '../../logic/playground/compared'
import { formatRoute } from '../../logic/route'
import { createQuery } from '../shared/query'
import { Empty } from '../shared/empty'
import { LoadingMessage } from '../shared/loading-message'
import { useStore } from '../store-context'
import { ComparedDetails } from './compared-details'
import { ComparedFrames } from './compared-frames'
import { MarkedSignatures } from './marked-signatures'
import { ReportSelect } from './report-select'
import './compare-page.css'

/** Two reports beside each other. */
export function ComparePage() {
  const store = useStore()
  const ids = createMemo(() => store.reports().map((report) => report.id))
  const pair = createMemo(() => pairOf(ids(), store.route().report, store.route().other), undefined, {
    equals: (one, other) => one.left === other.left && one.right === other.right,
  })
  const question = createMemo(() => {
    const { left, right } = pair()
    return left === undefined || right === undefined ? undefined : { left, right }
  })
  const compared = createQuery(question, ({ left, right }) => store.engine.compare(left, right))
  const go = (left: number | undefined, right: number | undefined) =>
    store.go({ page: 'compare', report: left, other: right }, true)

  return (
    <div class="compare-page">
      <h1>Compare</h1>
      <Show
        when={question()}
        fallback={
          <Empty title="Two reports are needed">
            <p>
              {ids().length === 0 ? 'No report is open.' : 'Only one report is open.'} Open more, then choose two in the{' '}
              <a href={formatRoute({ page: 'reports' })}>list of reports</a> or here.
            </p>
          </Empty>
        }
      >
        {(now) => (
          <>
            <div class="compare-page-pick">
              <ReportSelect label="Left" current={now().left} onPick={(id) => go(id, now().right)} />
              <button type="button" class="button compare-page-swap" onClick={() => go(now().right, now().left)}>
                ⇄ Swap
              </button>
              <ReportSelect label="Right" current={now().right} onPick={(id) => go(now().left, id)} />
            </div>
            <Show when={compared.error}>
              {(error) => (
                <Empty title="These reports can't be compared">
                  <p>{error()}</p>
                </Empty>
              )}
            </Show>
            <Show when={compared.value} fallback={<Show when={compared.loading}>{<LoadingMessage />}</Show>}>
              {(both) => (
                <>
                  <MarkedSignatures left={both().left.signature} right={both().right.signature} />
                  <ComparedFrames compared={both()} sentence={differenceSentence(both())} />
                  <ComparedDetails details={both().details} />
                  <Notes left={both().left.notes} right={both().right.notes} />
                </>
              )}
            </Show>
          </>
        )}
      </Show>
    </div>
  )
}

/** What the rules said, which often is why two signatures differ. */
function Notes(props: { left: string[]; right: string[] }) {
  return (
    <Show when={props.left.length > 0 || props.right.length > 0}>
      <section class="compare-page-notes" aria-labelledby="compare-notes">
        <h2 id="compare-notes">Notes of the rules</h2>
        <div class="compare-page-sides">
          <For each={[['Left', props.left] as const, ['Right', props.right] as const]}>
            {([side, notes]) => (
              <div>
                <h3>{side}</h3>
                <Show when={notes.length > 0} fallback={<p class="compare-page-none">none</p>}>
                  <ul>
                    <For each={notes}>{(note) => <li>{note}</li>}</For>
                  </ul>
                </Show>
              </div>
            )}
          </For>
        </div>
      </section>
    </Show>
  )
}
