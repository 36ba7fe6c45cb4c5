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
# The most frames of a thread that count.
MAXIMUM_FRAMES_TO_CONSIDER: int

# The shapes of crash reports. `siggen.Shape` is made on first use.
Shape: TypeAlias = Literal["crash-data", "processed", "raw", "stackwalk", "ping"]
# A crash: a mapping, or JSON text.
_Crash: TypeAlias = Union[Mapping[str, Any], str, bytes, bytearray, memoryview]
# Signature lists: a directory, or a mapping from the names of the lists to their texts.
_Lists: TypeAlias = Union[str, os.PathLike[str], Mapping[str, Union[str, Iterable[str]]]]

class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...

# pyarrow's ParquetFile, dataset, fragment, scanner, and reader of an Arrow file.

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
# Many crashes: one by one, as NDJSON, as a path, or in a table.
_Crashes: TypeAlias = Union[Iterable[Union[_Crash, _Batch]], str, bytes, bytearray, os.PathLike[str], _Batch, _File]

def generate(crash: _Crash, *, shape: Shape | None = None) -> Outcome:
    """The signature of a crash.

    ``crash`` is a mapping such as a dict, or JSON as str, bytes, bytearray or memoryview. It is never changed.

    ``shape`` is the shape to read the document as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
    ``"ping"``. By default (``None``) it is detected from the members of the document.

    Returns an ``Outcome``, which has the signature, the notes and the normalized frames.

    Raises ``CrashError``, a ``ValueError``, if the document is not valid JSON, not an object, or has no member of any
    shape; ``TypeError`` if ``crash`` has another type; and ``ValueError`` for an unknown shape.

    >>> import siggen
    >>> crash = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "draw(int)"}]}]}
    >>> siggen.generate(crash)
    Outcome('memcpy | draw')
    >>> siggen.generate('{"hang": "ui"}', shape="crash-data").signature
    'hang: ui | EMPTY: no frame data available'
    """

