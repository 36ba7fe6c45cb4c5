// A report as Markdown, to paste where people talk about it. What only few people may see stays out.

import type { Explanation, FrameRow, ReportView } from '../model'
import { LABEL, publicDetail } from '../report/labels'
import { code, fenced, oneLine } from './embedded-text'
import { decidedBy, framesToShow, signatureSteps, verdictWords } from './verdicts'

/** More frames are shown only where the signature has more. */
const FRAMES = 10

const LABELS = [
  LABEL.product,
  LABEL.version,
  LABEL.channel,
  LABEL.build,
  LABEL.os,
  LABEL.osVersion,
  LABEL.architecture,
  LABEL.processType,
  LABEL.mozCrashReason,
  LABEL.reason,
  LABEL.address,
]

export function reportMarkdown(view: ReportView, explanation: Explanation, frames: readonly FrameRow[]): string {
  const lines = [`## Crash in ${code(`[@ ${explanation.signature}]`)}`, '']
  if (view.crashStatsUrl !== undefined) {
    lines.push(`- Crash report: ${view.crashStatsUrl}`)
  }
  if (view.storedSignature !== undefined && view.storedSignature !== explanation.signature) {
    lines.push(`- Stored signature: ${code(view.storedSignature)}`)
  }
  for (const label of LABELS) {
    const value = publicDetail(view, label)
    if (value !== undefined) {
      lines.push(`- ${label}: ${code(value)}`)
    }
  }
  lines.push(...stack(view, frames), ...java(view), ...steps(explanation))
  return `${lines.join('\n')}\n`
}

function stack(view: ReportView, frames: readonly FrameRow[]): string[] {
  if (frames.length === 0) {
    return []
  }
  const shown = framesToShow(frames, FRAMES)
  const width = Math.max(...shown.map((row) => verdictWords(row).length))
  const lines = shown.map((row) => {
    const number = row.kind === 'frame' ? String(row.frame) : ''
    const parts = [number.padEnd(3), verdictWords(row).padEnd(width), oneLine(row.displayed)]
    if (row.source !== undefined) {
      parts.push(oneLine(row.source.text))
    }
    const line = decidedBy(row)
    if (line !== undefined) {
      parts.push(`(${line})`)
    }
    return parts.join('  ').trimEnd()
  })
  if (shown.length < frames.length) {
    lines.push('...')
  }
  const crashing = view.threads.find((thread) => thread.isCrashing)
  const name = crashing?.name === undefined ? '' : ` ${code(crashing.name)}`
  return ['', `### Crashing thread${name}`, '', ...fenced(lines)]
}

function java(view: ReportView): string[] {
  return view.javaException.flatMap(({ type, frames }) => {
    const lines = frames.slice(0, FRAMES).map((frame) => {
      const at = [frame.module, frame.function].filter((part) => part !== undefined).join('.')
      return oneLine(`at ${at}${frame.source === undefined ? '' : ` (${frame.source.text})`}`)
    })
    if (frames.length > FRAMES) {
      lines.push('...')
    }
    return ['', `### Java exception ${code(type)}`, '', ...fenced(lines)]
  })
}

function steps(explanation: Explanation): string[] {
  const made = signatureSteps(explanation).map(({ rule, why, after }) => `- ${rule} (${oneLine(why)}): ${code(after)}`)
  return made.length === 0 ? [] : ['', '### How the signature came about', '', ...made]
}
