import { createSignal, Show } from 'solid-js'
import { createQuery } from '../shared/query'
import { CopyButton } from '../shared/copy-button'
import { Empty } from '../shared/empty'
import { LoadingMessage } from '../shared/loading-message'
import { VirtualList } from '../shared/virtual-list'
import { useStore } from '../store-context'
import './debug-log.css'

/** The log that the reference implementation keeps; asked for when it unfolds. */
export function DebugLog(props: { id: number }) {
  const store = useStore()
  const [isOpen, setIsOpen] = createSignal(false)
  const log = createQuery(
    () => (isOpen() ? props.id : undefined),
    (id) => store.engine.debugLog(id),
  )
  return (
    <details class="debug-log" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>The log line by line, as the reference implementation writes it</summary>
      <Show when={log.value} fallback={<Show when={isOpen()}>{log.error ?? <LoadingMessage />}</Show>}>
        {(lines) => (
          <Show when={lines().length > 0} fallback={<Empty title="The log is empty">No rule wrote anything.</Empty>}>
            <CopyButton label="Copy log" text={() => lines().join('\n')} />
            <VirtualList class="debug-log-lines" items={lines()} estimate={20} label="Debug log">
              {(line) => <code class="debug-log-line">{line}</code>}
            </VirtualList>
          </Show>
        )}
      </Show>
    </details>
  )
}
