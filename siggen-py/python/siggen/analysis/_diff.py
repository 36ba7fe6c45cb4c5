"""What two sets of lists make of the same crashes."""

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
    """A line that is in one set of lists only."""

    #: The list's name.
    list: str
    #: ``removed``: it is in the lists before. ``added``: it is in those after.
    edit: str
    #: Number of the line in its file, from 1.
    line: int
    #: The line.
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
    #: How many crashes changed their signature here.
    moved: int
    #: Ids of some of those crashes.
    examples: tuple[str, ...]
    #: The lines responsible: indices in ``Diff.lines``.
    lines: tuple[int, ...]
    #: The ways from bucket to bucket: indices in ``Diff.migrations``.
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
    #: The lines responsible: indices in ``Diff.lines``.
    lines: tuple[int, ...]


@dataclass(frozen=True)
class ChangedCrash:
    """A crash that has another signature."""

    #: The crash's id, or where it stands.
    id: str
    #: The signature before.
    before: str
    #: The signature after.
    after: str
    #: Its way: an index in ``Diff.migrations``.
    migration: int


@dataclass(frozen=True)
class Stored:
    """How signatures compare with those that are stored with the crashes."""

    #: Crashes that have a stored signature.
    crashes: int
    #: How many have the same by the lists before.
    same_before: int
    #: How many have the same by the lists after.
    same_after: int


class Diff:
    """What two sets of lists make of the same crashes. ``diff`` makes it."""

    #: Where the lists before come from; ``stored`` for the signatures that are stored with the crashes.
    before: str
    #: Where the lists after come from.
    after: str
    #: How many crashes were compared.
    crashes: int
    #: How many have another signature.
    changed: int
    #: Crashes that were left out, since they have no stored signature to compare with.
    left_out: int
    #: How many crashes could not be read.
    failed: int
    #: Why, and where they stand: of the first twenty.
    problems: list[str]
    #: How many signatures there were.
    signatures_before: int
    #: How many signatures there are.
    signatures_after: int
    #: How both compare with the signatures that are stored with the crashes; ``None`` where none has one.
    stored: Stored | None

    def __init__(self, native: NativeDiff) -> None:
        self._native = native
        summary = native.summary()
        stored = summary.pop("stored")
        vars(self).update(summary, stored=stored and Stored(**stored))

    @cached_property
    def lines(self) -> list[EditedLine]:
        """The lines that are in one set of lists only."""
        return [EditedLine(**line) for line in self._native.lines()]

    @cached_property
    def buckets(self) -> list[BucketDiff]:
        """What happened to buckets, those with most changed crashes first."""
        return [_bucket(made) for made in self._native.buckets()]

    @cached_property
    def migrations(self) -> list[Migration]:
        """Where crashes went, those of most crashes first."""
        return [_migration(made) for made in self._native.migrations()]

    @cached_property
    def changes(self) -> list[ChangedCrash]:
        """The crashes that have another signature, by their ids."""
        ways = [(way.before, way.after) for way in self.migrations]
        return [ChangedCrash(id, *ways[index], index) for id, index in self._native.changes()]

    def migration_map(self) -> dict[str, str]:
        """Old signatures to new ones, where all crashes of the old one go the same way."""
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
        """As a dict, with the names that the JSON has."""
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
    """What two sets of lists make of the same crashes.

    ``before`` and ``after`` are sets of lists: ``None`` for the built-in ones; a folder; ``"REVISION:FOLDER"`` of the
    git repository here; a mapping of names to texts or lines; or a ``siggen.Generator``. ``before`` can be
    ``"stored"``, too, for the signatures that are stored with the crashes.

    ``crashes``, ``column``, ``shape`` and ``jobs`` are as for ``siggen.generate_many``.

    ``progress`` is called from time to time with the number of crashes that are done.

    Returns a ``Diff``. Crashes that can't be read are counted in its ``failed`` and cost no other.

    Raises ``siggen.SiglistError`` for a list that can't be compiled, ``ValueError`` for a set of lists that isn't
    whole, and what ``siggen.generate_many`` raises.

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
