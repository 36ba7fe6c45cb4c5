"""The native half of siggen."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, Protocol, Union, final

import pandas
import polars
import pyarrow  # type: ignore[import-untyped, unused-ignore]
from typing_extensions import TypeAlias

from .generator import Result

__version__: str
# Each rule's name and documentation, in the order in which they run.
RULES: tuple[tuple[str, str], ...]
# The most characters that a signature has.
SIGNATURE_MAX_LENGTH: int
# The most frames of a thread that are looked at.
MAXIMUM_FRAMES_TO_CONSIDER: int

# What a crash report can be read as. `siggen.Shape` is made when it is asked for.
Shape: TypeAlias = Literal["crash-data", "processed", "raw", "stackwalk", "ping"]
# A crash: a mapping, or JSON text.
_Crash: TypeAlias = Union[Mapping[str, Any], str, bytes, bytearray, memoryview]
# Signature lists: a folder, or texts by the names of the lists.
_Lists: TypeAlias = Union[str, os.PathLike[str], Mapping[str, str]]

class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

# A ParquetFile, a dataset or a fragment of one, a scanner, the reader of an Arrow file: as pyarrow has them.

class _ParquetFile(Protocol):
    def iter_batches(self, *args: Any, **kwargs: Any) -> Iterable[Any]: ...

class _Dataset(Protocol):
    def scanner(self, *args: Any, **kwargs: Any) -> Any: ...

class _Scanner(Protocol):
    def to_reader(self) -> Any: ...

class _ArrowFile(Protocol):
    @property
    def num_record_batches(self) -> int: ...
    def get_batch(self, i: int, /) -> Any: ...

_Batch: TypeAlias = Union[_ArrowStream, _ArrowArray]
_File: TypeAlias = Union[_ParquetFile, _Dataset, _Scanner, _ArrowFile]
_Arrow: TypeAlias = Union[_Batch, _File, Iterable[_Batch]]
# Many crashes: one by one, as NDJSON, as a path, or in columns.
_Crashes: TypeAlias = Union[Iterable[Union[_Crash, _Batch]], str, bytes, bytearray, os.PathLike[str], _Batch, _File]

def generate(crash: _Crash, *, shape: Shape | None = None) -> Outcome:
    """The signature of a crash.

    ``crash`` is a mapping such as a dict, or JSON as str, bytes, bytearray or memoryview. It is never changed.

    ``shape`` forces what the document is read as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
    ``"ping"``. By default (``None``) the shape is recognized by the members that the document has.

    Returns an ``Outcome``, which has the signature, the notes and the normalized frames.

    Raises ``CrashError``, a ``ValueError``, for what is no JSON, no object, or an object that no shape knows;
    ``TypeError`` for what can be no crash at all; and ``ValueError`` for a shape of another name.

    >>> import siggen
    >>> crash = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "draw(int)"}]}]}
    >>> siggen.generate(crash)
    Outcome('memcpy | draw')
    >>> siggen.generate('{"hang": "ui"}', shape="crash-data").signature
    'hang: ui | EMPTY: no frame data available'
    """

def explain(crash: _Crash, *, shape: Shape | None = None) -> Explanation:
    """The signature of a crash, with the reason for it.

    It says which line of which list decided about each frame, and what each rule did. It takes longer than
    ``generate``.

    ``crash`` is a mapping such as a dict, or JSON as str, bytes, bytearray or memoryview. It is never changed.

    ``shape`` forces what the document is read as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
    ``"ping"``. By default (``None``) the shape is recognized by the members that the document has.

    Returns an ``Explanation``; printed, it is a text for people.

    Raises ``CrashError``, a ``ValueError``, for what is no JSON, no object, or an object that no shape knows;
    ``TypeError`` for what can be no crash at all; and ``ValueError`` for a shape of another name.

    >>> import siggen
    >>> crash = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "draw(int)"}]}]}
    >>> explanation = siggen.explain(crash)
    >>> explanation.signature
    'memcpy | draw'
    >>> [(frame.normalized, frame.verdict) for frame in explanation.frames]
    [('memcpy', 'prefix'), ('draw', 'stop')]
    """

def generate_many(
    crashes: _Crashes,
    *,
    column: str | None = None,
    shape: Shape | None = None,
    jobs: int | None = None,
    max_record: int | None = None,
) -> Outcomes:
    """The outcomes of many crashes, in their order, from all cores.

    ``crashes`` is an iterable of crashes as ``generate`` takes them; NDJSON or a JSON list, as str or bytes, which
    can be packed by gzip or zstd; the path of a file or folder with such, Parquet or Arrow; or whatever
    ``generate_arrow`` takes. It is read a little ahead of the outcomes, and never as a whole.

    ``column`` names the column with the crashes, where they come in columns.

    ``shape`` forces what each document is read as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
    ``"ping"``. By default (``None``) the shape of each is recognized by the members that it has.

    ``jobs`` is the number of threads: one a core by default (``None``) and for ``-1``, and never more than four a core.

    ``max_record`` is how many bytes a crash of a file or text may have, unpacked: 32 MiB by default (``None``), and any
    number for 0. A larger one can't be read.

    Returns ``Outcomes``, an iterator of an ``Outcome`` a crash. A crash that can't be read has an ``error`` there and
    costs no other.

    Raises ``TypeError`` for what can't be crashes; ``OSError`` for a file or folder that can't be read;
    ``ValueError`` for another shape, for jobs of 0 or less than -1, and where it has to be said which column; and
    ``KeyError`` for a column that isn't there. What an iterable raises is raised after the outcomes of what came
    before.

    >>> import siggen
    >>> crash = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "draw(int)"}]}]}
    >>> for outcome in siggen.generate_many([crash, '{"hang": "ui"}', "{"]):
    ...     print(outcome.signature or outcome.error)
    memcpy | draw
    hang: ui | EMPTY: no frame data available
    byte 1: expected a key in double quotes, found the end of the input
    """

def generate_arrow(
    data: _Arrow, *, column: str | None = None, shape: Shape | None = None, jobs: int | None = None
) -> ArrowOutcomes:
    """The outcomes of the crashes in an Arrow column, as an Arrow column of structs.

    ``data`` is a table, column, batch or reader of pyarrow, polars, pandas or another library that speaks the Arrow
    ``PyCapsule`` interface; a ``ParquetFile``, a dataset, a scanner or the reader of an Arrow file of pyarrow; or
    an iterable of batches. Crashes are JSON as strings or binary, or nested columns. A file or an iterable is gone
    through a batch at a time.

    ``column`` names the column with the crashes. It can be left out where there is one column of texts, or where the
    columns are those of a crash.

    ``shape`` forces what each document is read as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
    ``"ping"``. By default (``None``) the shape of each is recognized by the members that it has.

    ``jobs`` is the number of threads: one a core by default (``None``) and for ``-1``, and never more than four a core.

    Returns ``ArrowOutcomes``, which other libraries take: ``pyarrow.table(outcomes)``, ``outcomes.to_pandas()``.
    There is a row a crash, in their order. A crash that can't be read has an ``error`` there and costs no other.

    Raises ``TypeError`` for what has no such column; ``KeyError`` for a column that isn't there; and ``ValueError`` for
    another shape, for jobs of 0 or less than -1, and where it has to be said which column.

    >>> import pyarrow, siggen
    >>> table = pyarrow.table({"id": [1, 2], "crash": ['{"hang": "ui"}', "{"]})
    >>> outcomes = siggen.generate_arrow(table, column="crash")
    >>> outcomes
    <ArrowOutcomes: 2 crashes, 1 failed>
    >>> outcomes.to_pydict()["signature"]
    ['hang: ui | EMPTY: no frame data available', None]
    """

@final
class Generator:
    """Generates signatures, with lists of its own or the built-in ones.

    ``siglists`` are lists in place of the built-in ones, and ``extend`` has lines to add to them or, in lists named
    ``NAME.remove``, lines to take out. Both are a folder with a file a list, or a mapping of the names of the lists to
    their texts: ``irrelevant_signature_re``, ``prefix_signature_re``, ``signatures_with_line_numbers_re`` and
    ``signature_sentinels``.

    A generator can be used from many threads at once, and pickles with the texts of its lists.

    Raises ``SiglistError``, a ``ValueError``, for a list that can't be compiled; ``ValueError`` for a list that is
    missing or of another name; and ``OSError`` for a folder that can't be read.

    >>> import siggen
    >>> crash = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "draw(int)"}, {"function": "main"}]}]}
    >>> siggen.Generator(extend={"prefix_signature_re": "draw"}).generate(crash).signature
    'memcpy | draw | main'
    """

    def __new__(cls, siglists: _Lists | None = None, extend: _Lists | None = None) -> Generator: ...
    @property
    def siglists(self) -> str:
        """Where the lists come from: a folder, or `built-in`."""
    def generate(self, crash: _Crash, *, shape: Shape | None = None) -> Outcome:
        """The signature of a crash, with these lists.

        Takes, returns and raises what ``siggen.generate`` does: ``crash`` is a mapping, or JSON as str or bytes, and
        ``shape`` is ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or ``"ping"``, recognized by default.
        """
    def explain(self, crash: _Crash, *, shape: Shape | None = None) -> Explanation:
        """The signature of a crash with the reason for it, with these lists.

        Takes, returns and raises what ``siggen.explain`` does: ``crash`` is a mapping, or JSON as str or bytes, and
        ``shape`` is ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or ``"ping"``, recognized by default.
        """
    def generate_many(
        self,
        crashes: _Crashes,
        *,
        column: str | None = None,
        shape: Shape | None = None,
        jobs: int | None = None,
        max_record: int | None = None,
    ) -> Outcomes:
        """The outcomes of many crashes, in their order, from all cores, with these lists.

        Takes, returns and raises what ``siggen.generate_many`` does: ``crashes`` is an iterable of crashes, NDJSON,
        the path of a file or folder, or columns, of which ``column`` names the one with the crashes; ``shape`` is
        ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or ``"ping"``, recognized by default; ``jobs``
        is the number of threads, by default one a core; ``max_record`` is how many bytes a crash may have.
        """
    def generate_arrow(
        self, data: _Arrow, *, column: str | None = None, shape: Shape | None = None, jobs: int | None = None
    ) -> ArrowOutcomes:
        """The outcomes of the crashes in an Arrow column, as an Arrow column of structs, with these lists.

        Takes, returns and raises what ``siggen.generate_arrow`` does: ``data`` is a table, column, reader, file or
        iterable of batches, of which ``column`` names the column with the crashes; ``shape`` is ``"crash-data"``,
        ``"processed"``, ``"raw"``, ``"stackwalk"`` or ``"ping"``, recognized by default; ``jobs`` is the number of
        threads, by default one a core.
        """
    def __reduce__(self) -> tuple[Any, ...]: ...

@final
class Outcome:
    """The signature of a crash, with its notes and normalized frames. ``generate`` returns it.

    A crash of a batch that can't be read has an ``error`` and an empty signature. Outcomes are values: they
    compare, hash and pickle, and ``str(outcome)`` is the signature.
    """

    @property
    def signature(self) -> str:
        """The signature; empty where there is an ``error``."""
    @property
    def proto_signature(self) -> str | None:
        """All normalized frames, joined with ` | `; None where there are no frames."""
    @property
    def normalized_frames(self) -> list[str]:
        """The normalized frames that the signature was made from."""
    @property
    def notes(self) -> list[str]:
        """What the rules say about the signature, each as `RULE: text`."""
    @property
    def error(self) -> str | None:
        """Why the crash could not be read; None where it could."""
    @property
    def input(self) -> dict[str, str] | None:
        """What the crash was read as, a dict of ``shape``, ``form`` and ``detected_by``: the member that decided, ``caller``
        where the shape was given, ``nothing`` for an empty object. None where the crash could not be read."""
    def to_dict(self) -> dict[str, Any]:
        """As a dict, with the names that the command line's JSON has."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def _repr_html_(self) -> str: ...

