import { Show } from 'solid-js'
import { formatRoute } from '../../logic/route'
import type { Page, Route } from '../../state/types'
import { useStore } from '../store-context'
import './header.css'
import { showHelp } from './help-dialog'

/** The name and the ways to the pages. */
export function Header() {
  const store = useStore()
  const count = () => store.reports().length

  const link = (page: Page, route: Route) => ({
    // The start page has no fragment; a lone `#` leads there without loading the page anew.
    href: formatRoute(route) || '#',
    'aria-current': store.route().page === page ? ('page' as const) : undefined,
  })
  const report = (): Route => {
    const id = store.route().report ?? store.reports().at(-1)?.id
    return store.route().page === 'report' ? store.route() : { page: 'report', report: id, tab: 'overview' }
  }

  return (
    <header class="header">
      <div class="header-inner">
        <span class="header-name">
          <svg viewBox="0 0 32 32" aria-hidden="true">
            <path class="header-lines" d="M4 8h24M4 24h20" />
            <path class="header-kept" d="M4 16h14" />
            <circle cx="26" cy="16" r="3" />
          </svg>
          siggen
        </span>
        <nav class="header-nav" aria-label="Pages">
          <a {...link('start', { page: 'start' })}>Open</a>
          <Show when={count() === 1 || store.route().page === 'report'}>
            <a {...link('report', report())}>Report</a>
          </Show>
          <Show when={count() > 1 || store.route().page === 'reports'}>
            <a {...link('reports', { page: 'reports' })}>
              Reports <span class="header-count">{count().toLocaleString('en')}</span>
            </a>
          </Show>
          <Show when={count() > 1 || store.route().page === 'compare'}>
            <a {...link('compare', store.route().page === 'compare' ? store.route() : { page: 'compare' })}>Compare</a>
          </Show>
          <a {...link('lists', { page: 'lists' })}>
            Lists
            <Show when={store.lists.isEdited()}>
              <span class="header-edited"> edited</span>
            </Show>
          </a>
        </nav>
        <button type="button" class="button button-quiet header-help" aria-label="Help" onClick={showHelp}>
          ?
        </button>
      </div>
    </header>
  )
}
