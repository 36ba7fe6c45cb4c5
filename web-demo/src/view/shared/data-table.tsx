/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are placed one by one, and cells that wrap, need roles */
import { For, Show, type JSX } from 'solid-js'
import './data-table.css'
import { VirtualList } from './virtual-list'

export interface Column<T> {
  label: string
  cell: (item: T) => JSX.Element
}

interface DataTableProps<T> {
  label: string
  items: readonly T[]
  columns: readonly Column<T>[]
  /** Height of a row in pixels, before it is measured. */
  estimate: number
  /** Sets the widths, from 761px on: `.that .data-table-cells { grid-template-columns: ... }`. */
  class: string
}

/** Up to so many rows stand in the page as a whole: it scrolls as one, and the browser finds text in it. */
const PLAIN = 250

/** A table of any length. On narrow screens a row's cells stand below each other, each with its column's name. */
export function DataTable<T>(props: DataTableProps<T>) {
  const cells = (item: T) => (
    <div class="data-table-cells">
      <For each={props.columns}>
        {(column) => (
          <div role="cell" data-label={column.label}>
            <div class="data-table-value">{column.cell(item)}</div>
          </div>
        )}
      </For>
    </div>
  )
  return (
    <div
      class={`data-table ${props.class}`}
      role="table"
      aria-label={props.label}
      aria-rowcount={props.items.length + 1}
    >
      <div class="data-table-head" role="rowgroup">
        <div class="data-table-cells" role="row" aria-rowindex={1}>
          <For each={props.columns}>{(column) => <div role="columnheader">{column.label}</div>}</For>
        </div>
      </div>
      <Show
        when={props.items.length > PLAIN}
        fallback={
          <div role="rowgroup">
            <For each={props.items}>
              {(item, index) => (
                <div class="data-table-row" role="row" aria-rowindex={index() + 2}>
                  {cells(item)}
                </div>
              )}
            </For>
          </div>
        }
      >
        <VirtualList
          class="data-table-scroll"
          items={props.items}
          estimate={props.estimate}
          label={props.label}
          role="rowgroup"
        >
          {(item) => <div class="data-table-row">{cells(item)}</div>}
        </VirtualList>
      </Show>
    </div>
  )
}
