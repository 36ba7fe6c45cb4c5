import { For, Show } from 'solid-js'
import type { ComparedReports } from '../../logic/model'
import './compared-details.css'

/** The details in which two reports differ. */
export function ComparedDetails(props: { details: ComparedReports['details'] }) {
  return (
    <section aria-labelledby="compared-details-title">
      <h2 id="compared-details-title">Details that differ</h2>
      <Show when={props.details.length > 0} fallback={<p>All details are the same.</p>}>
        <table class="compared-details">
          <thead>
            <tr>
              <th scope="col">Detail</th>
              <th scope="col">Left</th>
              <th scope="col">Right</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.details}>
              {(detail) => (
                <tr>
                  <th scope="row">{detail.label}</th>
                  <Value text={detail.left} side="Left" />
                  <Value text={detail.right} side="Right" />
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Show>
    </section>
  )
}

function Value(props: { text: string | undefined; side: string }) {
  return (
    <td data-side={props.side}>
      <Show when={props.text !== undefined} fallback={<span class="compared-details-none">not there</span>}>
        {props.text}
      </Show>
    </td>
  )
}
