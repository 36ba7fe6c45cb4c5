import { createMemo, createSignal, createUniqueId, onMount, Show } from 'solid-js'
import type { ThreadSummary } from '../../logic/model'
import type { Which } from '../../worker/protocol'
import { createQuery } from '../shared/query'
import { Badge } from '../shared/badge'
import { Empty } from '../shared/empty'
import { LoadingMessage } from '../shared/loading-message'
import { useStore } from '../store-context'
import { FrameTable } from './frame-table'
import './thread-fold.css'

/** Height of most rows, in pixels. */
const ROW = 50

interface ThreadFoldProps {
  id: number
  thread: ThreadSummary
  which: Which
  filter: string
  matches: number
}

/** A thread; its frames are asked for when it unfolds. */
export function ThreadFold(props: ThreadFoldProps) {
  const store = useStore()
  const isNamed = () => store.route().thread === props.thread.index
  const [isOpen, setIsOpen] = createSignal(props.thread.isCrashing || isNamed())
  const bodyId = createUniqueId()
  let section: HTMLElement | undefined

  // With edited lists, each edit is another question.
  const question = createMemo(
    () =>
      isOpen()
        ? { which: props.which, outcome: props.which === 'edited' ? store.lists.outcome() : undefined }
        : undefined,
    undefined,
    { equals: (a, b) => a?.which === b?.which && a?.outcome === b?.outcome },
  )
  const rows = createQuery(question, ({ which }) => store.engine.thread(props.id, props.thread.index, which))
  const title = () => {
    const name = props.thread.name ? `, ${props.thread.name}` : ''
    return `${props.thread.isCrashing ? 'Crashing thread' : 'Thread'} ${props.thread.index}${name}`
  }
  /** About as high as the frames will be, so that the threads below are pushed down at once and not later. */
  const reserved = () => `${Math.min(props.thread.frames, 60) * ROW + ROW}px`
  const toggle = () => {
    setIsOpen(!isOpen())
    if (isOpen()) {
      store.go({ thread: props.thread.index }, true)
    } else if (isNamed()) {
      store.go({ thread: undefined }, true)
    }
  }
  onMount(() => isNamed() && !props.thread.isCrashing && section?.scrollIntoView())

  return (
    <section class="thread-fold" ref={(element) => (section = element)}>
      <h2>
        <button
          type="button"
          class="thread-fold-button"
          aria-expanded={isOpen()}
          aria-controls={isOpen() ? bodyId : undefined}
          onClick={toggle}
        >
          <svg class="thread-fold-mark" viewBox="0 0 10 10" aria-hidden="true">
            <path d="M3 1.5 7 5 3 8.5" />
          </svg>
          <span class="thread-fold-title">{title()}</span>
          <span class="thread-fold-count">
            {props.thread.frames.toLocaleString('en')} {props.thread.frames === 1 ? 'frame' : 'frames'}
          </span>
          <Show when={props.thread.lastError}>
            {(error) => (
              <Badge kind="trust" title="The thread's last error value">
                {error()}
              </Badge>
            )}
          </Show>
          <Show when={props.matches > 0}>
            <Badge kind="hint">{props.matches} found</Badge>
          </Show>
        </button>
      </h2>
      <Show when={isOpen()}>
        <div class="thread-fold-body" id={bodyId}>
          <Show
            when={rows.value}
            fallback={
              <Show
                when={rows.error}
                fallback={
                  <div style={{ 'min-height': reserved() }}>
                    <LoadingMessage />
                  </div>
                }
              >
                {(error) => <Empty title="This thread could not be read">{error()}</Empty>}
              </Show>
            }
          >
            {(shown) => (
              <Show
                when={shown().length > 0}
                fallback={
                  <Empty title="This thread has no frames">
                    The stackwalker found none, or the report leaves them out.
                  </Empty>
                }
              >
                <Show when={!props.thread.isCrashing}>
                  <p class="thread-fold-note">Verdicts are as if this thread had crashed.</p>
                </Show>
                <FrameTable id={props.id} rows={shown()} which={props.which} label={title()} filter={props.filter} />
              </Show>
            )}
          </Show>
        </div>
      </Show>
    </section>
  )
}
