import { Show } from 'solid-js'
import type { FrameRow } from '../../logic/model'
import { Badge } from '../shared/badge'
import { OutsideLink } from '../shared/outside-link'
import './frame-function.css'
import { foundPieces } from './pieces'
import { Pieces } from './pieces-text'

/** A frame's names: as crash reports show it and as signatures see it, and where its code is. */
export function FrameFunction(props: { row: FrameRow; filter: string }) {
  const normalized = () => {
    const name = props.row.trail?.normalized
    return name && name !== props.row.displayed ? name : undefined
  }
  const sought = () => props.filter.trim()
  return (
    <Show when={props.row.kind !== 'truncated'} fallback={<em>{props.row.displayed}</em>}>
      <div class="frame-function">
        <Show when={props.row.kind === 'inline'}>
          <Badge kind="inline" title="This function was inlined into the next frame that isn't">
            inlined
          </Badge>{' '}
        </Show>
        <Show when={props.row.isUnloaded}>
          <Badge kind="unloaded" title="The address lies in a module that had been unloaded">
            unloaded module
          </Badge>{' '}
        </Show>
        <Show when={props.row.isMissingSymbols}>
          <Badge kind="missing" title="There were no symbols for this module: its functions have no names">
            no symbols
          </Badge>{' '}
        </Show>
        <code class="frame-function-displayed" classList={{ 'frame-function-kept': props.row.trail?.kept === true }}>
          <Pieces of={foundPieces(props.row.displayed, sought())} />
        </code>
      </div>
      <div class="frame-function-more">
        <Show when={normalized()}>
          {(name) => (
            <code title="The name as signatures see it">
              <span aria-hidden="true">→&nbsp;</span>
              <span class="unseen">normalized: </span>
              <Pieces of={foundPieces(name(), sought())} />
            </code>
          )}
        </Show>
        <Show when={props.row.source} fallback={props.row.moduleOffset ?? props.row.address}>
          {(source) => (
            <span class="frame-function-source">
              <OutsideLink href={source().href}>{source().text}</OutsideLink>
              <Show when={source().searchfox?.startsWith('https://') && source().searchfox}>
                {(href) => (
                  <>
                    {' · '}
                    <OutsideLink href={href()}>Searchfox</OutsideLink>
                  </>
                )}
              </Show>
            </span>
          )}
        </Show>
      </div>
    </Show>
  )
}
