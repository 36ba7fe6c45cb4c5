import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import type { ListName } from 'siggen-wasm'
import { titleOf } from '../../logic/lists/titles'
import { bucketKey, bucketReports, responsibleLines } from '../../logic/playground/bucket-reports'
import { changeSentence, noun, sentence, timeTaken } from '../../logic/playground/phrases'
import type { ListsOutcome } from '../../worker/protocol'
import { Empty } from '../shared/empty'
import { useStore } from '../store-context'
import { BucketItem } from './bucket-item'
import { ResponsibleLines } from './responsible-lines'
import './what-if.css'

const AT_FIRST = 50

/** What the edited lists do to the reports that are open. */
export function WhatIf(props: { onGo: (list: ListName, line: number) => void }) {
  const store = useStore()
  const { lists } = store
  // While a list has an error there is no comparison: what the last valid lists did stays.
  const valid = createMemo<ListsOutcome | undefined>((before) => {
    const outcome = lists.outcome()
    return outcome?.diff ? outcome : outcome && before
  })
  const diff = () => valid()?.diff
  const error = () => {
    const outcome = lists.outcome()
    return outcome?.diff ? undefined : outcome?.findings.find((finding) => finding.severity === 'error')
  }
  const groups = createMemo(() => {
    const compared = diff()
    return compared ? bucketReports(compared) : []
  })
  const lines = createMemo(() => {
    const compared = diff()
    return compared ? responsibleLines(compared) : []
  })
  const names = createMemo(() => new Map(store.reports().map((report) => [report.id, report.crashId ?? report.name])))
  const [open, setOpen] = createSignal<ReadonlySet<string>>(new Set())
  const [most, setMost] = createSignal(AT_FIRST)
  const toggle = (key: string) => {
    const next = new Set(open())
    if (!next.delete(key)) {
      next.add(key)
    }
    setOpen(next)
  }

  return (
    <section class="what-if" aria-labelledby="what-if-title">
      <header class="what-if-head">
        <h2 id="what-if-title">What if</h2>
        <span class="what-if-time">
          <Show when={diff() && store.reports().length > 0 && valid()}>{(outcome) => timeTaken(outcome())}</Show>
        </span>
      </header>
      <output class="what-if-error">
        <Show when={error()}>
          {(finding) => (
            <>
              {titleOf(finding().list)}, line {finding().line}: {sentence(finding().message)}
              <Show when={diff() && store.reports().length > 0}>
                {' '}
                Until that is fixed, this shows what the last valid lists do.
              </Show>
            </>
          )}
        </Show>
      </output>
      <Switch>
        <Match when={store.reports().length === 0}>
          <Empty title="No reports loaded yet">
            <p>Here you will see which signatures an edit changes, as you type.</p>
            <button type="button" class="button" onClick={() => store.go({ page: 'start' })}>
              Open reports or use the examples
            </button>
          </Empty>
        </Match>
        <Match when={!lists.isEdited()}>
          <Empty title="Nothing changes">
            <p>These are the built-in lists. Edit one, and this shows which signatures change.</p>
          </Empty>
        </Match>
        <Match when={diff()}>
          {(compared) => (
            <>
              <output class="what-if-sentence">{changeSentence(compared())}</output>
              <ResponsibleLines lines={lines()} onGo={props.onGo} />
              <ol class="what-if-buckets">
                <For each={groups().slice(0, most())}>
                  {(group) => {
                    const key = bucketKey(group.change)
                    return (
                      <BucketItem
                        group={group}
                        names={names()}
                        isOpen={open().has(key)}
                        onToggle={() => toggle(key)}
                        hasLines={lines().length > 1}
                        onGo={props.onGo}
                      />
                    )
                  }}
                </For>
              </ol>
              <Show when={groups().length > most()}>
                <button type="button" class="button" onClick={() => setMost(groups().length)}>
                  Show {noun(groups().length - most(), 'more change', 'more changes')}
                </button>
              </Show>
            </>
          )}
        </Match>
      </Switch>
    </section>
  )
}
