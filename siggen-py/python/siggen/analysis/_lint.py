"""Problems in lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .._siggen import lint_lists, printable

if TYPE_CHECKING:
    from .._siggen import _AnyLists


@dataclass(frozen=True)
class Related:
    """An entry that a finding is also about: the one that shadows the entry, or that it repeats."""

    #: The list's name.
    list: str
    #: Line number of the entry in its file, from 1.
    line: int
    #: The entry.
    text: str


@dataclass(frozen=True)
class Edit:
    """An edit of a list's file. The numbers of lines, from 1, are those before any edit."""

    #: ``delete``, ``replace`` or ``move``.
    edit: str
    #: The first line.
    first: int
    #: The last line.
    last: int
    #: The new text of a line that is replaced.
    text: str | None = None
    #: Where lines are moved: to before this line. For the end of the file, one more than the number of its last line.
    before: int | None = None


@dataclass(frozen=True)
class Fix:
    """How to fix a finding without changing any signature."""

    #: Edits of the list's file.
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Finding:
    """What the linter reports about an entry."""

    #: The list's name.
    list: str
    #: Line number of the entry in its file, from 1.
    line: int
    #: The kind of finding, such as ``shadowed``.
    code: str
    #: ``error``, ``warning`` or ``hint``.
    severity: str
    #: The entry.
    text: str
    #: What is wrong.
    message: str
    #: What to do.
    help: str
    #: A normalized frame that shows the finding.
    trigger: str | None = None
    #: The entry that the finding is also about.
    related: Related | None = None
    #: How to fix it without changing any signature.
    fix: Fix | None = None
    #: Why the finding is allowed, from a comment above the entry.
    allowed: str | None = None

    def __str__(self) -> str:
        help = f" {self.help}" if self.help else ""
        return printable(f"{self.list}.txt:{self.line}: {self.severity}: {self.message}{help} [{self.code}]")


def lint(lists: _AnyLists = None, *, only: str | Iterable[str] | None = None) -> list[Finding]:
    """The findings about lists, list by list and line by line.

    ``lists`` is a set of lists, as for ``diff``; by default the built-in ones. Of a mapping, only the lists in it are
    checked.

    ``only`` names the lists to check, in full or as ``irrelevant``, ``prefix``, ``line-numbers`` and ``sentinels``.

    Returns one ``Finding`` per problem. An entry that can't be compiled is a finding too.

    Raises ``ValueError`` for an unknown list, and ``OSError`` for a directory that can't be read.

    >>> import siggen.analysis as analysis
    >>> [(finding.line, finding.code) for finding in analysis.lint({"sentinels": ["draw", "paint", "draw"]})]
    [(3, 'duplicate')]
    """
    names = [only] if isinstance(only, str) else None if only is None else list(only)
    return [_finding(found) for found in lint_lists(lists, names)]


def _finding(found: dict[str, Any]) -> Finding:
    related, fix = found.get("related"), found.get("fix")
    return Finding(
        list=found["list"],
        line=found["line"],
        code=found["code"],
        severity=found["severity"],
        text=found["pattern"],
        message=found["message"],
        help=found["help"],
        trigger=found.get("trigger"),
        related=related and Related(related["list"], related["line"], related["pattern"]),
        fix=fix and Fix(tuple(_edit(edit) for edit in fix["edits"])),
        allowed=found.get("allowed"),
    )


def _edit(edit: dict[str, Any]) -> Edit:
    first, last = (edit["line"], edit["line"]) if "line" in edit else (edit["first"], edit["last"])
    return Edit(edit["edit"], first, last, edit.get("text"), edit.get("before"))
