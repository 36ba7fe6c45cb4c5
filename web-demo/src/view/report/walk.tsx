import { For, Match, Show, Switch } from 'solid-js'
import type { FrameTrail, NativeStack, StackTrail } from 'siggen-wasm'
import type { Which } from '../../worker/protocol'
import { Badge } from '../shared/badge'
import { VerdictBadge } from './verdict-badge'
import { framesOf, verdictWords, walkSteps, type Step } from './verdicts'
import './walk.css'

/** How the stack became a signature, step by step. */
export function Walk(props: { id: number; stack: StackTrail; which: Which }) {
  const native = () => (props.stack.kind === 'native' ? props.stack : undefined)
  return (
    <Switch>
      <Match when={props.stack.kind === 'java_stack_trace'}>
        <p>The report has a Java stack trace: its first lines make the signature, and no native frame counts.</p>
      </Match>
      <Match when={props.stack.kind === 'java_exception'}>
        <p>The report has a Java exception: the exception makes the signature, and no native frame counts.</p>
      </Match>
      <Match when={native()}>{(stack) => <NativeWalk id={props.id} stack={stack()} which={props.which} />}</Match>
    </Switch>
  )
}

function NativeWalk(props: { id: number; stack: NativeStack; which: Which }) {
  const thread = () => `${props.stack.thread}${props.stack.thread_name ? `, ${props.stack.thread_name}` : ''}`
  return (
    <>
      <p class="walk-thread">Thread {thread()}</p>
      <ol class="walk">
        <For each={walkSteps(props.stack.frames)}>
          {(step) => <WalkStep id={props.id} step={step} which={props.which} />}
        </For>
      </ol>
      <Show when={props.stack.nothing_kept}>
        <p>No frame was kept, so the signature is the first one.</p>
      </Show>
    </>
  )
}

function WalkStep(props: { id: number; step: Step; which: Which }) {
  const isKept = () => props.step.frames.some((frame) => frame.kept)
  const words = () => verdictWords(props.step.verdict)
  return (
    <li class="walk-step" classList={{ 'walk-step-kept': isKept() }}>
      <span class="walk-frames">{framesOf(props.step)}</span>
      <Show
        when={props.step.frames.length > 4}
        fallback={<WalkFrames id={props.id} frames={props.step.frames} which={props.which} />}
      >
        <details>
          <summary>
            <Badge kind={words().kind} title={words().long}>
              {words().short}
            </Badge>{' '}
            {props.step.frames.length} frames
          </summary>
          <WalkFrames id={props.id} frames={props.step.frames} which={props.which} />
        </details>
      </Show>
    </li>
  )
}

function WalkFrames(props: { id: number; frames: readonly FrameTrail[]; which: Which }) {
  return (
    <ul class="walk-names">
      <For each={props.frames}>
        {(frame) => (
          <li>
            <VerdictBadge id={props.id} trail={frame} which={props.which} />{' '}
            <code>{frame.normalized || frame.displayed}</code>
            <For each={[frame.sentinel, frame.decided_by].filter((decision) => decision !== undefined)}>
              {(decision) => (
                <span class="walk-line mono">
                  {decision.list}:{decision.line}
                </span>
              )}
            </For>
          </li>
        )}
      </For>
    </ul>
  )
}