@final
class Outcomes(Iterator[Outcome]):
    """An iterator of outcomes, which ``generate_many`` returns: an ``Outcome`` a crash, in the order of the crashes.

    The work goes on a little ahead of whoever takes them, and ends when nobody holds the iterator any more.
    """

    def __iter__(self) -> Outcomes: ...
    def __next__(self) -> Outcome: ...
    def to_arrow(self) -> ArrowOutcomes:
        """The outcomes that are still to come as ``ArrowOutcomes``, whose columns other libraries take. The iterator is
        at its end then.
        """
    def to_pandas(self) -> pandas.DataFrame:
        """The outcomes that are still to come as a ``DataFrame`` of pandas, with the columns ``signature``,
        ``proto_signature``, ``notes`` and ``error``. The iterator is at its end then.
        """
    def _repr_html_(self) -> str: ...

@final
class ArrowOutcomes:
    """Outcomes as an Arrow column of structs: signature, proto signature, notes and error.

    Any Arrow library takes it: ``pyarrow.table(outcomes)``, ``polars.DataFrame(outcomes)``,
    ``pandas.DataFrame.from_arrow(outcomes)``.
    """

    @property
    def column_names(self) -> list[str]:
        """Names of the columns: ``signature``, ``proto_signature``, ``notes`` and ``error``."""
    @property
    def failed(self) -> int:
        """How many of the crashes could not be read."""
    def to_pydict(self) -> dict[str, list[Any]]:
        """As a dict of lists, a list a column."""
    def to_pandas(self) -> pandas.DataFrame:
        """As a ``DataFrame`` of pandas, with a row a crash in their order and a new index;
        ``.set_axis(frame.index)`` gives it the one of the frame that the crashes are from.
        """
    def to_polars(self) -> polars.DataFrame:
        """As a ``DataFrame`` of polars."""
    def to_pyarrow(self) -> pyarrow.Table:
        """As a ``Table`` of pyarrow."""
    def _repr_html_(self) -> str: ...
    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

