// What the editor draws of its own: comments, the line that somebody asked for, and the gutter of changed lines.

import { type EditorState, RangeSet, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  EditorView,
  gutter,
  GutterMarker,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'
import type { LineMark } from '../../logic/playground/line-marks'

const comment = Decoration.line({ class: 'cm-comment' })

export const commentLines = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = comments(view)
    }
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) {
        this.decorations = comments(update.view)
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
)

function comments(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at)
      if (/^\s*#/.test(line.text)) {
        builder.add(line.from, line.from, comment)
      }
      at = line.to + 1
    }
  }
  return builder.finish()
}

const target = Decoration.line({ class: 'cm-target' })

/** Highlights the line that starts at a place. */
export const setTargetLine = StateEffect.define<number>()

/** Stays until the text is changed: somebody who types has seen it. */
export const targetLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, transaction) {
    let next = transaction.docChanged ? Decoration.none : lines
    for (const effect of transaction.effects) {
      if (effect.is(setTargetLine)) {
        next = Decoration.set([target.range(effect.value)])
      }
    }
    return next
  },
  provide: (field) => EditorView.decorations.from(field),
})

const SIGNS = { added: '+', changed: '±', removed: '−' } as const

class ChangeMarker extends GutterMarker {
  constructor(readonly mark: LineMark) {
    super()
  }

  override eq(other: GutterMarker): boolean {
    if (!(other instanceof ChangeMarker)) {
      return false
    }
    return other.mark.kind === this.mark.kind && other.mark.was.join('\n') === this.mark.was.join('\n')
  }

  override toDOM(): Node {
    const element = document.createElement('span')
    element.className = `cm-change cm-change-${this.mark.kind}`
    element.textContent = SIGNS[this.mark.kind]
    element.title = described(this.mark)
    return element
  }
}

function described(mark: LineMark): string {
  const was = mark.was.join('\n')
  if (mark.kind === 'added') {
    return 'Added'
  }
  return mark.kind === 'changed' ? `Changed; it was:\n${was}` : `Removed here:\n${was}`
}

export const setMarks = StateEffect.define<LineMark[]>()

const marks = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(set, transaction) {
    // While new marks are being made, the old ones move with their lines.
    let next = transaction.docChanged ? set.map(transaction.changes) : set
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) {
        next = markers(transaction.state, effect.value)
      }
    }
    return next
  },
})

function markers(state: EditorState, lines: readonly LineMark[]): RangeSet<GutterMarker> {
  const ranges = lines
    .filter((mark) => mark.line >= 1 && mark.line <= state.doc.lines)
    .map((mark) => new ChangeMarker(mark).range(state.doc.line(mark.line).from))
  return RangeSet.of(ranges, true)
}

export const marksGutter = [
  marks,
  gutter({
    class: 'cm-changes',
    markers: (view) => view.state.field(marks),
    initialSpacer: () => new ChangeMarker({ line: 1, kind: 'added', was: [] }),
  }),
]
