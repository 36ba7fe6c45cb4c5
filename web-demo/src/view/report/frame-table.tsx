import type { FrameRow } from '../../logic/model'
import type { Which } from '../../worker/protocol'
import { DataTable, type Column } from '../shared/data-table'
import { FrameFunction } from './frame-function'
import { FrameTrust } from './frame-trust'
import './frame-table.css'
import { VerdictBadge } from './verdict-badge'

interface FrameTableProps {
  id: number
  rows: readonly FrameRow[]
  which: Which
  label: string
  /** What is marked in the rows. */
  filter: string
}

/** The frames of a thread. `j` and `k` go through them. */
export function FrameTable(props: FrameTableProps) {
  const columns: Column<FrameRow>[] = [
    {
      label: '#',
      cell: (row) => (
        <span
          class="frame-table-number"
          classList={{ 'frame-table-kept': row.trail?.kept === true, 'frame-table-inline': row.kind === 'inline' }}
          data-frame
          tabindex={-1}
        >
          {row.kind === 'truncated' ? '…' : row.frame}
        </span>
      ),
    },
    {
      label: 'Verdict',
      cell: (row) => row.trail && <VerdictBadge id={props.id} trail={row.trail} which={props.which} />,
    },
    { label: 'Module', cell: (row) => row.module },
    { label: 'Function', cell: (row) => <FrameFunction row={row} filter={props.filter} /> },
    { label: 'Trust', cell: (row) => <FrameTrust row={row} /> },
  ]
  return <DataTable class="frame-table" label={props.label} items={props.rows} columns={columns} estimate={52} />
}
