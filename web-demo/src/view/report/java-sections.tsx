import { For, Show } from 'solid-js'
import type { ReportView } from '../../logic/model'
import { Badge } from '../shared/badge'
import { OutsideLink } from '../shared/outside-link'
import { ScrollBox } from '../shared/scroll-box'
import './java-sections.css'

/** Java exceptions with their frames, and the stack trace as text. */
export function JavaSections(props: { view: ReportView }) {
  return (
    <>
      <For each={props.view.javaException}>
        {(thrown, index) => (
          <section class="java-sections">
            <h2>
              {index() === 0 ? 'Java exception' : 'Caused by'}: <code>{thrown.type}</code>
            </h2>
            <Show when={thrown.message}>{(message) => <p class="java-sections-message">{message()}</p>}</Show>
            <ol start={0}>
              <For each={thrown.frames}>
                {(frame) => (
                  <li>
                    <code>{[frame.module, frame.function].filter(Boolean).join('.')}</code>{' '}
                    <Show when={frame.source}>
                      {(source) => <OutsideLink href={source().href}>{source().text}</OutsideLink>}
                    </Show>{' '}
                    <Show when={frame.isInApp}>
                      <Badge kind="hint">in app</Badge>
                    </Show>
                  </li>
                )}
              </For>
            </ol>
          </section>
        )}
      </For>
      <Show when={props.view.javaStackTrace}>
        {(trace) => (
          <section class="java-sections">
            <h2>
              Java stack trace{' '}
              <Show when={props.view.isJavaStackTraceProtected}>
                <Badge kind="hint" title="Crash-report servers show this to few people only">
                  protected
                </Badge>
              </Show>
            </h2>
            <ScrollBox class="java-sections-trace mono" label="Java stack trace">
              {trace()}
            </ScrollBox>
          </section>
        )}
      </Show>
    </>
  )
}
