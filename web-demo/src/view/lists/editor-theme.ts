// The editor in the page's colours. Custom properties reach into the shadow root; the page's rules do not.
// CodeMirror's own rules hold pictures as `data:` addresses, which the page's policy forbids: they are replaced here.

import { EditorView } from '@codemirror/view'

const underlined = (color: string) => ({
  backgroundImage: 'none',
  textDecoration: `underline wavy var(${color}) 1px`,
  textDecorationSkipInk: 'none',
  textUnderlineOffset: '3px',
})

const sign = (text: string, color: string) => ({
  content: 'normal',
  '&::before': { content: `"${text}"`, color: `var(${color})`, fontWeight: 'bold' },
})

const beside = (color: string) => ({ borderLeft: `4px solid var(${color})` })

export const editorTheme = EditorView.theme({
  '&': {
    height: '100%',
    color: 'var(--ink)',
    backgroundColor: 'var(--paper)',
    fontSize: '13px',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '4px 0' },
  '.cm-content ::selection': { color: 'var(--accent-ink)', backgroundColor: 'var(--accent)' },
  '.cm-line': { padding: '0 8px 0 6px' },
  '.cm-comment': { color: 'var(--ink-faint)' },
  '.cm-specialChar': { color: 'var(--error)' },
  '.cm-target': { backgroundColor: 'var(--mark)', color: 'var(--mark-ink)', boxShadow: 'inset 3px 0 var(--focus)' },
  '.cm-gutters': {
    color: 'var(--ink-faint)',
    backgroundColor: 'var(--paper-2)',
    border: '0',
    borderRight: '1px solid var(--line)',
  },
  '.cm-activeLineGutter': { backgroundColor: 'var(--line)', color: 'var(--ink)' },
  '.cm-changes .cm-gutterElement': { width: '16px', textAlign: 'center', fontWeight: 'bold' },
  '.cm-change-added': { color: 'var(--ok)' },
  '.cm-change-changed': { color: 'var(--warn)' },
  '.cm-change-removed': { color: 'var(--error)' },
  '.cm-gutter-lint': { width: '18px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0 2px', textAlign: 'center' },
  '.cm-lint-marker': { width: 'auto', height: 'auto', cursor: 'default' },
  '.cm-lint-marker-error': sign('✕', '--error'),
  '.cm-lint-marker-warning': sign('!', '--warn'),
  '.cm-lint-marker-info': sign('i', '--prefix'),
  '.cm-lint-marker-hint': sign('i', '--prefix'),
  '.cm-lintRange-error': underlined('--error'),
  '.cm-lintRange-warning': underlined('--warn'),
  '.cm-lintRange-info, .cm-lintRange-hint': underlined('--prefix'),
  '.cm-lintRange-active': { backgroundColor: 'var(--accent-wash)' },
  '.cm-diagnostic': { fontFamily: 'var(--sans)', fontSize: '13px', padding: '5px 10px', maxWidth: '60ch' },
  '.cm-diagnostic-error': beside('--error'),
  '.cm-diagnostic-warning': beside('--warn'),
  '.cm-diagnostic-info, .cm-diagnostic-hint': beside('--prefix'),
  '.cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--paper)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--accent-wash)' },
  '.cm-searchMatch': { color: 'var(--mark-ink)', backgroundColor: 'var(--mark)' },
  '.cm-searchMatch.cm-searchMatch-selected': { outline: '2px solid var(--focus)' },
  '.cm-panels': { color: 'var(--ink)', backgroundColor: 'var(--paper-2)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panel.cm-search': {
    padding: '6px 32px 6px 8px',
    fontFamily: 'var(--sans)',
    '& label': { fontSize: '13px' },
    '& [name=close]': { minWidth: '26px', minHeight: '26px', right: '4px', top: '4px', color: 'var(--ink)' },
  },
  '.cm-textfield, .cm-button': {
    minHeight: '26px',
    padding: '1px 8px',
    font: '13px var(--sans)',
    color: 'var(--ink)',
    backgroundColor: 'var(--paper)',
    backgroundImage: 'none',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
  },
  '& button:focus-visible, & input:focus-visible': { outline: '2px solid var(--focus)', outlineOffset: '1px' },
  '.cm-panel input[type=checkbox]': { accentColor: 'var(--accent)' },
})
