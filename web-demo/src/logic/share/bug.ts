// A new bug for a crash. Bugs are public: what only few people may see stays out.

import type { Explanation, FrameRow, ReportView } from '../model'
import { cut } from '../report/format'
import { LABEL, publicDetail } from '../report/labels'
import { fenced, oneLine, plainLines } from './embedded-text'

const FRAMES = 10
const FRAME_LENGTH = 80
const TITLE_LENGTH = 255

/** A trace that is one text takes up no more of the address than this. */
const TRACE_LENGTH = 5000

/** The comment that a bug starts with: where the report is, the reason and the top frames. */
export function bugComment(view: ReportView, explanation: Explanation, frames: readonly FrameRow[]): string {
  const lines = [
    view.crashStatsUrl === undefined
      ? `Crash signature: ${oneLine(explanation.signature)}`
      : `Crash report: ${view.crashStatsUrl}`,
  ]
  lines.push(...reason(view), '', ...stack(view, frames))
  return lines.map((line) => line.trimEnd()).join('\n')
}

function reason(view: ReportView): string[] {
  const said = publicDetail(view, LABEL.mozCrashReason)
  if (said !== undefined) {
    return ['', 'MOZ_CRASH Reason:', ...fenced(plainLines(said))]
  }
  const reason = publicDetail(view, LABEL.reason)
  return reason === undefined ? [] : ['', 'Reason:', ...fenced(plainLines(reason))]
}

function stack(view: ReportView, frames: readonly FrameRow[]): string[] {
  const native = frames.filter((row) => row.kind !== 'truncated')
  if (native.length > 0) {
    return top(native.slice(0, FRAMES).map((row) => [String(row.frame), nativeFrame(row)]))
  }
  const thrown = view.javaException[0]?.frames ?? []
  if (thrown.length > 0) {
    return top(thrown.slice(0, FRAMES).map((frame, at) => [String(at), javaFrame(frame)]))
  }
  if (view.javaStackTrace === undefined) {
    return ['No stack.']
  }
  // Other lines may hold messages of exceptions, which aren't for everybody.
  const trace = plainLines(cut(view.javaStackTrace, TRACE_LENGTH))
    .filter((line) => line.startsWith('at '))
    .slice(0, FRAMES)
  return trace.length === 0 ? ['No stack.'] : ['Java stack trace:', ...fenced(trace)]
}

function top(frames: readonly (readonly [string, string])[]): string[] {
  const title = frames.length === 1 ? 'Top frame:' : `Top ${frames.length} frames:`
  return [title, ...fenced(frames.map(([number, frame]) => `${number.padEnd(2)} ${frame}`))]
}

function nativeFrame(row: FrameRow): string {
  return columns(row.module, row.displayed, row.source?.text)
}

function javaFrame(frame: ReportView['javaException'][number]['frames'][number]): string {
  return columns(frame.module, frame.function, frame.source?.text)
}

function columns(module: string | undefined, name: string | undefined, source: string | undefined): string {
  return [oneLine(module ?? '?'), cut(oneLine(name ?? '?'), FRAME_LENGTH), oneLine(source ?? '')].join('  ')
}

/** The address of the form for a new bug, filled in. */
export function bugUrl(view: ReportView, explanation: Explanation, frames: readonly FrameRow[]): string {
  const signature = oneLine(explanation.signature)
  const parameters = new URLSearchParams({
    bug_type: 'defect',
    keywords: 'crash',
    product: bugProduct(view.product),
    op_sys: bugSystem(publicDetail(view, LABEL.os), publicDetail(view, LABEL.osVersion)),
    rep_platform: bugPlatform(publicDetail(view, LABEL.architecture)),
    cf_crash_signature: `[@ ${signature}]`,
    short_desc: cut(`Crash in [@ ${signature}]`, TITLE_LENGTH),
    comment: bugComment(view, explanation, frames),
    format: '__default__',
  })
  return `https://bugzilla.mozilla.org/enter_bug.cgi?${parameters.toString()}`
}

/** What Bugzilla calls products that the reports call otherwise. */
const PRODUCTS = new Map([
  ['firefox', 'Firefox'],
  ['thunderbird', 'Thunderbird'],
  ['fenix', 'Firefox for Android'],
  ['fennec', 'Firefox for Android'],
  ['fennecandroid', 'Firefox for Android'],
  ['focus', 'Focus'],
  ['seamonkey', 'SeaMonkey'],
  ['referencebrowser', 'GeckoView'],
  ['geckoview', 'GeckoView'],
])

/** Whatever is built on Gecko has its crashes in Core. */
function bugProduct(product: string | undefined): string {
  return PRODUCTS.get((product ?? '').toLowerCase().replaceAll(' ', '')) ?? 'Core'
}

function bugSystem(os: string | undefined, version: string | undefined): string {
  const name = (os ?? '').toLowerCase()
  if (name === '') {
    return 'Unspecified'
  }
  if (name.startsWith('win')) {
    return windows(name, version ?? '')
  }
  if (/^(?:mac|os ?x|darwin)/.test(name)) {
    return 'macOS'
  }
  if (name.startsWith('android')) {
    return 'Android'
  }
  if (/linux/.test(name)) {
    return 'Linux'
  }
  return 'Other'
}

/** Windows by its name, or by the number behind it. */
function windows(name: string, version: string): string {
  const [, named] = /^windows (\d+)/.exec(name) ?? []
  if (named !== undefined) {
    return ['7', '8', '10', '11'].includes(named) ? `Windows ${named}` : 'Windows'
  }
  const [, major, minor, build] = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? []
  if (major === '10') {
    return Number(build ?? 0) >= 22_000 ? 'Windows 11' : 'Windows 10'
  }
  if (major === '6' && minor === '1') {
    return 'Windows 7'
  }
  return major === '6' && (minor === '2' || minor === '3') ? 'Windows 8' : 'Windows'
}

function bugPlatform(architecture: string | undefined): string {
  switch (architecture?.toLowerCase()) {
    case undefined:
      return 'Unspecified'
    case 'x86':
    case 'i386':
    case 'i686':
      return 'x86'
    case 'amd64':
    case 'x86_64':
    case 'x86-64':
      return 'x86_64'
    case 'arm':
      return 'ARM'
    case 'arm64':
    case 'aarch64':
      return 'ARM64'
    default:
      return 'Other'
  }
}
