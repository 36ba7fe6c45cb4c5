import { For, Show } from 'solid-js'
import type { DetailGroup, ReportView } from '../../logic/model'
import { Empty } from '../shared/empty'
import { DetailList } from './detail-list'
import { JavaSections } from './java-sections'
import './overview-tab.css'

/** What the report says about the crash as a whole. */
export function OverviewTab(props: { view: ReportView }) {
  const groups = (): DetailGroup[] => {
    const { groups, memory, breadcrumbs } = props.view
    const more = [
      { title: 'Memory', rows: memory },
      { title: 'Breadcrumbs', rows: breadcrumbs },
    ]
    return [...groups, ...more].filter((group) => group.rows.length > 0)
  }

  return (
    <>
      <Show
        when={groups().length > 0}
        fallback={
          <Empty title="This report has no details">
            It holds only what a signature is made of: see the threads, and how the signature came about.
          </Empty>
        }
      >
        <div class="overview-tab">
          <For each={groups()}>
            {(group) => (
              <section class="overview-tab-group">
                <h2>{group.title}</h2>
                <DetailList rows={group.rows} />
              </section>
            )}
          </For>
        </div>
      </Show>
      <JavaSections view={props.view} />
    </>
  )
}
