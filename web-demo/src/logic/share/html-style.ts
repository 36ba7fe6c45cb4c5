// How a report's own page looks, in light and dark.

export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1c1b22; --faint: #5b5b66; --paper: #fff; --line: #cfcfd8; --kept: #e3f1e5; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #fbfbfe; --faint: #b9b9c6; --paper: #1c1b22; --line: #4a4953; --kept: #21402a; }
}
body { margin: 16px; background: var(--paper); color: var(--ink); font: 14px/1.4 system-ui, sans-serif; }
h1 { font-size: 18px; overflow-wrap: anywhere; }
h2, summary { margin: 16px 0 4px; font-size: 15px; font-weight: 600; }
table { border-collapse: collapse; }
th, td { padding: 2px 8px; border: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { overflow-wrap: break-word; }
small { color: var(--faint); }
code { font-family: ui-monospace, monospace; font-size: 13px; }
a { color: inherit; }
.kept td { background: var(--kept); }
.block { white-space: pre-wrap; }
details { overflow-x: auto; }
`
