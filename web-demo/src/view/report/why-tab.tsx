import { For, Show } from 'solid-js'
import type { Explanation } from 'siggen-wasm'
import type { Which } from '../../worker/protocol'
import { Empty } from '../shared/empty'
import { LoadingMessage } from '../shared/loading-message'
import { WhichLists } from '../shared/which-lists'
import { DebugLog } from './debug-log'
import { RuleItem } from './rule-item'
import { Walk } from './walk'
import './why-tab.css'

interface WhyTabProps {
  id: number
  explanation: Explanation | undefined
  error: string | undefined
  which: Which
  onPick: (which: Which) => void
}

/** Why the signature is what it is: the walk along the stack, what each rule did, the log. */
export function WhyTab(props: WhyTabProps) {
  const walk = () => props.explanation?.rules.map((rule) => rule.stack).find((stack) => stack !== undefined)
  return (
    <Show
      when={props.explanation}
      fallback={
        <Show when={props.error} fallback={<LoadingMessage />}>
          {(error) => <Empty title="There is no explanation">{error()}</Empty>}
        </Show>
      }
    >
      {(explanation) => (
        <>
          <WhichLists which={props.which} onPick={props.onPick} name="why-lists" />
          <section class="report-section">
            <h2>The walk along the stack</h2>
            <Show
              when={walk()}
              fallback={
                <Empty title="There was no stack to walk along">
                  The report has no frames and no Java exception, so the signature comes from the rules alone.
                </Empty>
              }
            >
              {(stack) => <Walk id={props.id} stack={stack()} which={props.which} />}
            </Show>
          </section>
          <section class="report-section">
            <h2>What each rule did</h2>
            <ol class="why-tab-rules">
              <For each={explanation().rules}>{(rule) => <RuleItem rule={rule} />}</For>
            </ol>
          </section>
          <Show when={explanation().proto_signature}>
            {(proto) => (
              <section class="report-section">
                <h2>Proto signature</h2>
                <p class="why-tab-note">All normalized frames, before any was left out.</p>
                <p class="why-tab-proto mono">{proto()}</p>
              </section>
            )}
          </Show>
          <section class="report-section">
            <h2>Debug log</h2>
            <DebugLog id={props.id} />
          </section>
        </>
      )}
    </Show>
  )
}