@final
class Explanation:
    """A signature and the reasons for it. ``explain`` returns it, and ``print(explanation)`` shows it to people."""

    @property
    def signature(self) -> str:
        """The signature."""
    @property
    def proto_signature(self) -> str | None:
        """All normalized frames, joined with ` | `; None where there are no frames."""
    @property
    def normalized_frames(self) -> list[str]:
        """The normalized frames that the signature was made from."""
    @property
    def notes(self) -> list[str]:
        """What the rules say about the signature, each as `RULE: text`."""
    @property
    def input(self) -> dict[str, str] | None:
        """What the crash was read as, a dict of ``shape``, ``form`` and ``detected_by``: the member that decided, ``caller``
        where the shape was given, ``nothing`` for an empty object."""
    @property
    def siglists(self) -> str:
        """Where the lists come from: a folder, or ``built-in``."""
    @property
    def frames(self) -> list[FrameTrail]:
        """What was decided about each frame of the stack that the signature was made of."""
    @property
    def rules(self) -> list[RuleTrail]:
        """What each rule did, in the order of the pipeline."""
    @property
    def debug_log(self) -> list[str]:
        """The log of the reference implementation, line by line."""
    def to_dict(self) -> dict[str, Any]:
        """As a dict, with the names that the command line's JSON has."""
    def _repr_html_(self) -> str: ...

