import { readFileSync } from 'node:fs'
import { Generator } from 'siggen-wasm'
import { describe, expect, it } from 'vitest'
import type { Explanation, FrameRow, ReportView, Shape } from '../model'
import { readReport } from '../report/read'
import { joinTrail, readThread } from '../report/threads'
import { bugComment, bugUrl } from './bug'
import { reportHtml } from './html'
import { reportMarkdown } from './markdown'

function shared(report: unknown, shape: Shape = 'processed'): [ReportView, Explanation, FrameRow[]] {
  const generator = new Generator()
  const explanation = generator.explain(JSON.stringify(report), { shape })
  generator.free()
  const view = readReport(report, shape)
  const stack = explanation.rules.flatMap((rule) => (rule.stack?.kind === 'native' ? [rule.stack] : [])).at(-1)
  const rows = stack === undefined ? [] : joinTrail(readThread(report, shape, stack.thread), stack.frames)
  return [view, explanation, rows]
}

function sample(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../../../testdata/crashes/${name}.json`, import.meta.url), 'utf8'))
}

const oom = shared(sample('oom-windows'))

describe('a bug', () => {
  it('starts with the report, the reason and the top frames', () => {
    const lines = bugComment(...oom).split('\n')
    expect(lines.slice(0, 10)).toEqual([
      'Crash report: https://crash-stats.mozilla.org/report/index/b71e40cf-2a95-4c08-bb6d-91f3e2260711',
      '',
      'MOZ_CRASH Reason:',
      '```',
      'Out of memory',
      '```',
      '',
      'Top 10 frames:',
      '```',
      '0  mozglue.dll  mozalloc_abort(char const*)  memory/mozalloc/mozalloc_abort.cpp:33',
    ])
    expect(lines).toHaveLength(20)
    expect(lines[16]).toBe(
      // The first 77 characters of the name, and three dots.
      '6  xul.dll  mozilla::TaskController::DoExecuteNextTaskOnlyMainThreadInternal(mozilla::det...' +
        '  xpcom/threads/TaskController.cpp:1013',
    )
  })

  it('has its form filled in', () => {
    const url = new URL(bugUrl(...oom))
    expect(url.origin + url.pathname).toBe('https://bugzilla.mozilla.org/enter_bug.cgi')
    const { comment, ...others } = Object.fromEntries(url.searchParams)
    expect(comment).toBe(bugComment(...oom))
    const signature = `[@ ${oom[1].signature}]`
    expect(others).toEqual({
      bug_type: 'defect',
      keywords: 'crash',
      product: 'Thunderbird',
      op_sys: 'Windows 10',
      rep_platform: 'x86_64',
      cf_crash_signature: signature,
      short_desc: `Crash in ${signature}`,
      format: '__default__',
    })
  })

  it.each([
    ['Windows 11', undefined, 'Windows 11'],
    ['Windows 8.1', undefined, 'Windows 8'],
    ['Windows NT', '10.0.26100', 'Windows 11'],
    ['Windows NT', '6.1.7601', 'Windows 7'],
    ['Windows Unknown', undefined, 'Windows'],
    ['Mac OS X', '15.5.0', 'macOS'],
    ['OS X 10.15', undefined, 'macOS'],
    ['Linux', undefined, 'Linux'],
    ['Android', undefined, 'Android'],
    ['Solaris', undefined, 'Other'],
    [undefined, undefined, 'Unspecified'],
  ])('of %s %s is filed under %s', (os_name, os_version, expected) => {
    expect(new URL(bugUrl(...shared({ os_name, os_version }))).searchParams.get('op_sys')).toBe(expected)
  })

  it('has a title of at most 255 characters', () => {
    const name = `a${'é'.repeat(300)}&b=c`
    const [view, explanation] = oom
    const title = new URL(bugUrl(view, { ...explanation, signature: name }, [])).searchParams.get('short_desc')
    expect(title).toBe(`Crash in [@ a${'é'.repeat(239)}...`)
    expect(title).toHaveLength(255)
  })

  it('tells nothing that only few people may see', () => {
    const secrets = {
      url: 'SECRET',
      user_comments: 'SECRET',
      moz_crash_reason_raw: 'SECRET',
      remote_type: 'SECRET',
      java_stack_trace: 'java.lang.Error: SECRET\n\tat a.B.c(B.java:1)\nCaused by: java.lang.Error: SECRET',
      breadcrumbs: [{ message: 'SECRET' }],
      email: 'SECRET',
      json_dump: { threads: [] },
    }
    const view = readReport(secrets, 'processed')
    const explanation = { ...oom[1], signature: 'java.lang.Error' }
    for (const text of [bugComment, bugUrl, reportMarkdown].map((share) => share(view, explanation, []))) {
      expect(text).not.toContain('SECRET')
    }
    expect(reportHtml(view, explanation, [])).not.toContain('SECRET')
    expect(reportHtml(view, explanation, [], { withProtected: true })).toContain('SECRET')
    expect(bugComment(view, explanation, [])).toContain('at a.B.c(B.java:1)')
  })

  it('has the frames of Java', () => {
    const comment = bugComment(...shared(sample('java-exception-android')))
    expect(comment).toContain(
      'Top 6 frames:\n```\n0  android.app.ContextImpl  startServiceCommon  ContextImpl.java:1992',
    )
  })
})

