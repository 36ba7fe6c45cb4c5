import { createMemo, For, onCleanup, onMount, Show } from 'solid-js'
import type { ReportView } from '../../logic/model'
import type { Which } from '../../worker/protocol'
import { Empty } from '../shared/empty'
import { FilterField } from '../shared/filter-field'
import { incrementalList } from '../shared/incremental-list'
import { WhichLists } from '../shared/which-lists'
import { useStore } from '../store-context'
import { found } from './filters'
import { listenForRows } from './row-keys'
import { ThreadFold } from './thread-fold'
import { createThreadSearch } from './thread-search'

interface ThreadsTabProps {
  id: number
  view: ReportView
  which: Which
  onPick: (which: Which) => void
}

/** All threads: the crashing one first and unfolded. */
export function ThreadsTab(props: ThreadsTabProps) {
  const store = useStore()
  const filter = () => store.route().filter ?? ''
  const threads = createMemo(() => [...props.view.threads].sort((a, b) => Number(b.isCrashing) - Number(a.isCrashing)))
  const search = createThreadSearch(store.engine, props.id, threads, filter)
  const drawn = incrementalList(() => search.shown())
  const foundWords = () => {
    if (!filter()) {
      return ''
    }
    return (
      found(search.shown().length, props.view.threads.length, 'thread') + (search.isDone() ? '' : ', still reading…')
    )
  }
  onMount(() => onCleanup(listenForRows('[data-frame]')))

  return (
    <Show
      when={props.view.threads.length > 0}
      fallback={
        <Empty title="This report has no threads">
          Raw annotations come without stacks: those are in the minidump, and a stackwalker reads them out of it. A
          report of a Java exception has its stack on the overview.
        </Empty>
      }
    >
      <div class="report-bar">
        <FilterField
          label="Filter threads by name or function"
          value={filter()}
          onInput={(text) => store.go({ filter: text || undefined }, true)}
          found={foundWords()}
        />
        <WhichLists which={props.which} onPick={props.onPick} name="threads-lists" />
      </div>
      <Show when={props.view.crashingThread === undefined}>
        <p>
          <Show when={props.view.missingThread !== undefined} fallback="The report doesn't say which thread crashed.">
            The report says that thread {props.view.missingThread} crashed, but holds no such thread.
          </Show>
        </p>
      </Show>
      <For
        each={drawn()}
        fallback={
          <Empty title="No thread matches">No thread's name and no function in any thread holds this text.</Empty>
        }
      >
        {(thread) => (
          <ThreadFold
            id={props.id}
            thread={thread}
            which={props.which}
            filter={filter()}
            matches={search.matches(thread)}
          />
        )}
      </For>
    </Show>
  )
}
