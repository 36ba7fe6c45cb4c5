"""What each list entry does across crashes."""

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
    """What a signature would be without an entry."""

    #: The signature with the entry.
    signature: str
    #: The signature without it.
    without: str
    #: How many crashes.
    crashes: int


@dataclass(frozen=True)
class LineCoverage:
    """What an entry does across crashes."""

    #: The list's name.
    list: str
    #: Line number of the entry in its file, from 1.
    line: int
    #: The entry.
    text: str
    #: Crashes with a frame that was checked against the list and that the entry matches.
    matched: int
    #: Crashes where it fired: it is the first entry of its list to match such a frame.
    fired: int
    #: Crashes with such a frame that no other entry of the list matches.
    only_match: int
    #: Crashes whose signature would change without the entry; ``None`` if not asked for.
    changed: int | None
    #: How many signatures the crashes where it fired have.
    signature_count: int
    #: The most frequent of those signatures.
    signatures: tuple[SignatureCount, ...]
    #: How many different changes of a signature there would be without the entry; ``None`` if not asked for.
    change_count: int | None
    #: The most frequent of those changes.
    changes: tuple[Without, ...]
    #: Ids of some crashes where it fired.
    examples: tuple[str, ...]


class Coverage:
    """What each list entry does across crashes, as ``coverage`` returns it."""

    #: Where the lists come from.
    source: str
    #: How many crashes were checked.
    crashes: int
    #: How many signatures they have.
    signatures: int
    #: How many crashes could not be read.
    failed: int
    #: Why, and where they are; only the first twenty.
    problems: list[str]

    def __init__(self, native: NativeCoverage) -> None:
        self._native = native
        vars(self).update(native.summary())

    @cached_property
    def lines(self) -> list[LineCoverage]:
        """All entries, list by list, in order."""
        return [_line(made) for made in self._native.lines()]

    def unused(self) -> list[LineCoverage]:
        """The entries that never fired: they match no frame, or other entries of their list always match first."""
        return [line for line in self.lines if not line.fired]

    def table(self) -> Table:
        """All entries for Arrow libraries: the columns are named as in ``LineCoverage``."""
        return self._native.table()

    def to_pandas(self) -> pandas.DataFrame:
        """All entries as a pandas DataFrame."""
        return self.table().to_pandas()

    def to_dict(self) -> dict[str, Any]:
        """As a dict, with the names in the JSON."""
        return self._native.to_dict()

    def to_json(self) -> str:
        """As JSON."""
        return self._native.to_json()

    def __eq__(self, other: object) -> bool:
        return self._native == other._native if isinstance(other, Coverage) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        unused = f"{len(self.unused())} of {len(self.lines)} entries unused"
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
        unused = f"<p>unused: {_html.counted(len(self.unused()), 'entry', 'entries')}</p>"
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
    """What each list entry does across crashes.

    ``crashes``, ``column``, ``shape`` and ``jobs`` are as for ``siggen.generate_many``. ``lists`` is a set of lists,
    as for ``diff``; by default the built-in ones.

    ``without`` says whether to compute what the signatures would be without each entry, which takes longer.

    ``progress`` is called from time to time with the number of crashes done so far.

    Returns a ``Coverage``. Crashes that can't be read are counted in its ``failed`` and don't affect the others.

    Raises the exceptions of ``diff``.

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
