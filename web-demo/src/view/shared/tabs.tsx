import { createEffect, For, Show, type JSX } from 'solid-js'
import './tabs.css'

interface Tab {
  id: string
  label: string
  count?: number
}

interface TabsProps {
  tabs: Tab[]
  current: string
  onPick: (id: string) => void
  label: string
  /** The id of the `TabPanel`, where there is one. */
  panel?: string
}

const tabId = (panel: string | undefined, id: string) => `${panel ?? 'tabs'}-tab-${id}`

/** Tabs after the WAI-ARIA pattern: one tab stop, arrow keys go round, Home and End go to the ends. */
export function Tabs(props: TabsProps) {
  const buttons = new Map<string, HTMLButtonElement>()

  let strip: HTMLDivElement | undefined

  // On narrow screens the picked tab may lie outside of the strip.
  createEffect(() => {
    const tab = buttons.get(props.current)
    if (!tab || !strip) {
      return
    }
    const left = tab.offsetLeft - strip.offsetLeft
    if (left < strip.scrollLeft || left + tab.offsetWidth > strip.scrollLeft + strip.clientWidth) {
      strip.scrollLeft = left - 40
    }
  })

  const move = (event: KeyboardEvent) => {
    const at = props.tabs.findIndex((tab) => tab.id === props.current)
    const count = props.tabs.length
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1 + count, Home: 0, End: count - 1 }
    const to = steps[event.key]
    const tab = to === undefined ? undefined : props.tabs[to % count]
    if (!tab || event.altKey || event.ctrlKey || event.metaKey) {
      return
    }
    event.preventDefault()
    props.onPick(tab.id)
    buttons.get(tab.id)?.focus()
  }

  return (
    <div class="tabs" ref={(element) => (strip = element)} role="tablist" aria-label={props.label}>
      <For each={props.tabs}>
        {(tab) => (
          <button
            type="button"
            class="tabs-tab"
            role="tab"
            id={tabId(props.panel, tab.id)}
            ref={(element) => buttons.set(tab.id, element)}
            aria-selected={tab.id === props.current}
            aria-controls={tab.id === props.current ? props.panel : undefined}
            tabindex={tab.id === props.current ? 0 : -1}
            onClick={() => props.onPick(tab.id)}
            onKeyDown={move}
          >
            {tab.label}
            <Show when={tab.count !== undefined}>
              {' '}
              <span class="tabs-count">{tab.count?.toLocaleString('en')}</span>
            </Show>
          </button>
        )}
      </For>
    </div>
  )
}

/** What the picked tab shows. `id` is the `panel` of its `Tabs`. */
export function TabPanel(props: { id: string; current: string; children: JSX.Element }) {
  return (
    <div class="tabs-panel" role="tabpanel" id={props.id} aria-labelledby={tabId(props.id, props.current)} tabindex={0}>
      {props.children}
    </div>
  )
}