@final
class FrameTrail:
    """What was decided about a frame."""

    @property
    def frame(self) -> int:
        """Index of the frame in its thread. Functions that were inlined into it have the same."""
    @property
    def inlined(self) -> bool:
        """Whether this is a function that was inlined into the frame."""
    @property
    def module(self) -> str | None:
        """Name of the module."""
    @property
    def displayed(self) -> str:
        """The frame as crash reports show it."""
    @property
    def normalized(self) -> str:
        """The frame as signatures see it."""
    @property
    def verdict(self) -> str:
        """What the walk along the stack did with it: ``before_sentinel``, ``empty``, ``irrelevant`` and
        ``repeated_module`` are skipped, ``prefix`` and ``stop`` are kept, and ``not_reached`` is behind the end.
        """
    @property
    def decided_by(self) -> Decision | None:
        """The entry that decided."""
    @property
    def sentinel(self) -> Decision | None:
        """The sentinel that the walk starts at, if it is this frame."""
    @property
    def numbered_by(self) -> Decision | None:
        """The entry that added the source line number."""
    @property
    def kept(self) -> bool:
        """Whether the frame is part of the stack's signature."""

@final
class Decision:
    """The entry that decided."""

    @property
    def list(self) -> str:
        """The list's name."""
    @property
    def source(self) -> str:
        """Where the list comes from: a folder, or ``built-in``."""
    @property
    def line(self) -> int:
        """Number of the line in its file, from 1."""
    @property
    def pattern(self) -> str:
        """The entry: a regex in Python's dialect, or text for a sentinel."""
    @property
    def span(self) -> tuple[int, int]:
        """Start and end of what the line matches in the normalized frame."""

