import { For, Show, type JSX } from 'solid-js'
import type { ReportView } from '../../logic/model'
import { Empty } from '../shared/empty'
import { DetailList } from './detail-list'
import './notes-tab.css'

/** What was noted about the making of the signature and the processing of the report. */
export function NotesTab(props: { view: ReportView; notes: readonly string[] | undefined }) {
  return (
    <>
      <Section
        title="Signature notes"
        isEmpty={!props.notes?.length}
        why="No rule had anything to say about the signature."
      >
        <Lines of={props.notes ?? []} />
      </Section>
      <Section
        title="Stored processor notes"
        isEmpty={props.view.storedNotes.length === 0}
        why="The report holds none; a processor writes them into processed crashes."
      >
        <Lines of={props.view.storedNotes} />
      </Section>
      <Section
        title="History"
        isEmpty={props.view.history.length === 0}
        why="The report holds nothing about its processing."
      >
        <Lines of={props.view.history} />
      </Section>
      <Section
        title="Debug"
        isEmpty={props.view.debug.length === 0}
        why="Processing times and the stackwalker's status come with processed crashes and stackwalker output."
      >
        <DetailList rows={props.view.debug} />
      </Section>
    </>
  )
}

function Section(props: { title: string; isEmpty: boolean; why: string; children: JSX.Element }) {
  return (
    <section class="report-section notes-tab-section">
      <h2>{props.title}</h2>
      <Show when={!props.isEmpty} fallback={<Empty title="Nothing">{props.why}</Empty>}>
        {props.children}
      </Show>
    </section>
  )
}

function Lines(props: { of: readonly string[] }) {
  return (
    <ul class="notes-tab-lines">
      <For each={props.of}>{(line) => <li>{line}</li>}</For>
    </ul>
  )
}
