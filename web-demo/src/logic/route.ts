// The fragment of the address: `#/report/3/threads?thread=12&filter=mozilla`, `#/compare/1/2`, `#/lists?lists=...`.
// It says where one is in the page, and never what is in a report.

export type Page = 'start' | 'report' | 'reports' | 'compare' | 'lists'

export type Tab = 'overview' | 'threads' | 'why' | 'modules' | 'annotations' | 'extensions' | 'raw' | 'notes'

/** Where one is in the page. It stands in the fragment of the address; what is in a report never does. */
export interface Route {
  page: Page
  /** The report's id, on the pages of one report and of two. */
  report?: number
  /** The other report's id. */
  other?: number
  tab?: Tab
  thread?: number
  /** What lists of threads, modules, annotations or reports are filtered by. */
  filter?: string
  /** Name of a shipped example, so that a link to it works anywhere. */
  example?: string
  /** Shared lists: see logic/share. */
  lists?: string
}

const PAGES: readonly Page[] = ['start', 'report', 'reports', 'compare', 'lists']

export const TABS: readonly Tab[] = [
  'overview',
  'threads',
  'why',
  'modules',
  'annotations',
  'extensions',
  'raw',
  'notes',
]

/** A number as it is written in a fragment: digits only, so that no text has two meanings. */
function number(text: string | null | undefined): number | undefined {
  return text && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

/** Reads a part that may hold a `%` that escapes nothing. */
function decoded(part: string | undefined): string | undefined {
  if (part === undefined) {
    return undefined
  }
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/** Reads a fragment, with or without its `#`. What it doesn't know is left out. */
export function parseRoute(hash: string): Route {
  const text = hash.replace(/^#/, '')
  const isQuery = !text.startsWith('/') && text.includes('=')
  const cut = isQuery ? 0 : text.indexOf('?')
  const path = cut < 0 ? text : text.slice(0, cut)
  const query = new URLSearchParams(cut < 0 ? '' : text.slice(isQuery ? 0 : cut + 1))
  const [named, first, second] = path.replace(/^\//, '').split('/').map(decoded)

  const example = query.get('example') ?? undefined
  const lists = query.get('lists') ?? undefined
  const page = PAGES.find((known) => known === named) ?? (lists ? 'lists' : example ? 'report' : 'start')

  const route: Route = { page }
  if (page === 'report' || page === 'compare') {
    const report = number(first)
    if (report !== undefined) {
      route.report = report
    }
  }
  if (page === 'compare') {
    const other = number(second)
    if (other !== undefined) {
      route.other = other
    }
  }
  if (page === 'report') {
    const name = number(first) === undefined && !TABS.some((known) => known === second) ? first : second
    const tab = TABS.find((known) => known === (name ?? query.get('tab')))
    if (tab) {
      route.tab = tab
    }
    const thread = number(query.get('thread'))
    if (thread !== undefined) {
      route.thread = thread
    }
  }
  const filter = query.get('filter')
  if (filter) {
    route.filter = filter
  }
  if (example) {
    route.example = example
  }
  if (lists) {
    route.lists = lists
  }
  return route
}

/** Writes a fragment, with its `#`; the start page has none. */
export function formatRoute(route: Route): string {
  const path: string[] = [route.page]
  if (route.page === 'report' || route.page === 'compare') {
    // A dash holds the place of a report that isn't named.
    const hasMore = route.page === 'report' ? route.tab !== undefined : route.other !== undefined
    if (route.report !== undefined || hasMore) {
      path.push(route.report === undefined ? '-' : String(route.report))
    }
    if (route.page === 'report' && route.tab) {
      path.push(route.tab)
    }
    if (route.page === 'compare' && route.other !== undefined) {
      path.push(String(route.other))
    }
  }
  const query = new URLSearchParams()
  if (route.page === 'report' && route.thread !== undefined) {
    query.set('thread', String(route.thread))
  }
  if (route.filter) {
    query.set('filter', route.filter)
  }
  if (route.example) {
    query.set('example', route.example)
  }
  if (route.lists) {
    query.set('lists', route.lists)
  }
  const tail = query.toString()
  if (route.page === 'start' && !tail) {
    return ''
  }
  return `#/${path.join('/')}${tail ? `?${tail}` : ''}`
}

/** Where `to` leads from `from`: what isn't named stays while the page stays, and as far as it is about the same report. */
export function follow(from: Route, to: Partial<Route>): Route {
  const page = to.page ?? from.page
  if (page !== from.page) {
    return { ...to, page }
  }
  const isSameReport = to.report === undefined || to.report === from.report
  const kept = isSameReport ? from : { ...from, thread: undefined, filter: undefined, example: undefined }
  return { ...kept, ...to, page }
}
