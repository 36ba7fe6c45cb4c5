import { For, Show } from 'solid-js'
import type { DetailRow } from '../../logic/model'
import { Badge } from '../shared/badge'
import { OutsideLink } from '../shared/outside-link'
import { ScrollBox } from '../shared/scroll-box'
import './detail-list.css'

/** Values with their names. */
export function DetailList(props: { rows: readonly DetailRow[] }) {
  return (
    <dl class="detail-list">
      <For each={props.rows}>
        {(row) => (
          <div class="detail-list-row">
            <dt title={row.hint}>
              {row.label}
              <Show when={row.isProtected}>
                {' '}
                <Badge kind="hint" title="Crash-report servers show this to few people only">
                  protected
                </Badge>
              </Show>
            </dt>
            <dd>
              <DetailValue row={row} />
            </dd>
          </div>
        )}
      </For>
    </dl>
  )
}

export function DetailValue(props: { row: DetailRow }) {
  return (
    <Show
      when={!props.row.isBlock}
      fallback={
        <ScrollBox class="detail-list-block mono" label={props.row.label}>
          {props.row.value}
        </ScrollBox>
      }
    >
      <OutsideLink href={props.row.href}>{props.row.value}</OutsideLink>
      <Show when={props.row.raw}>{(raw) => <span class="detail-list-raw">{raw()}</span>}</Show>
    </Show>
  )
}