@final
class RuleTrail:
    """What a rule did."""

    @property
    def rule(self) -> str:
        """The rule's name."""
    @property
    def applied(self) -> bool:
        """Whether the rule ran."""
    @property
    def why(self) -> str:
        """The fact that decided whether it runs."""
    @property
    def before(self) -> str:
        """The signature before."""
    @property
    def after(self) -> str:
        """The signature after."""
    @property
    def notes(self) -> list[str]:
        """The rule's notes."""

# For siggen.analysis.

# As siggen.analysis takes them.
_AnyLists: TypeAlias = Union[None, str, os.PathLike[str], Mapping[str, Union[str, Iterable[str]]], Generator]

def lint_lists(lists: _AnyLists = None, only: list[str] | None = None) -> list[dict[str, Any]]:
    """What there is to say of lists, as dicts; of those that `only` names, where it names any."""

def diff_lists(
    before: _AnyLists,
    after: _AnyLists,
    crashes: _Crashes,
    *,
    column: str | None = None,
    shape: Shape | None = None,
    jobs: int | None = None,
    progress: Callable[[int], object] | None = None,
) -> NativeDiff:
    """Puts two sets of lists to crashes."""

def cover_lists(
    crashes: _Crashes,
    lists: _AnyLists = None,
    *,
    without: bool = True,
    column: str | None = None,
    shape: Shape | None = None,
    jobs: int | None = None,
    progress: Callable[[int], object] | None = None,
) -> NativeCoverage:
    """Follows the lines of lists through crashes."""

def explain_without(
    crash: _Crash,
    lists: _AnyLists = None,
    *,
    without: list[tuple[str, int | str]] = ...,
    with_lines: list[tuple[str, str]] = ...,
    shape: Shape | None = None,
) -> tuple[Explanation, Explanation]:
    """A crash's explanation as it is, and as it would be without some lines and with others."""

@final
class NativeDiff:
    """A diff, which `siggen.analysis.Diff` shows."""

    def summary(self) -> dict[str, Any]:
        """The numbers, and where the lists come from."""
    def lines(self) -> list[dict[str, Any]]:
        """The lines that are in one set of lists only."""
    def buckets(self) -> list[dict[str, Any]]:
        """What happened to buckets."""
    def migrations(self) -> list[dict[str, Any]]:
        """Where crashes went."""
    def changes(self) -> list[tuple[str, int]]:
        """The crashes that changed, each with the index of its migration."""
    def to_dict(self) -> dict[str, Any]:
        """All of it, as in the JSON."""
    def to_json(self) -> str:
        """All of it as JSON."""
    def changes_table(self) -> Table:
        """The crashes that changed, as a table."""
    def migrations_table(self) -> Table:
        """Where crashes went, as a table."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    __hash__: None  # type: ignore[assignment]

@final
class NativeCoverage:
    """A coverage, which `siggen.analysis.Coverage` shows."""

    def summary(self) -> dict[str, Any]:
        """The numbers, and where the lists come from."""
    def lines(self) -> list[dict[str, Any]]:
        """All lines."""
    def to_dict(self) -> dict[str, Any]:
        """All of it, as in the JSON."""
    def to_json(self) -> str:
        """All of it as JSON."""
    def table(self) -> Table:
        """All lines, as a table."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    __hash__: None  # type: ignore[assignment]

