import { createEffect, createMemo, For, on, untrack, type JSX } from 'solid-js'
import { createVirtualizer } from '@tanstack/solid-virtual'
import './virtual-list.css'

interface VirtualListProps<T> {
  items: ArrayLike<T>
  /** Height of a row in pixels, before it is drawn and measured. */
  estimate: number
  label: string
  /** Role of the list: `list` (without one), `rowgroup`, `table`, `listbox` or `group`. Rows have the role that belongs to it. */
  role?: string
  children: (item: T, index: () => number) => JSX.Element
  /** Index of a row to bring into view. */
  scrollTo?: number
  class?: string
}

type Role = JSX.HTMLAttributes<HTMLElement>['role']

const ROLES: Record<string, [list: Role, row: Role]> = {
  list: ['list', 'listitem'],
  rowgroup: ['rowgroup', 'row'],
  table: ['table', 'row'],
  listbox: ['listbox', 'option'],
  group: ['group', undefined],
}

/** A list of any length, of which only the rows in view are in the page. It scrolls by itself. */
export function VirtualList<T>(props: VirtualListProps<T>) {
  let scroller: HTMLDivElement | undefined
  const roles = () => ROLES[props.role ?? 'list'] ?? ['group', undefined]

  const virtualizer = createVirtualizer<HTMLDivElement, HTMLDivElement>({
    get count() {
      return props.items.length
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: () => props.estimate,
    overscan: 12,
    // Until the list has been measured, as after it was put into the page.
    initialRect: { width: 800, height: 600 },
  })

  createEffect(
    on(
      () => props.scrollTo,
      (index) => {
        if (index !== undefined && index < props.items.length) {
          virtualizer.scrollToIndex(index, { align: 'auto' })
        }
      },
    ),
  )

  return (
    <div
      class={`virtual-list ${props.class ?? ''}`}
      ref={(element) => (scroller = element)}
      role={roles()[0]}
      aria-label={props.label}
      tabindex={0}
    >
      <div class="virtual-list-space" role="presentation" style={{ height: `${virtualizer.getTotalSize()}px` }}>
        <For each={virtualizer.getVirtualItems()}>
          {(place) => {
            const item = createMemo(() => props.items[place.index])
            const drawn = createMemo(() => {
              const value = item()
              return value === undefined ? undefined : untrack(() => props.children(value, () => place.index))
            })
            return (
              <div
                class="virtual-list-row"
                role={roles()[1]}
                aria-posinset={roles()[1] === 'listitem' || roles()[1] === 'option' ? place.index + 1 : undefined}
                aria-setsize={roles()[1] === 'listitem' || roles()[1] === 'option' ? props.items.length : undefined}
                aria-rowindex={roles()[1] === 'row' ? place.index + 2 : undefined}
                data-index={place.index}
                ref={(element) => queueMicrotask(() => element.isConnected && virtualizer.measureElement(element))}
                style={{ transform: `translateY(${place.start}px)` }}
              >
                {drawn()}
              </div>
            )
          }}
        </For>
      </div>
    </div>
  )
}
