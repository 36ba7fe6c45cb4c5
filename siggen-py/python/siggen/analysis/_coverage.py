"""What each line of a set of lists does to crashes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .._siggen import NativeCoverage, Table, cover_lists, printable
from . import _html

if TYPE_CHECKING:
    import pandas

    from .._siggen import Shape, _AnyLists, _Crashes


@dataclass(frozen=True)
class SignatureCount:
    """A signature and how many crashes have it."""

    #: The signature.
    signature: str
    #: How many crashes.
    crashes: int


@dataclass(frozen=True)
class Without:
    """What signatures would be without a line."""

    #: The signature with the line.
    signature: str
    #: The signature without it.
    without: str
    #: How many crashes.
    crashes: int


@dataclass(frozen=True)
class LineCoverage:
    """What a line does to crashes."""

    #: The list's name.
    list: str
    #: Number of the line in its file, from 1.
    line: int
    #: The line.
    text: str
    #: Crashes with a frame that the list was asked about and that the line matches.
    matched: int
    #: Crashes where it decided about such a frame: it is the first line of its list to match it.
    fired: int
    #: Crashes where no other line of its list would have given the same answer about one of the frames.
    only_match: int
    #: Crashes that would have another signature without the line; ``None`` where nobody asked.
    changed: int | None
    #: How many signatures the crashes have where it fired.
    signature_count: int
    #: The most frequent of those signatures.
    signatures: tuple[SignatureCount, ...]
    #: How many ways from signature to signature there would be without the line; ``None`` where nobody asked.
    change_count: int | None
    #: The most frequent of those ways.
    changes: tuple[Without, ...]
    #: Ids of some crashes where it fired.
    examples: tuple[str, ...]


class Coverage:
    """What each line of a set of lists does to crashes. ``coverage`` makes it."""

    #: Where the lists come from.
    source: str
    #: How many crashes were looked at.
    crashes: int
    #: How many signatures they have.
    signatures: int
    #: How many crashes could not be read.
    failed: int
    #: Why, and where they stand: of the first twenty.
    problems: list[str]

    def __init__(self, native: NativeCoverage) -> None:
        self._native = native
        vars(self).update(native.summary())

    @cached_property
    def lines(self) -> list[LineCoverage]:
        """All lines, list by list, in their order."""
        return [_line(made) for made in self._native.lines()]

    def unused(self) -> list[LineCoverage]:
        """The lines that decided about no frame: they match none, or other lines of their list are always first."""
        return [line for line in self.lines if not line.fired]

    def table(self) -> Table:
        """All lines for Arrow libraries: the columns are named as in ``LineCoverage``."""
        return self._native.table()

    def to_pandas(self) -> pandas.DataFrame:
        """All lines as a pandas DataFrame."""
        return self.table().to_pandas()

    def to_dict(self) -> dict[str, Any]:
        """As a dict, with the names that the JSON has."""
        return self._native.to_dict()

    def to_json(self) -> str:
        """As JSON."""
        return self._native.to_json()

    def __eq__(self, other: object) -> bool:
        return self._native == other._native if isinstance(other, Coverage) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        unused = f"{len(self.unused())} of {len(self.lines)} lines unused"
        return f"<Coverage: {_html.counted(self.crashes, 'crash', 'crashes')}, {unused}, {printable(self.source)}>"

    def _repr_html_(self) -> str:
        crashes = _html.counted(self.crashes, "crash", "crashes")
        head = f"{crashes}, {_html.counted(self.signatures, 'signature', 'signatures')}, lists: {self.source}"
        failed = f"; {self.failed:,} more that can't be read" if self.failed else ""
        used = sorted((line for line in self.lines if line.fired), key=lambda line: -line.fired)
        rows = [
            (
                line.list,
                line.line,
                line.text,
                line.matched,
                line.fired,
                line.only_match,
                line.changed,
                line.signature_count,
            )
            for line in used
        ]
        names = ("list", "line", "text", "matched", "fired", "only_match", "changed", "signatures")
        unused = f"<p>unused: {_html.counted(len(self.unused()), 'line', 'lines')}</p>"
        return _html.heading(head + failed) + _html.table(names, rows) + unused


def coverage(
    crashes: _Crashes,
    lists: _AnyLists = None,
    *,
    without: bool = True,
    column: str | None = None,
    shape: Shape | None = None,
    jobs: int | None = None,
    progress: Callable[[int], object] | None = None,
) -> Coverage:
    """What each line of a set of lists does to crashes.

    ``crashes``, ``column``, ``shape`` and ``jobs`` are as for ``siggen.generate_many``. ``lists`` is a set of lists,
    as for ``diff``; by default the built-in ones.

    ``without`` says whether to find out what signatures would be without each line, too, which takes longer.

    ``progress`` is called from time to time with the number of crashes that are done.

    Returns a ``Coverage``. Crashes that can't be read are counted in its ``failed`` and cost no other.

    Raises what ``diff`` raises.

    >>> import siggen.analysis as analysis
    >>> crash = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "paint"}]}]}
    >>> coverage = analysis.coverage([crash])
    >>> [(line.text, line.fired, line.changed) for line in coverage.lines if line.fired]
    [('memcpy', 1, 1)]
    """
    made = cover_lists(crashes, lists, without=without, column=column, shape=shape, jobs=jobs, progress=progress)
    return Coverage(made)


def _line(made: dict[str, Any]) -> LineCoverage:
    return LineCoverage(
        **{
            **made,
            "signatures": tuple(SignatureCount(**count) for count in made["signatures"]),
            "changed": made.get("changed"),
            "change_count": made.get("change_count"),
            "changes": tuple(Without(**way) for way in made.get("changes", ())),
            "examples": tuple(made["examples"]),
        }
    )