def explain(crash: _Crash, *, shape: Shape | None = None) -> Explanation:
    """The signature of a crash and the reasons for it.

    It says which list entry decided about each frame, and what each rule did. It is slower than ``generate``.

    ``crash`` is a mapping such as a dict, or JSON as str, bytes, bytearray or memoryview. It is never changed.

    ``shape`` is the shape to read the document as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
    ``"ping"``. By default (``None``) it is detected from the members of the document.

    Returns an ``Explanation``, which prints as text for people.

    Raises ``CrashError``, a ``ValueError``, if the document is not valid JSON, not an object, or has no member of any
    shape; ``TypeError`` if ``crash`` has another type; and ``ValueError`` for an unknown shape.

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
    """The outcomes of many crashes, in the same order, using all cores.

    ``crashes`` is an iterable of crashes as for ``generate``; NDJSON or a JSON list, as str or bytes, optionally
    compressed with gzip or zstd; the path of a file or directory with JSON, NDJSON, Parquet or Arrow; or anything that
    ``generate_arrow`` accepts. It is read a little ahead of the outcomes, and never all at once.

    ``column`` names the column with the crashes, if they are in a table.

    ``shape`` is the shape to read each document as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
    ``"ping"``. By default (``None``) it is detected from the members of each document.

    ``jobs`` is the number of threads: one per core by default (``None``) and for ``-1``, and never more than four per
    core.

    ``max_record`` is the largest size of a crash in a file or text, in bytes after decompression: 32 MiB by default
    (``None``), without limit for 0. A larger crash fails.

    Returns ``Outcomes``, an iterator with one ``Outcome`` per crash. A crash that can't be read has an ``error`` there
    and doesn't affect the others.

    Raises ``TypeError`` if ``crashes`` has another type; ``OSError`` for a file or directory that can't be read;
    ``ValueError`` for an unknown shape, for jobs of 0 or less than -1, and if ``column`` is needed but not given; and
    ``KeyError`` for a column that doesn't exist. If an iterable raises, the exception follows the outcomes of the
    crashes before it.

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

    ``data`` is a table, column, batch or reader of pyarrow, polars, pandas or another library that supports the Arrow
    ``PyCapsule`` interface; a ``ParquetFile``, a dataset, a scanner or the reader of an Arrow file of pyarrow; or an
    iterable of batches. Crashes are JSON as strings or binary, or nested columns. A file or an iterable is read one
    batch at a time.

    ``column`` names the column with the crashes. It can be omitted if there is only one column of texts, or if the
    columns are the fields of a crash.

    ``shape`` is the shape to read each document as: ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or
    ``"ping"``. By default (``None``) it is detected from the members of each document.

    ``jobs`` is the number of threads: one per core by default (``None``) and for ``-1``, and never more than four per
    core.

    Returns ``ArrowOutcomes``, which other libraries accept: ``pyarrow.table(outcomes)``, ``outcomes.to_pandas()``.
    There is one row per crash, in the same order. A crash that can't be read has an ``error`` there and doesn't affect
    the others.

    Raises ``TypeError`` if ``data`` can't have such a column; ``KeyError`` for a column that doesn't exist; and
    ``ValueError`` for an unknown shape, for jobs of 0 or less than -1, and if ``column`` is needed but not given.

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
    """Generates signatures, with the built-in lists or others.

    ``siglists`` replaces the built-in lists. ``extend`` has entries to add to the lists or, in lists named
    ``NAME.remove``, entries to remove. Both are a directory with one file per list, or a mapping from the names of the
    lists to their texts: ``irrelevant_signature_re``, ``prefix_signature_re``, ``signatures_with_line_numbers_re`` and
    ``signature_sentinels``.

    A generator can be used from many threads at once, and pickles with the texts of its lists.

    Raises ``SiglistError``, a ``ValueError``, for a list that can't be compiled; ``ValueError`` for a list that is
    missing or has an unknown name; and ``OSError`` for a directory that can't be read.

    >>> import siggen
    >>> crash = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "draw(int)"}, {"function": "main"}]}]}
    >>> siggen.Generator(extend={"prefix_signature_re": "draw"}).generate(crash).signature
    'memcpy | draw | main'
    """

    def __new__(cls, siglists: _Lists | None = None, extend: _Lists | None = None) -> Generator: ...
    @property
    def siglists(self) -> str:
        """Where the lists come from: a directory, or `built-in`."""
    def generate(self, crash: _Crash, *, shape: Shape | None = None) -> Outcome:
        """The signature of a crash, with these lists.

        The arguments, the result and the exceptions are those of ``siggen.generate``: ``crash`` is a mapping, or JSON
        as str or bytes, and ``shape`` is ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or ``"ping"``,
        detected by default.
        """
    def explain(self, crash: _Crash, *, shape: Shape | None = None) -> Explanation:
        """The signature of a crash and the reasons for it, with these lists.

        The arguments, the result and the exceptions are those of ``siggen.explain``: ``crash`` is a mapping, or JSON as
        str or bytes, and ``shape`` is ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or ``"ping"``,
        detected by default.
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
        """The outcomes of many crashes, in the same order, using all cores, with these lists.

        The arguments, the result and the exceptions are those of ``siggen.generate_many``: ``crashes`` is an iterable
        of crashes, NDJSON, the path of a file or directory, or a table whose column ``column`` has the crashes;
        ``shape`` is ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or ``"ping"``, detected by default;
        ``jobs`` is the number of threads, by default one per core; ``max_record`` is the largest size of a crash in
        bytes.
        """
    def generate_arrow(
        self, data: _Arrow, *, column: str | None = None, shape: Shape | None = None, jobs: int | None = None
    ) -> ArrowOutcomes:
        """The outcomes of the crashes in an Arrow column, as an Arrow column of structs, with these lists.

        The arguments, the result and the exceptions are those of ``siggen.generate_arrow``: ``data`` is a table,
        column, reader, file or iterable of batches, whose column ``column`` has the crashes; ``shape`` is
        ``"crash-data"``, ``"processed"``, ``"raw"``, ``"stackwalk"`` or ``"ping"``, detected by default; ``jobs`` is
        the number of threads, by default one per core.
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
        """The signature; empty if there is an ``error``."""
    @property
    def proto_signature(self) -> str | None:
        """All normalized frames, joined with ` | `; None if there are no frames."""
    @property
    def normalized_frames(self) -> list[str]:
        """The normalized frames that the signature was made from."""
    @property
    def notes(self) -> list[str]:
        """What the rules say about the signature, each as `RULE: text`."""
    @property
    def error(self) -> str | None:
        """Why the crash could not be read; None if it was."""
    @property
    def input(self) -> dict[str, str] | None:
        """What the crash was read as, a dict of ``shape``, ``form`` and ``detected_by``: the member that decided,
        ``caller`` if the shape was given, ``nothing`` for an empty object. None if the crash could not be read."""
    def to_dict(self) -> dict[str, Any]:
        """As a dict, with the names of the command line's JSON."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def _repr_html_(self) -> str: ...

@final
class Outcomes(Iterator[Outcome]):
    """An iterator of outcomes, which ``generate_many`` returns: one ``Outcome`` per crash, in the same order.

    Work continues a little ahead of the consumer, and ends when the iterator is dropped.
    """

    def __iter__(self) -> Outcomes: ...
    def __next__(self) -> Outcome: ...
    def to_arrow(self) -> ArrowOutcomes:
        """The remaining outcomes as ``ArrowOutcomes``, whose columns other libraries accept. The iterator is exhausted
        afterwards.
        """
    def to_pandas(self) -> pandas.DataFrame:
        """The remaining outcomes as a pandas ``DataFrame``, with the columns ``signature``, ``proto_signature``,
        ``notes`` and ``error``. The iterator is exhausted afterwards.
        """
    def _repr_html_(self) -> str: ...

@final
class ArrowOutcomes:
    """Outcomes as an Arrow column of structs: signature, proto signature, notes and error.

    Any Arrow library accepts it: ``pyarrow.table(outcomes)``, ``polars.DataFrame(outcomes)``,
    ``pandas.DataFrame.from_arrow(outcomes)``.
    """

    @property
    def column_names(self) -> list[str]:
        """Names of the columns: ``signature``, ``proto_signature``, ``notes`` and ``error``."""
    @property
    def failed(self) -> int:
        """How many of the crashes could not be read."""
    def to_pydict(self) -> dict[str, list[Any]]:
        """As a dict of lists, one per column."""
    def to_pandas(self) -> pandas.DataFrame:
        """As a pandas ``DataFrame`` with one row per crash, in the same order, and a new index.
        ``.set_axis(frame.index)`` gives it the index of the frame that the crashes are from.
        """
    def to_polars(self) -> polars.DataFrame:
        """As a polars ``DataFrame``."""
    def to_pyarrow(self) -> pyarrow.Table:
        """As a pyarrow ``Table``."""
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
        """All normalized frames, joined with ` | `; None if there are no frames."""
    @property
    def normalized_frames(self) -> list[str]:
        """The normalized frames that the signature was made from."""
    @property
    def notes(self) -> list[str]:
        """What the rules say about the signature, each as `RULE: text`."""
    @property
    def input(self) -> dict[str, str] | None:
        """What the crash was read as, a dict of ``shape``, ``form`` and ``detected_by``: the member that decided,
        ``caller`` if the shape was given, ``nothing`` for an empty object."""
    @property
    def siglists(self) -> str:
        """Where the lists come from: a directory, or ``built-in``."""
    @property
    def frames(self) -> list[FrameTrail]:
        """What was decided about each frame of the stack that the signature was made from."""
    @property
    def rules(self) -> list[RuleTrail]:
        """What each rule did, in the order of the pipeline."""
    @property
    def debug_log(self) -> list[str]:
        """The log of the reference implementation, line by line."""
    def to_dict(self) -> dict[str, Any]:
        """As a dict, with the names of the command line's JSON."""
    def _repr_html_(self) -> str: ...

