import { createEffect, createMemo, ErrorBoundary, Match, on, onMount, Show, Suspense, Switch, type JSX } from 'solid-js'
import type { AppStore } from '../state/store'
import './app.css'
import { Dock } from './shared/dock'
import { DropTarget } from './shared/drop-target'
import { Failed } from './shared/failed'
import { FilePicker } from './shared/file-picker'
import { Header } from './shared/header'
import { HelpDialog } from './shared/help-dialog'
import { lazyPage } from './shared/lazy-page'
import { LoadingMessage } from './shared/loading-message'
import { OfferDialog } from './shared/offer-dialog'
import { listenForPaste } from './shared/paste'
import { listenForShortcuts } from './shared/shortcuts'
import { ReportPage } from './report/report-page'
import { StartPage } from './start/start-page'
import { StoreProvider } from './store-context'

const ListsPage = lazyPage(async () => (await import('./lists/lists-page')).ListsPage)
const ComparePage = lazyPage(async () => (await import('./compare/compare-page')).ComparePage)
const ReportsPage = lazyPage(async () => (await import('./reports/reports-page')).ReportsPage)

/** A page that fails shows why, and the others still work. */
function Page(props: { children: JSX.Element }) {
  return (
    <ErrorBoundary fallback={(error: unknown, reset) => <Failed error={error} again={reset} />}>
      <Suspense fallback={<LoadingMessage />}>{props.children}</Suspense>
    </ErrorBoundary>
  )
}

export function App(props: { store: AppStore }) {
  const store = props.store
  const page = createMemo(() => store.route().page)
  let main: HTMLElement | undefined

  // Another page is read from its beginning, by people and by screen readers.
  createEffect(
    on(
      page,
      () => {
        scrollTo(0, 0)
        main?.focus({ preventScroll: true })
      },
      { defer: true },
    ),
  )
  onMount(() => {
    listenForPaste(store)
    listenForShortcuts(store)
  })

  return (
    <StoreProvider value={store}>
      <a class="app-skip" href="#main" onClick={(event) => (event.preventDefault(), main?.focus())}>
        Skip to the content
      </a>
      <Header />
      <main class="app-main" id="main" tabindex={-1} ref={(element) => (main = element)}>
        <Switch>
          <Match when={page() === 'start'}>
            <Page>
              <StartPage />
            </Page>
          </Match>
          <Match when={page() === 'report'}>
            <Page>
              <ReportPage />
            </Page>
          </Match>
          <Match when={page() === 'reports'}>
            <Page>
              <ReportsPage />
            </Page>
          </Match>
          <Match when={page() === 'compare'}>
            <Page>
              <ComparePage />
            </Page>
          </Match>
          <Match when={page() === 'lists'}>
            <Page>
              <ListsPage />
            </Page>
          </Match>
        </Switch>
      </main>
      <Dock />
      <DropTarget />
      <FilePicker />
      <HelpDialog />
      <Show when={store.offered()}>
        <OfferDialog answer={store.takeOffered} />
      </Show>
    </StoreProvider>
  )
}
