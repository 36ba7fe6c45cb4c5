"""Plain tables for notebooks, in the notebook's own colours."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .._siggen import printable

#: How many rows are shown.
ROWS = 20


def counted(number: int, one: str, many: str) -> str:
    """So many of something."""
    return f"{number:,} {one if number == 1 else many}"


def heading(text: str) -> str:
    """A line above a table."""
    return f"<p><strong>{_escaped(text)}</strong></p>"


def table(names: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """The first rows: texts come from crash reports and lists, and are escaped."""
    if not rows:
        return ""
    head = "".join(f"<th>{_escaped(name)}</th>" for name in names)
    body = "".join(f"<tr>{''.join(_cell(value) for value in row)}</tr>" for row in rows[:ROWS])
    more = f"<p>… {len(rows) - ROWS:,} more</p>" if len(rows) > ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: object) -> str:
    if value is None:
        return "<td></td>"
    if isinstance(value, int):
        return f"<td>{value:,}</td>"
    return f'<td style="text-align: left"><code>{_escaped(str(value))}</code></td>'


def _escaped(text: str) -> str:
    return escape(printable(text))