@final
class FrameTrail:
    """What was decided about a frame."""

    @property
    def frame(self) -> int:
        """Index of the frame in its thread. Functions inlined into it have the same index."""
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
        """The normalized frame, which the lists are matched against."""
    @property
    def verdict(self) -> str:
        """What the walk along the stack did with it: ``before_sentinel``, ``empty``, ``irrelevant`` and
        ``repeated_module`` are skipped, ``prefix`` and ``stop`` are kept, and ``not_reached`` comes after the end.
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
        """Where the list comes from: a directory, or ``built-in``."""
    @property
    def line(self) -> int:
        """Line number of the entry in its file, from 1."""
    @property
    def pattern(self) -> str:
        """The entry: a regex in Python's dialect, or text for a sentinel."""
    @property
    def span(self) -> tuple[int, int]:
        """Start and end of the part of the normalized frame that the entry matches."""

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

# Lists, as siggen.analysis accepts them.
_AnyLists: TypeAlias = Union[None, str, os.PathLike[str], Mapping[str, Union[str, Iterable[str]]], Generator]

def lint_lists(lists: _AnyLists = None, only: list[str] | None = None) -> list[dict[str, Any]]:
    """The findings about lists, as dicts; only about the lists in `only`, if it names any."""

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
    """Compares two sets of lists on the same crashes."""

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
    """What each list entry does across crashes."""

def explain_without(
    crash: _Crash,
    lists: _AnyLists = None,
    *,
    without: list[tuple[str, int | str]] = ...,
    with_lines: list[tuple[str, str]] = ...,
    shape: Shape | None = None,
) -> tuple[Explanation, Explanation]:
    """The explanation of a crash, and what it would be without some entries and with others."""