@final
class Table:
    """A table that any Arrow library takes: ``pyarrow.table(table)``, ``polars.DataFrame(table)``,
    ``pandas.DataFrame.from_arrow(table)``.
    """

    @property
    def column_names(self) -> list[str]:
        """Names of the columns."""
    def to_pydict(self) -> dict[str, list[Any]]:
        """As a dict of lists, a list a column."""
    def to_pandas(self) -> pandas.DataFrame:
        """As a ``DataFrame`` of pandas."""
    def to_polars(self) -> polars.DataFrame:
        """As a ``DataFrame`` of polars."""
    def to_pyarrow(self) -> pyarrow.Table:
        """As a ``Table`` of pyarrow."""
    def _repr_html_(self) -> str: ...
    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

# For the drop-in modules.

@final
class Made:
    """What the rules made of crash data. Each getter makes its value anew."""

    @property
    def signature(self) -> str:
        """The signature."""
    @property
    def notes(self) -> list[str]:
        """The rules' notes."""
    @property
    def debug_log(self) -> list[str]:
        """The log, for which the rules run once more."""
    @property
    def extra(self) -> dict[str, Any]:
        """The proto signature and the normalized frames, where there are frames."""
    @property
    def failures(self) -> list[tuple[str, str]]:
        """What kept rules from their work: rule and message."""

_Signature: TypeAlias = tuple[str, list[str], list[str]]

def run_pipeline(generator: Generator, crash_data: Mapping[str, Any]) -> Made:
    """Runs all rules on crash data. Never raises what is an `Exception`."""

def run_rules(
    generator: Generator, first: int, end: int, crash_data: Mapping[str, Any], result: Result
) -> list[tuple[str, str]]:
    """Runs the rules from `first` up to `end` on what is in a result. Gives what failed: rule and message."""

def rule_applies(generator: Generator, rule: str, crash_data: Mapping[str, Any], result: Result) -> bool:
    """Whether a rule would run."""

def rule_action(generator: Generator, rule: str, crash_data: Mapping[str, Any], result: Result) -> None:
    """Runs a rule's action."""

def signify(args: Sequence[str], read: Callable[[], bytes]) -> tuple[int, str, str | None]:
    """Runs the program with these arguments; `read` gives what is on standard input. Gives the exit status, what is
    printed, and what is said on standard error."""

def normalize_rust_function(generator: Generator, function: str, line: object) -> str:
    """A Rust function's name as signatures have it."""

def normalize_cpp_function(generator: Generator, function: str, line: object) -> str:
    """A C++ function's name as signatures have it."""

def normalize_frame(generator: Generator, frame: Mapping[str, Any]) -> str:
    """A frame as signatures have it."""

def create_frame_list(generator: Generator, thread: Mapping[str, Any], modules_in_lower_case: bool) -> list[str]:
    """The frames of a thread that count, as signatures have them."""

def stack_signature(
    generator: Generator, frames: Sequence[str], crashing_thread: int | None, delimiter: str
) -> _Signature:
    """The signature of normalized frames."""

def java_stack_trace_signature(source: object, delimiter: str) -> _Signature:
    """The signature of a Java stack trace."""

def java_exception_signature(source: object) -> _Signature:
    """The signature of a Java exception."""

def java_frame(frame: Mapping[str, Any]) -> str:
    """A frame of a Java exception as signatures have it."""

def fix_missing_module(file: str, function: str) -> str | None:
    """The full name of a function that symbol files of Rust 1.34 name without its module."""

def drop_prefix_and_return_type(function: str) -> str:
    """A function without what stands before its name."""

def collapse_types(function: str) -> str:
    """A function with its types collapsed."""

def collapse_arguments(function: str) -> str:
    """A function without its arguments."""

def find_enclosed_slices(text: str, opening_token: str, closing_token: str) -> list[tuple[int, int]]:
    """Where text between two tokens starts and ends, in code points."""

def parse_source_file(text: str) -> str | None:
    """The path of a source file."""

def strip_leading_zeros(text: str) -> str:
    """A hexadecimal number without leading zeros."""

def drop_bad_characters(text: str) -> str:
    """Text without what is not printable ASCII."""

def siglist_lines(name: str, text: str) -> list[str]:
    """The lines of a list's text."""

def built_in_siglist(name: str) -> str:
    """The text of a built-in list."""

def printable(text: str) -> str:
    """A text with control characters, and others that are not seen, in a form that is seen."""
