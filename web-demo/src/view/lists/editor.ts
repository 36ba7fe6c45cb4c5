// The editor of a list. It is apart from the rest of the page and only loaded where somebody edits.

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { type Diagnostic, lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Annotation, EditorState, type Extension, type StateEffect, type Text } from '@codemirror/state'
import { EditorView, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view'
import type { Finding } from 'siggen-wasm'
import type { LineMark } from '../../logic/playground/line-marks'
import { sentence } from '../../logic/playground/phrases'
import { HIDDEN, printable } from '../../logic/printable'
import { commentLines, marksGutter, setMarks, setTargetLine, targetLine } from './editor-marks'
import { editorTheme } from './editor-theme'

export interface EditorOptions {
  /** Lies in a shadow root: only there does CodeMirror make its styles without a `<style>` element, which the page's
   * policy does not allow. */
  parent: HTMLElement
  root: ShadowRoot
  onText: (text: string) => void
  /** Files were dropped on the editor. */
  onFiles: (transfer: DataTransfer) => void
}

export interface ListEditor {
  /** Shows a text. What was done to it before, the cursor and the place are as they were left. */
  open(name: string, label: string, text: string): void
  decorate(findings: readonly Finding[], marks: readonly LineMark[]): void
  /** Goes to a line and highlights it. */
  goTo(line: number): void
  destroy(): void
}

/** On changes that come from outside and are known there. */
const fromOutside = Annotation.define<boolean>()

const SEVERITIES = { error: 'error', warning: 'warning', hint: 'info' } as const

/** More than anybody mends in one go; each is drawn at three places. */
const MOST_FINDINGS = 2000

interface Left {
  state: EditorState
  scroll: StateEffect<unknown>
}

export function createEditor(options: EditorOptions): ListEditor {
  const left = new Map<string, Left>()
  let current: string | undefined

  const view = new EditorView({ parent: options.parent, root: options.root, state: EditorState.create() })
  // Without a text it is of another size: nothing is seen of it before it has one.
  view.dom.style.visibility = 'hidden'

  return {
    open(name, label, text) {
      const clean = text.replace(/\r\n?/g, '\n')
      if (name !== current) {
        if (current !== undefined) {
          left.set(current, { state: view.state, scroll: view.scrollSnapshot() })
        }
        current = name
        const before = left.get(name)
        view.setState(before?.state ?? EditorState.create({ doc: clean, extensions: extensions(label, options) }))
        if (before) {
          view.dispatch({ effects: before.scroll })
        }
      }
      view.dom.style.visibility = ''
      const change = replacement(view.state.doc.toString(), clean)
      if (change) {
        view.dispatch({ changes: change, annotations: fromOutside.of(true) })
      }
    },
    decorate(findings, marks) {
      const diagnostics = findings.slice(0, MOST_FINDINGS).flatMap((finding) => diagnostic(view.state.doc, finding))
      view.dispatch(setDiagnostics(view.state, diagnostics))
      view.dispatch({ effects: setMarks.of([...marks]) })
    },
    goTo(number) {
      const { doc } = view.state
      const line = doc.line(Math.max(1, Math.min(number, doc.lines)))
      view.dispatch({
        selection: { anchor: line.from },
        effects: [setTargetLine.of(line.from), EditorView.scrollIntoView(line.from, { y: 'center' })],
      })
      view.focus()
    },
    destroy: () => view.destroy(),
  }
}

function extensions(label: string, options: EditorOptions): Extension {
  return [
    lintGutter(),
    lineNumbers(),
    marksGutter,
    highlightActiveLineGutter(),
    highlightSpecialChars({ addSpecialChars: HIDDEN }),
    history(),
    search({ top: true }),
    highlightSelectionMatches(),
    commentLines,
    targetLine,
    EditorView.lineWrapping,
    editorTheme,
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-describedby': 'hint',
      'aria-multiline': 'true',
      tabindex: '0',
      spellcheck: 'false',
      autocapitalize: 'off',
      autocorrect: 'off',
      translate: 'no',
    }),
    // Tab is not bound to anything, so that it leaves the editor.
    keymap.of([
      { key: 'F8', run: nextDiagnostic },
      { key: 'Shift-F8', run: previousDiagnostic },
      ...searchKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    EditorView.domEventHandlers({
      drop: (event) => {
        if (!event.dataTransfer?.files[0]) {
          return false
        }
        options.onFiles(event.dataTransfer)
        // Handled: CodeMirror must not put the file's text in, and the page has nothing to do.
        return true
      },
    }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) {
        return
      }
      if (update.transactions.some((transaction) => transaction.annotation(fromOutside))) {
        return
      }
      options.onText(update.state.doc.toString())
    }),
  ]
}

/** The smallest change from one text to the other, so that the cursor stays where it is. */
function replacement(before: string, after: string): { from: number; to: number; insert: string } | undefined {
  if (before === after) {
    return undefined
  }
  const shortest = Math.min(before.length, after.length)
  let start = 0
  while (start < shortest && before[start] === after[start]) {
    start += 1
  }
  let end = 0
  while (end < shortest - start && before[before.length - 1 - end] === after[after.length - 1 - end]) {
    end += 1
  }
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) }
}

function diagnostic(doc: Text, finding: Finding): Diagnostic[] {
  if (finding.line < 1 || finding.line > doc.lines) {
    return []
  }
  const { from, to } = doc.line(finding.line)
  const message = printable([sentence(finding.message), sentence(finding.help)].join('\n').trim())
  return [{ from, to, severity: SEVERITIES[finding.severity], message }]
}
