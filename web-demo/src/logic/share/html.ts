// A report as a page of its own, to keep or to attach: no scripts, nothing that is loaded. What only few people may see
// stays out unless asked for.

import type { DetailRow, Explanation, FrameRow, ReportView, ThreadSummary } from '../model'
import { counted } from '../report/format'
import { escaped, type Html, html, joined } from './html-text'
import { PAGE_STYLE } from './html-style'
import { plainLines } from './embedded-text'
import { decidedBy, signatureSteps, verdictWords } from './verdicts'

export interface HtmlOptions {
  /** Whether fields that crash-report servers show to few people only are in it too. */
  withProtected?: boolean
}

/** The page. `frames` are the rows of each thread, in the order of the view's threads; one without rows is left out. */
export function reportHtml(
  view: ReportView,
  explanation: Explanation,
  frames: readonly (readonly FrameRow[])[],
  options: HtmlOptions = {},
): string {
  const isShown = (row: DetailRow) => options.withProtected === true || row.isProtected !== true
  const title = `Crash in [@ ${explanation.signature}]`
  const groups = [
    ...view.groups,
    { title: 'Memory report', rows: view.memory },
    { title: 'Breadcrumbs', rows: view.breadcrumbs },
    { title: 'Annotations', rows: view.annotations },
    { title: 'Processing', rows: view.debug },
  ]
  const details = groups.map(({ title, rows }) => detailTable(title, rows.filter(isShown)))
  const body = joined([
    html`<h1>${title}</h1>`,
    header(view, explanation),
    steps(explanation),
    joined(threadsOf(view, frames).map(({ thread, rows }) => threadPart(thread, rows))),
    joined(view.javaException.map((thrown) => javaPart(thrown, options.withProtected === true))),
    tracePart(view, options.withProtected === true),
    joined(details),
    modulesPart(view),
    extensionsPart(view),
  ])
  const policy = "default-src 'none'; style-src 'unsafe-inline'"
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
${body.text}
</main>
</body>
</html>
`
}

function header(view: ReportView, explanation: Explanation): Html {
  const lines: Html[] = []
  if (view.crashStatsUrl !== undefined) {
    lines.push(html`<p>Crash report: <a href="${view.crashStatsUrl}">${view.crashStatsUrl}</a></p>`)
  }
  if (view.storedSignature !== undefined && view.storedSignature !== explanation.signature) {
    lines.push(html`<p>Stored signature: <code>${view.storedSignature}</code></p>`)
  }
  for (const note of explanation.notes) {
    lines.push(html`<p>Note: ${note}</p>`)
  }
  return joined(lines)
}

function steps(explanation: Explanation): Html {
  const rows = signatureSteps(explanation).map(
    ({ rule, why, after }) =>
      html`<tr>
        <td>${rule}</td>
        <td>${why}</td>
        <td><code>${after}</code></td>
      </tr>`,
  )
  return table('How the signature came about', ['Rule', 'Why', 'Signature after'], rows)
}

/** The threads that have rows, the one that crashed first. */
function threadsOf(
  view: ReportView,
  frames: readonly (readonly FrameRow[])[],
): { thread: ThreadSummary; rows: readonly FrameRow[] }[] {
  const threads = frames.map((rows, index) => ({ thread: summaryOf(view, index), rows }))
  const rank = (thread: ThreadSummary) => Number(!thread.isCrashing)
  return threads.filter(({ rows }) => rows.length > 0).sort((one, other) => rank(one.thread) - rank(other.thread))
}

function summaryOf(view: ReportView, index: number): ThreadSummary {
  return view.threads[index] ?? { index, frames: 0, isCrashing: index === view.crashingThread }
}

function threadPart(thread: ThreadSummary, frames: readonly FrameRow[]): Html {
  const title = `${thread.isCrashing ? 'Crashing thread' : 'Thread'} ${thread.index}`
  const name = thread.name === undefined ? '' : `, ${thread.name}`
  const rows = frames.map((row) => frameRow(row))
  const head = ['Frame', 'Module', 'Name', 'Source', 'Trust', 'For the signature']
  const open = thread.isCrashing || frames.some((row) => row.trail?.kept === true) ? ' open' : ''
  return html`<details${open}><summary>${title}${name} (${counted(thread.frames, 'frame', 'frames')})</summary>
${tableOf(head, rows)}</details>`
}

function frameRow(row: FrameRow): Html {
  if (row.kind === 'truncated') {
    return html`<tr>
      <td></td>
      <td colspan="5">${row.displayed}</td>
    </tr>`
  }
  const source =
    row.source?.href?.startsWith('https://') !== true
      ? html`${row.source?.text ?? ''}`
      : html`<a href="${row.source.href}">${row.source.text}</a>`
  const line = decidedBy(row)
  const normalized = row.trail?.normalized
  const seen =
    normalized === undefined || normalized === row.displayed ? html`` : html`<br /><small>${normalized}</small>`
  const decided = line === undefined ? html`` : html` <small>${line}</small>`
  const marks = `${row.isMissingSymbols ? ' (no symbols)' : ''}${row.isUnloaded ? ' (unloaded)' : ''}`
  const kept = row.trail?.kept === true ? 'kept' : ''
  return html`<tr class="${kept}">
    <td>${row.kind === 'inline' ? '' : String(row.frame)}</td>
    <td>${row.module ?? ''}</td>
    <td><code>${row.displayed}</code>${seen}${marks}</td>
    <td>${source}</td>
    <td>${row.trust ?? ''}</td>
    <td>${verdictWords(row)}${decided}</td>
  </tr>`
}

function javaPart(thrown: ReportView['javaException'][number], withMessage: boolean): Html {
  const rows = thrown.frames.map(
    (frame, index) =>
      html`<tr>
        <td>${String(index)}</td>
        <td>${frame.module ?? ''}</td>
        <td><code>${frame.function ?? ''}</code></td>
        <td>${frame.source?.text ?? ''}</td>
        <td>${frame.isInApp === undefined ? '' : frame.isInApp ? 'yes' : 'no'}</td>
      </tr>`,
  )
  const message = withMessage && thrown.message !== undefined ? html`<p>${thrown.message}</p>` : html``
  return joined([
    html`<h2>Java exception ${thrown.type}</h2>`,
    message,
    tableOf(['Frame', 'Module', 'Function', 'Source', 'In app'], rows),
  ])
}

/** Only its frames, unless messages may be in it. */
function tracePart(view: ReportView, withMessages: boolean): Html {
  const lines = plainLines(view.javaStackTrace ?? '').filter((line) => withMessages || line.startsWith('at '))
  return lines.length === 0 || view.javaStackTrace === undefined
    ? html``
    : html`<h2>Java stack trace</h2>
        <pre>${lines.join('\n')}</pre>`
}

function detailTable(title: string, rows: readonly DetailRow[]): Html {
  const made = rows.map((row) => {
    const raw = row.raw === undefined ? html`` : html` <small>${row.raw}</small>`
    return html`<tr>
      <th scope="row">${row.label}</th>
      <td class="${row.isBlock === true ? 'block' : ''}">${row.value}${raw}</td>
    </tr>`
  })
  return made.length === 0
    ? html``
    : html`<h2>${title}</h2>
        <table>
          ${joined(made)}
        </table>`
}

function modulesPart(view: ReportView): Html {
  const loaded = view.modules.map(
    (module) =>
      html`<tr>
        <td>${module.file}</td>
        <td>${module.version ?? ''}</td>
        <td><code>${module.debugId ?? ''}</code></td>
        <td>${module.debugFile ?? ''}</td>
        <td>${module.signedBy ?? ''}</td>
      </tr>`,
  )
  const unloaded = view.unloadedModules.map(
    (module) =>
      html`<tr>
        <td>${module.file}</td>
        <td><code>${module.codeId ?? ''}</code></td>
        <td>${module.signedBy ?? ''}</td>
      </tr>`,
  )
  return joined([
    table('Modules', ['File', 'Version', 'Debug id', 'Debug file', 'Signed by'], loaded),
    table('Unloaded modules', ['File', 'Code id', 'Signed by'], unloaded),
  ])
}

function extensionsPart(view: ReportView): Html {
  const rows = view.extensions.map(
    (one) =>
      html`<tr>
        <td>${one.id}</td>
        <td>${one.name ?? ''}</td>
        <td>${one.version ?? ''}</td>
        <td>${one.isSystem === true ? 'yes' : ''}</td>
        <td>${one.signed ?? ''}</td>
      </tr>`,
  )
  return table('Extensions', ['Id', 'Name', 'Version', 'System', 'Signed'], rows)
}

function table(title: string, head: readonly string[], rows: readonly Html[]): Html {
  return rows.length === 0 ? html`` : joined([html`<h2>${title}</h2>`, tableOf(head, rows)])
}

function tableOf(head: readonly string[], rows: readonly Html[]): Html {
  const cells = joined(head.map((cell) => html`<th scope="col">${cell}</th>`))
  return html`<table>
    <thead>
      <tr>
        ${cells}
      </tr>
    </thead>
    <tbody>
      ${joined(rows)}
    </tbody>
  </table>`
}