@final
class NativeDiff:
    """A diff, which `siggen.analysis.Diff` shows."""

    def summary(self) -> dict[str, Any]:
        """The numbers, and where the lists come from."""
    def lines(self) -> list[dict[str, Any]]:
        """The entries that are in only one set of lists."""
    def buckets(self) -> list[dict[str, Any]]:
        """What happened to buckets."""
    def migrations(self) -> list[dict[str, Any]]:
        """Where crashes went."""
    def changes(self) -> list[tuple[str, int]]:
        """The crashes that changed, each with the index of its migration."""
    def to_dict(self) -> dict[str, Any]:
        """Everything, as in the JSON output."""
    def to_json(self) -> str:
        """Everything, as JSON."""
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
        """All entries."""
    def to_dict(self) -> dict[str, Any]:
        """Everything, as in the JSON output."""
    def to_json(self) -> str:
        """Everything, as JSON."""
    def table(self) -> Table:
        """All entries, as a table."""
    def __eq__(self, other: object, /) -> bool: ...
    def __ne__(self, other: object, /) -> bool: ...
    __hash__: None  # type: ignore[assignment]

@final
class Table:
    """A table that any Arrow library accepts: ``pyarrow.table(table)``, ``polars.DataFrame(table)``,
    ``pandas.DataFrame.from_arrow(table)``.
    """

    @property
    def column_names(self) -> list[str]:
        """Names of the columns."""
    def to_pydict(self) -> dict[str, list[Any]]:
        """As a dict of lists, one per column."""
    def to_pandas(self) -> pandas.DataFrame:
        """As a pandas ``DataFrame``."""
    def to_polars(self) -> polars.DataFrame:
        """As a polars ``DataFrame``."""
    def to_pyarrow(self) -> pyarrow.Table:
        """As a pyarrow ``Table``."""
    def _repr_html_(self) -> str: ...
    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

# For the drop-in modules.

@final
class Made:
    """What the rules made from crash data. Each getter makes a new value."""

    @property
    def signature(self) -> str:
        """The signature."""
    @property
    def notes(self) -> list[str]:
        """The rules' notes."""
    @property
    def debug_log(self) -> list[str]:
        """The debug log; the rules run again to write it."""
    @property
    def extra(self) -> dict[str, Any]:
        """The proto signature and the normalized frames, if there are frames."""
    @property
    def failures(self) -> list[tuple[str, str]]:
        """The rules that failed: name and message."""

_Signature: TypeAlias = tuple[str, list[str], list[str]]

def run_pipeline(generator: Generator, crash_data: Mapping[str, Any]) -> Made:
    """Runs all rules on crash data. Never raises an `Exception`."""

def run_rules(
    generator: Generator, first: int, end: int, crash_data: Mapping[str, Any], result: Result
) -> list[tuple[str, str]]:
    """Runs the rules from `first` up to `end` on the content of a result. Returns the rules that failed: name and
    message."""

def rule_applies(generator: Generator, rule: str, crash_data: Mapping[str, Any], result: Result) -> bool:
    """Whether a rule would run."""

def rule_action(generator: Generator, rule: str, crash_data: Mapping[str, Any], result: Result) -> None:
    """Runs a rule's action."""

def signify(args: Sequence[str], read: Callable[[], bytes]) -> tuple[int, str, str | None]:
    """Runs the program with these arguments; `read` returns the standard input. Returns the exit status, the standard
    output and the standard error."""

def normalize_rust_function(generator: Generator, function: str, line: object) -> str:
    """The normalized name of a Rust function."""

def normalize_cpp_function(generator: Generator, function: str, line: object) -> str:
    """The normalized name of a C++ function."""

def normalize_frame(generator: Generator, frame: Mapping[str, Any]) -> str:
    """The normalized frame."""

def create_frame_list(generator: Generator, thread: Mapping[str, Any], modules_in_lower_case: bool) -> list[str]:
    """The normalized frames of a thread, as many as count."""

def stack_signature(
    generator: Generator, frames: Sequence[str], crashing_thread: int | None, delimiter: str
) -> _Signature:
    """The signature of normalized frames."""

def java_stack_trace_signature(source: object, delimiter: str) -> _Signature:
    """The signature of a Java stack trace."""

def java_exception_signature(source: object) -> _Signature:
    """The signature of a Java exception."""

def java_frame(frame: Mapping[str, Any]) -> str:
    """A normalized frame of a Java exception."""

def fix_missing_module(file: str, function: str) -> str | None:
    """The full name of a function that symbol files of Rust 1.34 name without its module."""

def drop_prefix_and_return_type(function: str) -> str:
    """A function without the text before its name."""

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
    """Text without characters that are not printable ASCII."""

def siglist_lines(name: str, text: str) -> list[str]:
    """The entries in a list's text."""

def built_in_siglist(name: str) -> str:
    """The text of a built-in list."""

def printable(text: str) -> str:
    """A text with control characters and other hidden characters made visible."""
