import { createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import { TABS } from '../../logic/route'
import type { Tab } from '../../state/types'
import type { ListsOutcome, Which } from '../../worker/protocol'
import { createQuery } from '../shared/query'
import { Empty } from '../shared/empty'
import { LoadingMessage } from '../shared/loading-message'
import { TabPanel, Tabs } from '../shared/tabs'
import { useStore } from '../store-context'
import { AnnotationsTab } from './annotations-tab'
import { ExtensionsTab } from './extensions-tab'
import { ModulesTab } from './modules-tab'
import { NotesTab } from './notes-tab'
import { OverviewTab } from './overview-tab'
import { RawTab } from './raw-tab'
import { ReportHeader } from './report-header'
import './report-page.css'
import { tabLabels } from './tab-labels'
import { ThreadsTab } from './threads-tab'
import { WhyTab } from './why-tab'

/** One report: what it says, and why its signature is what it is. */
export function ReportPage() {
  const store = useStore()
  const id = () => store.route().report
  const isOpen = createMemo(() => store.reports().some((report) => report.id === id()))
  const openId = createMemo(() => (isOpen() ? id() : undefined))

  const view = createQuery(openId, (report) => store.engine.view(report))
  const builtIn = createQuery(openId, (report) => store.engine.explanation(report, 'built-in'))
  // Asked anew after each edit, once the worker has taken it.
  const editedQuestion = createMemo((): { report: number; outcome: ListsOutcome } | undefined => {
    const [report, outcome] = [openId(), store.lists.outcome()]
    return report !== undefined && outcome && store.lists.isEdited() ? { report, outcome } : undefined
  })
  const edited = createQuery(editedQuestion, ({ report }) => store.engine.explanation(report, 'edited'))

  const [picked, setPicked] = createSignal<Which>()
  const which = (): Which => (store.lists.isEdited() ? (picked() ?? 'edited') : 'built-in')
  const explanation = () => (which() === 'edited' ? (edited.value ?? builtIn.value) : builtIn.value)

  const tab = (): Tab => store.route().tab ?? 'overview'
  const pick = (to: string) => {
    const known = TABS.find((one) => one === to)
    if (known) {
      store.go({ tab: known, filter: undefined, thread: undefined })
    }
  }

  return (
    <Show when={openId()} keyed fallback={<NotOpen />}>
      {(report) => (
        <article class="report-page">
          <ReportHeader id={report} view={view.value} builtIn={builtIn.value} edited={edited.value} />
          <Show
            when={view.value}
            fallback={
              <Show when={view.error} fallback={<LoadingMessage />}>
                {(error) => <Empty title="This report could not be read">{error()}</Empty>}
              </Show>
            }
          >
            {(shown) => (
              <>
                <Tabs
                  tabs={tabLabels(shown())}
                  current={tab()}
                  onPick={pick}
                  label="Parts of the report"
                  panel="report"
                />
                <TabPanel id="report" current={tab()}>
                  <Switch>
                    <Match when={tab() === 'overview'}>
                      <OverviewTab view={shown()} />
                    </Match>
                    <Match when={tab() === 'threads'}>
                      <ThreadsTab id={report} view={shown()} which={which()} onPick={setPicked} />
                    </Match>
                    <Match when={tab() === 'why'}>
                      <WhyTab
                        id={report}
                        explanation={explanation()}
                        error={builtIn.error ?? edited.error}
                        which={which()}
                        onPick={setPicked}
                      />
                    </Match>
                    <Match when={tab() === 'modules'}>
                      <ModulesTab view={shown()} />
                    </Match>
                    <Match when={tab() === 'annotations'}>
                      <AnnotationsTab view={shown()} />
                    </Match>
                    <Match when={tab() === 'extensions'}>
                      <ExtensionsTab view={shown()} />
                    </Match>
                    <Match when={tab() === 'raw'}>
                      <RawTab id={report} notation={shown().notation} />
                    </Match>
                    <Match when={tab() === 'notes'}>
                      <NotesTab view={shown()} notes={explanation()?.notes} />
                    </Match>
                  </Switch>
                </TabPanel>
              </>
            )}
          </Show>
        </article>
      )}
    </Show>
  )
}

function NotOpen() {
  const store = useStore()
  return (
    <Show when={!store.route().example} fallback={<LoadingMessage word="Opening the example…" />}>
      <h1 class="report-page-missing">No report here</h1>
      <Empty title="This report isn't open">
        <p>Reports stay in the page that opened them: after a reload, or from somebody else's link, they are gone.</p>
        <button type="button" class="button button-main" onClick={() => store.go({ page: 'start' })}>
          Open a report
        </button>
      </Empty>
    </Show>
  )
}
