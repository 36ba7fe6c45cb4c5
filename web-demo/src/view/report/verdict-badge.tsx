import { createSignal, createUniqueId, onCleanup, Show, type JSX } from 'solid-js'
import type { FrameTrail } from 'siggen-wasm'
import type { Which } from '../../worker/protocol'
import { Badge } from '../shared/badge'
import { floatAt } from '../shared/popover'
import './verdict-badge.css'
import { VerdictDetails } from './verdict-details'
import { verdictWords } from './verdicts'

/** Long enough to cross a list without opening each, short enough not to wait. */
const OPEN_AFTER = 120
const CLOSE_AFTER = 180

/** Closes the one that is open: two would cover each other. */
let closeOpen: (() => void) | undefined

interface VerdictBadgeProps {
  id: number
  trail: FrameTrail
  which: Which
  /** In place of the verdict's word. */
  children?: JSX.Element
}

/** What was decided about a frame. Pointing at it or focusing it shows why; from there Tab leads into the reasons. */
export function VerdictBadge(props: VerdictBadgeProps) {
  const [isOpen, setOpen] = createSignal(false)
  const panelId = createUniqueId()
  let wrapper: HTMLSpanElement | undefined
  let button: HTMLButtonElement | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let isPointed = false
  const close = () => setOpen(false)
  const setIsOpen = (to: boolean) => {
    if (to && closeOpen !== close) {
      closeOpen?.()
    }
    if (to) {
      closeOpen = close
    }
    setOpen(to)
  }
  onCleanup(() => {
    clearTimeout(timer)
    if (closeOpen === close) {
      closeOpen = undefined
    }
  })

  const words = () => verdictWords(props.trail.verdict)
  const hasFocus = () => wrapper?.contains(document.activeElement) ?? false
  const soon = (to: boolean, after: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => setIsOpen(to || hasFocus()), after)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen()) {
      return
    }
    event.preventDefault()
    event.stopPropagation()
    clearTimeout(timer)
    // Focus would open it again.
    button?.focus()
    setIsOpen(false)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- pointing at it does what focus does
    <span
      class="verdict-badge"
      ref={(element) => (wrapper = element)}
      onPointerEnter={() => {
        isPointed = true
        soon(true, OPEN_AFTER)
      }}
      onPointerLeave={() => {
        isPointed = false
        soon(false, CLOSE_AFTER)
      }}
      onFocusOut={(event) => {
        const isInside = event.relatedTarget instanceof Node && wrapper?.contains(event.relatedTarget)
        if (!isInside && !isPointed) {
          soon(false, 0)
        }
      }}
      onKeyDown={press}
    >
      <button
        type="button"
        class="verdict-badge-button"
        ref={(element) => (button = element)}
        aria-expanded={isOpen()}
        aria-controls={isOpen() ? panelId : undefined}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && setIsOpen(true)}
        onClick={() => {
          clearTimeout(timer)
          setIsOpen(true)
        }}
      >
        {props.children ?? (
          <>
            <Show when={props.trail.sentinel}>
              <Badge kind="sentinel">sentinel</Badge>{' '}
            </Show>
            <Badge kind={words().kind}>{words().short}</Badge>
          </>
        )}
      </button>
      <Show when={isOpen()}>
        <Panel panelId={panelId} anchor={button} id={props.id} trail={props.trail} which={props.which} />
      </Show>
    </span>
  )
}

function Panel(props: VerdictBadgeProps & { panelId: string; anchor: HTMLElement | undefined }) {
  let panel: HTMLElement | undefined
  floatAt(
    () => props.anchor,
    () => panel,
  )
  return (
    <section
      class="verdict-badge-panel"
      id={props.panelId}
      popover="manual"
      aria-label="What decided"
      ref={(element) => (panel = element)}
    >
      <VerdictDetails id={props.id} trail={props.trail} which={props.which} />
    </section>
  )
}
