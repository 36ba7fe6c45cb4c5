import { createMemo, createSignal, Match, Switch } from 'solid-js'
import type { Finding, ListName } from 'siggen-wasm'
import { concernedReports } from '../../logic/playground/coverage-rows'
import type { ShownFinding } from '../../logic/playground/findings-for'
import { TabPanel, Tabs } from '../shared/tabs'
import { useStore } from '../store-context'
import { CoverageList } from './coverage-list'
import { FindingsList } from './findings-list'
import { reportsCoverage } from './reports-coverage'

interface AboutLinesProps {
  found: readonly ShownFinding[]
  list: ListName
  onGo: (list: ListName, line: number) => void
  onFix: (finding: Finding) => void
}

const PANEL = 'about-lines-panel'

/** What there is to say of the lines of the list: what is wrong with them, and what they do. */
export function AboutLines(props: AboutLinesProps) {
  const store = useStore()
  const [picked, setPicked] = createSignal('findings')
  const query = reportsCoverage(() => picked() === 'coverage')
  const concerned = createMemo(() => concernedReports(query.value?.coverage))
  const tabs = () => [
    { id: 'findings', label: 'Findings', count: props.found.length },
    { id: 'coverage', label: 'Coverage' },
  ]
  const fix = (finding: Finding) => {
    props.onFix(finding)
    // The button goes with its finding.
    document.getElementById(PANEL)?.focus({ preventScroll: true })
  }
  return (
    <div class="about-lines">
      <Tabs label="About the lines" panel={PANEL} tabs={tabs()} current={picked()} onPick={setPicked} />
      <TabPanel id={PANEL} current={picked()}>
        <Switch>
          <Match when={picked() === 'findings'}>
            <FindingsList
              found={props.found}
              list={props.list}
              concerned={concerned()}
              reports={store.reports().length}
              onGo={props.onGo}
              onFix={fix}
            />
          </Match>
          <Match when={picked() === 'coverage'}>
            <CoverageList list={props.list} query={query} onGo={props.onGo} />
          </Match>
        </Switch>
      </TabPanel>
    </div>
  )
}
