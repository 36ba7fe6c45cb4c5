import { pickFiles } from '../shared/file-picker'
import './open-files.css'

/** The place for files; they can be dropped anywhere, but people look for one. */
export function OpenFiles() {
  return (
    <section class="open-files" aria-labelledby="open-title">
      <svg viewBox="0 0 48 48" aria-hidden="true">
        <path d="M24 31V9m-8 8 8-8 8 8M9 30v7a3 3 0 0 0 3 3h24a3 3 0 0 0 3-3v-7" />
      </svg>
      <h2 id="open-title">Drop crash reports here</h2>
      <button type="button" class="button button-main" onClick={pickFiles}>
        Open files…
      </button>
      <p>
        Processed crashes, raw annotations, stackwalker output, crash pings, crash data. One report, a list, or one per
        line; gzip and KEY=VALUE lines are fine.
      </p>
    </section>
  )
}
