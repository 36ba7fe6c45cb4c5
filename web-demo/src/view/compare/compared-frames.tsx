import { createSignal, For, Show } from 'solid-js'
import type { Verdict } from 'siggen-wasm'
import type { ComparedFrame, ComparedReports, FrameRow } from '../../logic/model'
import { rowKind, type RowKind } from '../../logic/playground/compared'
import { Badge } from '../shared/badge'
import { verdictWords } from '../report/verdicts'
import './compared-frames.css'

/** A few more than count for a signature. */
const AT_FIRST = 60

const SIGNS: Record<RowKind, [sign: string, words: string]> = {
  same: ['=', 'same'],
  different: ['≠', 'different'],
  left: ['◂', 'only left'],
  right: ['▸', 'only right'],
}

/** The frames of two threads, aligned where they are the same to a signature. */
export function ComparedFrames(props: { compared: ComparedReports; sentence: string }) {
  const [most, setMost] = createSignal(AT_FIRST)
  const frames = () => props.compared.frames
  let table: HTMLTableElement | undefined

  const goToFirst = () => {
    const index = props.compared.firstDifference
    if (index === undefined) {
      return
    }
    if (index >= most()) {
      setMost(frames().length)
    }
    const row = table?.tBodies[0]?.rows[index]
    row?.scrollIntoView({ block: 'center' })
    row?.focus({ preventScroll: true })
  }

  return (
    <section class="compared-frames" aria-labelledby="compared-frames-title">
      <h2 id="compared-frames-title">Frames</h2>
      <p class="compared-frames-first">
        {props.sentence}{' '}
        <Show when={props.compared.firstDifference !== undefined}>
          <button type="button" class="button-link" onClick={goToFirst}>
            Go to the first difference
          </button>
        </Show>
      </p>
      <Show when={frames().length > 0}>
        <table class="compared-frames-table" ref={(element) => (table = element)}>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">
                <span class="unseen">Comparison</span>
              </th>
              <th scope="col">Left</th>
              <th scope="col">Right</th>
            </tr>
          </thead>
          <tbody>
            <For each={frames().slice(0, most())}>
              {(row, index) => (
                <Row row={row} number={index() + 1} isFirst={index() === props.compared.firstDifference} />
              )}
            </For>
          </tbody>
        </table>
        <Show when={frames().length > most()}>
          <button type="button" class="button" onClick={() => setMost(frames().length)}>
            Show all {frames().length.toLocaleString('en')} rows
          </button>
        </Show>
      </Show>
    </section>
  )
}

function Row(props: { row: ComparedFrame; number: number; isFirst: boolean }) {
  const kind = () => rowKind(props.row)
  return (
    <tr class={`compared-frames-${kind()}`} classList={{ 'compared-frames-is-first': props.isFirst }} tabindex={-1}>
      <td class="compared-frames-number">{props.number}</td>
      <td class="compared-frames-sign" title={SIGNS[kind()][1]}>
        <span aria-hidden="true">{SIGNS[kind()][0]}</span>
        <span class="unseen">{SIGNS[kind()][1]}</span>
      </td>
      <Side frame={props.row.left} side="Left" />
      <Side frame={props.row.right} side="Right" />
    </tr>
  )
}

function Side(props: { frame: FrameRow | undefined; side: string }) {
  return (
    <td class="compared-frames-side" data-side={props.side}>
      <Show when={props.frame} fallback={<span class="compared-frames-none">no frame</span>}>
        {(frame) => (
          <>
            <code translate="no">{frame().trail?.normalized || frame().displayed}</code>
            <div class="compared-frames-more">
              <Show when={frame().kind === 'inline'}>
                <Badge kind="inline">inlined</Badge>
              </Show>
              <Show when={frame().trail}>{(trail) => <VerdictWord verdict={trail().verdict} />}</Show>
              <span>{frame().module}</span>
              <span>{frame().source?.text}</span>
            </div>
          </>
        )}
      </Show>
    </td>
  )
}

function VerdictWord(props: { verdict: Verdict }) {
  const words = () => verdictWords(props.verdict)
  return (
    <Badge kind={words().kind} title={words().long}>
      {words().short}
    </Badge>
  )
}
