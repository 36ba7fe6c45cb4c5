"""How the signatures of the same crashes differ between two sets of lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .._siggen import NativeDiff, Table, diff_lists, printable
from . import _html

if TYPE_CHECKING:
    import pandas

    from .._siggen import Shape, _AnyLists, _Crashes


@dataclass(frozen=True)
class EditedLine:
    """An entry that is in only one set of lists."""

    #: The list's name.
    list: str
    #: ``removed``: it is in the lists before. ``added``: it is in those after.
    edit: str
    #: Line number of the entry in its file, from 1.
    line: int
    #: The entry.
    text: str
    #: Changed crashes that it is responsible for.
    crashes: int


@dataclass(frozen=True)
class BucketCount:
    """A bucket of one side."""

    #: The signature.
    signature: str
    #: How many crashes have it on this side.
    crashes: int
    #: How many have it on the other side.
    other_side: int
    #: What became of the bucket: ``new``, ``gone``, ``grown``, ``shrunk`` or ``level``.
    fate: str


@dataclass(frozen=True)
class BucketDiff:
    """What happened to a group of buckets that exchange crashes."""

    #: ``renamed``, ``split``, ``merged`` or ``mixed``.
    kind: str
    #: The buckets before, the largest first.
    before: tuple[BucketCount, ...]
    #: The buckets after, the largest first.
    after: tuple[BucketCount, ...]
    #: How many of their crashes changed signature.
    moved: int
    #: Ids of some of those crashes.
    examples: tuple[str, ...]
    #: The entries responsible: indices in ``Diff.lines``.
    lines: tuple[int, ...]
    #: Moves from bucket to bucket: indices in ``Diff.migrations``.
    migrations: tuple[int, ...]


@dataclass(frozen=True)
class Migration:
    """Crashes that went from one signature to another."""

    #: The signature before.
    before: str
    #: The signature after.
    after: str
    #: How many crashes went this way.
    crashes: int
    #: Whether these are all crashes of the signature before.
    is_whole: bool
    #: Ids of some of the crashes.
    examples: tuple[str, ...]
    #: The entries responsible: indices in ``Diff.lines``.
    lines: tuple[int, ...]


@dataclass(frozen=True)
class ChangedCrash:
    """A crash whose signature changed."""

    #: The crash's id, or where the crash is.
    id: str
    #: The signature before.
    before: str
    #: The signature after.
    after: str
    #: Its move: an index in ``Diff.migrations``.
    migration: int


@dataclass(frozen=True)
class Stored:
    """How signatures compare with the stored signatures."""

    #: Crashes that have a stored signature.
    crashes: int
    #: How many have the same signature with the lists before.
    same_before: int
    #: How many have the same signature with the lists after.
    same_after: int


class Diff:
    """How the signatures of the same crashes differ between two sets of lists, as ``diff`` returns it."""

    #: Where the lists before come from; ``stored`` for the stored signatures.
    before: str
    #: Where the lists after come from.
    after: str
    #: How many crashes were compared.
    crashes: int
    #: How many have a different signature.
    changed: int
    #: Crashes left out because they have no stored signature to compare with.
    left_out: int
    #: How many crashes could not be read.
    failed: int
    #: Why, and where they are; only the first twenty.
    problems: list[str]
    #: How many signatures there were.
    signatures_before: int
    #: How many signatures there are.
    signatures_after: int
    #: How both compare with the stored signatures; ``None`` if no crash has one.
    stored: Stored | None

    def __init__(self, native: NativeDiff) -> None:
        self._native = native
        summary = native.summary()
        stored = summary.pop("stored")
        vars(self).update(summary, stored=stored and Stored(**stored))

    @cached_property
    def lines(self) -> list[EditedLine]:
        """The entries that are in only one set of lists."""
        return [EditedLine(**line) for line in self._native.lines()]

    @cached_property
    def buckets(self) -> list[BucketDiff]:
        """What happened to buckets, most changed crashes first."""
        return [_bucket(made) for made in self._native.buckets()]

    @cached_property
    def migrations(self) -> list[Migration]:
        """Where crashes went, most crashes first."""
        return [_migration(made) for made in self._native.migrations()]

    @cached_property
    def changes(self) -> list[ChangedCrash]:
        """The crashes whose signature changed, by their ids."""
        ways = [(way.before, way.after) for way in self.migrations]
        return [ChangedCrash(id, *ways[index], index) for id, index in self._native.changes()]

    def migration_map(self) -> dict[str, str]:
        """From old signatures to new ones, for old ones whose crashes all go to the same new one."""
        return {way.before: way.after for way in self.migrations if way.is_whole}

    def changes_table(self) -> Table:
        """The changed crashes for Arrow libraries: ``id``, ``before``, ``after``."""
        return self._native.changes_table()

    def migrations_table(self) -> Table:
        """Where crashes went, for Arrow libraries: the columns are named as in ``Migration``."""
        return self._native.migrations_table()

    def to_pandas(self) -> pandas.DataFrame:
        """The changed crashes as a pandas DataFrame."""
        return self.changes_table().to_pandas()

    def to_dict(self) -> dict[str, Any]:
        """As a dict, with the names in the JSON."""
        return self._native.to_dict()

    def to_json(self) -> str:
        """As JSON."""
        return self._native.to_json()

    def __eq__(self, other: object) -> bool:
        return self._native == other._native if isinstance(other, Diff) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        way = f"{printable(self.before)} -> {printable(self.after)}"
        return f"<Diff: {self.changed} of {self.crashes} crashes change, {way}>"

    def _repr_html_(self) -> str:
        head = f"{self.changed:,} of {self.crashes:,} crashes have another signature, {self.before} → {self.after}"
        more = [(self.left_out, "without a stored signature"), (self.failed, "that can't be read")]
        notes = "".join(f"; {count:,} {why}" for count, why in more if count)
        lines = [(line.edit, line.list, line.line, line.text, line.crashes) for line in self.lines]
        ways = [(way.before, way.after, way.crashes) for way in self.migrations]
        return (
            _html.heading(head + notes)
            + _html.table(("", "list", "line", "text", "crashes"), lines)
            + _html.table(("before", "after", "crashes"), ways)
        )


def diff(
    before: _AnyLists,
    after: _AnyLists,
    crashes: _Crashes,
    *,
    column: str | None = None,
    shape: Shape | None = None,
    jobs: int | None = None,
    progress: Callable[[int], object] | None = None,
) -> Diff:
    """How the signatures of the same crashes differ between two sets of lists.

    ``before`` and ``after`` are sets of lists: ``None`` for the built-in ones; a directory; ``"REVISION:DIRECTORY"`` in
    the current Git repository; a mapping from names to texts or entries; or a ``siggen.Generator``. ``before`` can also
    be ``"stored"``, for the signatures stored with the crashes.

    ``crashes``, ``column``, ``shape`` and ``jobs`` are as for ``siggen.generate_many``.

    ``progress`` is called from time to time with the number of crashes done so far.

    Returns a ``Diff``. Crashes that can't be read are counted in its ``failed`` and don't affect the others.

    Raises ``siggen.SiglistError`` for a list that can't be compiled, ``ValueError`` for an incomplete set of lists, and
    the exceptions of ``siggen.generate_many``.

    >>> import siggen, siggen.analysis as analysis
    >>> crash = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "paint"}, {"function": "main"}]}]}
    >>> diff = analysis.diff(None, siggen.Generator(extend={"prefix_signature_re": "paint"}), [crash])
    >>> diff.migration_map()
    {'memcpy | paint': 'memcpy | paint | main'}
    """
    made = diff_lists(before, after, crashes, column=column, shape=shape, jobs=jobs, progress=progress)
    return Diff(made)


def _bucket(made: dict[str, Any]) -> BucketDiff:
    return BucketDiff(
        kind=made["kind"],
        before=tuple(BucketCount(**bucket) for bucket in made["before"]),
        after=tuple(BucketCount(**bucket) for bucket in made["after"]),
        moved=made["moved"],
        examples=tuple(made["examples"]),
        lines=tuple(made["lines"]),
        migrations=tuple(made["migrations"]),
    )


def _migration(made: dict[str, Any]) -> Migration:
    return Migration(
        before=made["before"],
        after=made["after"],
        crashes=made["crashes"],
        is_whole=made["is_whole"],
        examples=tuple(made["examples"]),
        lines=tuple(made["lines"]),
    )
