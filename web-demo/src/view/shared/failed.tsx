import { Show } from 'solid-js'
import './failed.css'
import { NotLoaded } from './lazy-page'
import { ScrollBox } from './scroll-box'

/** In place of a page that could not be drawn, or not be loaded. */
export function Failed(props: { error: unknown; again: () => void }) {
  const message = () => (props.error instanceof Error ? props.error.message : String(props.error))
  const isLoaded = () => !(props.error instanceof NotLoaded)
  return (
    <section class="failed" role="alert">
      <h1>This page could not be shown</h1>
      <Show
        when={isLoaded()}
        fallback={
          <p>
            A part of it could not be loaded: the network may be down, or there is a newer version of the page. Loading
            it again closes the reports that are open; your lists are kept.
          </p>
        }
      >
        <p>
          This is a bug in siggen. Your reports are still open and your lists are kept: try again, or go to another
          page.
        </p>
      </Show>
      <ScrollBox class="failed-message mono" label="Error message">
        {message()}
      </ScrollBox>
      <button type="button" class="button button-main" onClick={() => (isLoaded() ? props.again() : location.reload())}>
        {isLoaded() ? 'Try again' : 'Load the page again'}
      </button>
    </section>
  )
}