describe('Markdown', () => {
  it('has verdicts beside frames', () => {
    const text = reportMarkdown(...oom)
    expect(text).toMatch(/^## Crash in `\[@ OOM \| large \| /)
    expect(text).toMatch(
      /^0 {4}irrelevant +mozalloc_abort\(char const\*\) {2}memory\/mozalloc\/mozalloc_abort\.cpp:33 {2}\(\w+\.txt:\d+\)$/m,
    )
    expect(text).toContain('- Product: `Thunderbird`')
  })

  it('shows what looks like Markdown as it is', () => {
    const frames = [{ function: 'a```b\n# c <img src=x>' }]
    const report = { product: 'x`<b>', json_dump: { crash_info: { crashing_thread: 0 }, threads: [{ frames }] } }
    const text = reportMarkdown(...shared(report))
    expect(text).toContain('- Product: ``x`<b>``')
    expect(text).toMatch(/````\n0 .* a```b # c <img src=x>.*\n````/)
  })
})

/** Control characters, bidirectional controls, separators of lines, zero-width characters, tags, half a pair. */
const HOSTILE =
  'x\u001b[31m\u007f\u009b31m\u061c\u200b\u200e\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\u00ad\ufe0f\u{e0041}\ud800y'

/** A report whose texts all are hostile. */
function hostile(given: unknown): unknown {
  if (typeof given === 'string') {
    return given + HOSTILE
  }
  if (Array.isArray(given)) {
    return given.map(hostile)
  }
  if (typeof given !== 'object' || given === null) {
    return given
  }
  return Object.fromEntries([...Object.entries(given).map(([name, item]) => [name, hostile(item)]), [HOSTILE, HOSTILE]])
}

it('hides nothing in what is taken along', () => {
  for (const name of ['oom-windows', 'content-process-windows', 'java-exception-android', 'ping-oom-linux']) {
    for (const shape of ['processed', 'raw', 'ping'] as const) {
      const [view, explanation, rows] = shared(hostile(sample(name)), shape)
      const given = { ...view, storedSignature: HOSTILE, javaStackTrace: `at ${HOSTILE}`, storedNotes: [HOSTILE] }
      const parameters = [...new URL(bugUrl(given, explanation, rows)).searchParams.values()]
      const texts = [
        ...parameters,
        bugComment(given, explanation, rows),
        reportMarkdown(given, explanation, rows),
        reportHtml(given, { ...explanation, notes: [HOSTILE] }, [rows], { withProtected: true }),
      ]
      for (const text of texts) {
        expect(text).not.toMatch(/[^\P{C}\n\t\r]|[\p{Zl}\p{Zp}\ufe0f]/u)
      }
      expect(texts.at(-1)).toContain('␛[31m␡\\u{9b}31m\\u{61c}\\u{200b}')
    }
  }
})

describe('the page of a report', () => {
  it('holds the whole report, and loads nothing', () => {
    const [view, explanation, rows] = oom
    const page = reportHtml(view, explanation, [rows])
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(page).toContain('<summary>Crashing thread 0, GeckoMain (12 frames)</summary>')
    expect(page).toContain('mozilla::ledger::PageWriter::AppendColumn(nsTSubstring&lt;char16_t&gt; const&amp;)')
    expect(page).toContain('0FEA849C6DEA332EE20583A2464E216F1')
    expect(page).not.toMatch(/<(?:script|img|link|iframe|object|base)\b|\bsrc=|\bon\w+=|url\(/i)
  })

  it('holds all threads that it is given, the crashing one first', () => {
    const report = sample('rust-panic-linux')
    const [view, explanation] = shared(report)
    const page = reportHtml(view, explanation, [readThread(report, 'processed', 0), readThread(report, 'processed', 1)])
    const titles = [...page.matchAll(/<summary>([^<]*)<\/summary>/g)].map(([, title]) => title)
    expect(titles).toEqual(['Crashing thread 1, BgThreadPool #3 (20 frames)', 'Thread 0, GeckoMain (9 frames)'])
  })

  it('shows every text as text', () => {
    const evil = '"\'></style></title></pre><img src=x onerror=alert(1)><script>alert(1)</script>'
    const poisoned = (given: unknown): unknown => {
      if (typeof given === 'string') {
        return evil
      }
      if (Array.isArray(given)) {
        return given.map(poisoned)
      }
      if (typeof given !== 'object' || given === null) {
        return given
      }
      return Object.fromEntries([...Object.entries(given).map(([name, item]) => [name, poisoned(item)]), [evil, evil]])
    }
    const names = ['content-process-windows', 'java-exception-android', 'raw-annotations', 'ping-oom-linux']
    for (const name of names) {
      const report = poisoned(sample(name))
      for (const shape of ['processed', 'raw', 'ping'] as const) {
        const [view, explanation, rows] = shared(report, shape)
        const signed = { ...explanation, signature: evil, notes: [evil] }
        const page = reportHtml({ ...view, javaStackTrace: evil, storedNotes: [evil] }, signed, [rows], {
          withProtected: true,
        })
        expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
        expect(page).not.toMatch(/<(?:img|script)/i)
        // The page's own, and no other.
        for (const tag of ['</style>', '</title>', '<style>']) {
          expect(page.split(tag)).toHaveLength(2)
        }
        expect(page.replace(/&quot;|&#39;/g, '')).not.toMatch(/<[^>]*onerror/)
      }
    }
  })
})
