import { createVirtualizer, defaultRangeExtractor, type Range } from '@tanstack/solid-virtual'
import { createEffect, createMemo, createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { type Row, rowKey } from '../../logic/playground/report-rows'
import { moveFor } from '../../logic/playground/row-moves'
import { areShortcutsOn } from '../shared/keys'
import { isTextField } from '../shared/text-field'
import { GroupCells, ReportCells } from './report-cells'
import './report-tree.css'

interface ReportTreeProps {
  rows: readonly Row[]
  chosen: readonly number[]
  onFold: (signature: string, isFolded: boolean) => void
  onOpen: (id: number) => void
  onChoose: (id: number) => void
  onClose: (id: number) => void
}

const GROUP_HEIGHT = 36
const REPORT_HEIGHT = 30

/** All reports below their signatures, as a treegrid: one tab stop, of which only the rows in view are in the page. */
export function ReportTree(props: ReportTreeProps) {
  let scroller: HTMLDivElement | undefined
  /** Whether the focus was put into the list last. */
  let isInside = false
  const [active, setActive] = createSignal<string>()
  const indices = createMemo(() => new Map(props.rows.map((row, index) => [rowKey(row), index])))
  const activeIndex = createMemo(() => {
    const key = active()
    return key === undefined ? -1 : (indices().get(key) ?? -1)
  })
  // Where the row that had the focus is gone, as its report was closed, its neighbour takes its place.
  createEffect((before: number) => {
    const index = activeIndex()
    if (index >= 0 || before < 0) {
      return index
    }
    const next = props.rows[Math.min(before, props.rows.length - 1)]
    if (next) {
      focus(Math.min(before, props.rows.length - 1))
    }
    return next ? before : -1
  }, -1)

  const virtualizer = createVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    get count() {
      return props.rows.length
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: (index) => (props.rows[index]?.kind === 'group' ? GROUP_HEIGHT : REPORT_HEIGHT),
    get getItemKey() {
      const rows = props.rows
      return (index: number) => {
        const row = rows[index]
        return row ? rowKey(row) : index
      }
    },
    // The row with the focus stays in the page, wherever one scrolls.
    get rangeExtractor() {
      const kept = activeIndex()
      return (range: Range) => {
        const indexes = defaultRangeExtractor(range)
        if (kept < 0 || kept >= range.count || indexes.includes(kept)) {
          return indexes
        }
        return kept < (indexes[0] ?? 0) ? [kept, ...indexes] : [...indexes, kept]
      }
    },
    overscan: 12,
    initialRect: { width: 800, height: 600 },
  })

  function focus(index: number, isForced = false) {
    const row = props.rows[index]
    if (!row) {
      return
    }
    setActive(rowKey(row))
    virtualizer.scrollToIndex(index, { align: 'auto' })
    if (isForced || isInside) {
      drawFocus(index)
    }
  }

  const press = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) {
      return
    }
    // A link, a button or a box within the row does what it always does.
    if (event.target.tagName !== 'TR' && (event.key === 'Enter' || event.key === ' ')) {
      return
    }
    const move = moveFor(event.key, props.rows, activeIndex())
    if (!move) {
      return
    }
    event.preventDefault()
    event.stopPropagation()
    if (move.kind === 'to') {
      focus(move.index)
    } else if (move.kind === 'open') {
      props.onOpen(move.id)
    } else if (move.kind === 'choose') {
      props.onChoose(move.id)
    } else {
      props.onFold(move.signature, move.kind === 'fold')
    }
  }

  const drawFocus = (index: number) =>
    scroller?.querySelector<HTMLElement>(`tr[data-index="${index}"]`)?.focus({ preventScroll: true })
  // Rows that come and go push others about in the page, and what is pushed loses the focus: it gets it back.
  createEffect(() => {
    const drawn = virtualizer.getVirtualItems().map((place) => place.index)
    const index = activeIndex()
    if (isInside && document.activeElement === document.body && drawn.includes(index)) {
      drawFocus(index)
    }
  })

  // From anywhere else in the page, `j` and `k` lead into the list.
  const enter = (event: KeyboardEvent) => {
    if (event.key !== 'j' && event.key !== 'k') {
      return
    }
    if (!areShortcutsOn() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) {
      return
    }
    if (isTextField(event.target) || document.querySelector('dialog[open]') || props.rows.length === 0) {
      return
    }
    event.preventDefault()
    focus(Math.max(0, activeIndex()), true)
  }
  const notice = (event: Event) => {
    isInside = event.target instanceof Node && (scroller?.contains(event.target) ?? false)
  }
  onMount(() => {
    document.addEventListener('keydown', enter)
    document.addEventListener('focusin', notice)
    document.addEventListener('pointerdown', notice)
    onCleanup(() => {
      document.removeEventListener('keydown', enter)
      document.removeEventListener('focusin', notice)
      document.removeEventListener('pointerdown', notice)
    })
  })

  return (
    <div class="report-tree" ref={(element) => (scroller = element)} on:keydown={press}>
      <table
        class="report-tree-table"
        // A table whose rows fold: the elements stay those of a table.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
        role="treegrid"
        aria-label="Reports by signature"
        aria-rowcount={props.rows.length}
        style={{ height: `${virtualizer.getTotalSize()}px` }}
      >
        <tbody class="report-tree-body">
          <For each={virtualizer.getVirtualItems()}>
            {(place) => {
              const row = createMemo(() => props.rows[place.index])
              const isActive = () => (activeIndex() < 0 ? place.index === 0 : place.index === activeIndex())
              let element: HTMLTableRowElement | undefined
              // Also when another row comes to be drawn here: heights are known by row.
              createEffect(() => {
                if (row() && element?.isConnected) {
                  virtualizer.measureElement(element)
                }
              })
              return (
                <Show when={row()}>
                  {(shown) => (
                    <tr
                      class={`report-tree-row report-tree-${shown().kind}`}
                      ref={(made) => (element = made)}
                      data-index={place.index}
                      aria-level={shown().kind === 'group' ? 1 : 2}
                      aria-expanded={expanded(shown())}
                      aria-posinset={shown().place}
                      aria-setsize={shown().of}
                      aria-rowindex={place.index + 1}
                      aria-selected={chosen(shown(), props.chosen)}
                      tabindex={isActive() ? 0 : -1}
                      style={{ transform: `translateY(${place.start}px)` }}
                      onFocusIn={() => setActive(rowKey(shown()))}
                    >
                      <Cells row={shown()} isActive={isActive()} tree={props} />
                    </tr>
                  )}
                </Show>
              )
            }}
          </For>
        </tbody>
      </table>
    </div>
  )
}

function expanded(row: Row): boolean | undefined {
  return row.kind === 'group' ? row.isOpen : undefined
}

function chosen(row: Row, ids: readonly number[]): boolean | undefined {
  return row.kind === 'report' ? ids.includes(row.report.id) : undefined
}

function Cells(props: { row: Row; isActive: boolean; tree: ReportTreeProps }) {
  const group = () => (props.row.kind === 'group' ? props.row : undefined)
  const report = () => (props.row.kind === 'report' ? props.row : undefined)
  return (
    <>
      <Show when={group()}>
        {(row) => <GroupCells row={row()} onToggle={() => props.tree.onFold(row().signature, row().isOpen)} />}
      </Show>
      <Show when={report()}>
        {(row) => (
          <ReportCells
            row={row()}
            isActive={props.isActive}
            isChosen={props.tree.chosen.includes(row().report.id)}
            onChoose={() => props.tree.onChoose(row().report.id)}
            onClose={() => props.tree.onClose(row().report.id)}
          />
        )}
      </Show>
    </>
  )
}
