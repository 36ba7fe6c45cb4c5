import { For } from 'solid-js'
import { EXAMPLES } from '../../logic/open/examples'
import { useStore } from '../store-context'
import { FetchReport } from './fetch-report'
import { OpenFiles } from './open-files'
import { PasteReport } from './paste-report'
import './start-page.css'

/** What this is, and the ways to open a report. */
export function StartPage() {
  const store = useStore()
  return (
    <div class="start-page">
      <h1>Crash reports, and how their signatures come about</h1>
      <p class="start-page-lead">
        siggen opens Firefox crash reports in this page, makes the signature that Crash Stats would, and shows which
        rule and which list entry decided. Nothing you open leaves the page: there is no server behind it, and it works
        offline.
      </p>
      <div class="start-page-ways">
        <OpenFiles />
        <div class="start-page-side">
          <PasteReport />
          <FetchReport />
        </div>
      </div>
      <section class="start-page-examples" aria-labelledby="examples-title">
        <h2 id="examples-title">Or look at an example</h2>
        <ul>
          <For each={EXAMPLES}>
            {(example) => (
              <li>
                <a
                  href={`#/report?example=${encodeURIComponent(example.name)}`}
                  onClick={(event) => {
                    if (event.ctrlKey || event.metaKey || event.shiftKey) {
                      return
                    }
                    event.preventDefault()
                    store.go({ page: 'report', example: example.name })
                  }}
                >
                  <strong>{example.title}</strong>
                  <span>{example.description}</span>
                </a>
              </li>
            )}
          </For>
        </ul>
      </section>
    </div>
  )
}
