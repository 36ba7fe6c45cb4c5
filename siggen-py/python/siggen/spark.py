"""Crash signatures in PySpark: a column of crashes goes in, a column of outcomes comes out.

    import siggen.spark

    signed = siggen.spark.with_signatures(df, "crash")
    signed.groupBy("outcome.signature").count()

The crashes are JSON as strings or binary, or nested columns. An outcome is a struct of ``signature``,
``proto_signature``, ``notes`` and ``error``; a crash that can't be read, or that is null, has an ``error`` and nothing
else, and the job continues.

The crashes go to the Python workers in Arrow batches and are read there without becoming Python
objects. A worker uses one core, as Spark expects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Optional, Union

try:
    # Whether these have types depends on what else is installed.
    import pandas as pd  # type: ignore[import-untyped, unused-ignore]
    import pyarrow as pa  # type: ignore[import-untyped, unused-ignore]
    from pyspark.sql import Column, DataFrame, functions
    from pyspark.sql.types import (
        ArrayType,
        BinaryType,
        CharType,
        DataType,
        StringType,
        StructField,
        StructType,
        VarcharType,
    )
except ModuleNotFoundError as _error:
    _missing = (_error.name or "").partition(".")[0]
    if _missing not in ("pandas", "pyarrow", "pyspark"):
        raise
    raise ModuleNotFoundError(
        f"siggen.spark needs {_missing}, which is not installed: it runs with PySpark 3.5 or later, pyarrow and pandas, "
        "which are siggen-py's extra `spark`",
        name=_missing,
    ) from None

from . import Generator, Shape, generate_arrow, generate_many

__all__ = ["OUTCOME", "Mapper", "outcome", "outcome_udf", "signature", "with_signatures"]

#: The type of an outcome.
OUTCOME = StructType(
    [
        StructField("signature", StringType()),
        StructField("proto_signature", StringType()),
        StructField("notes", ArrayType(StringType())),
        StructField("error", StringType()),
    ]
)

#: Python functions over Arrow columns, since Spark 4.1. Before, a column reaches Python as pandas.
_arrow_udf: Any = getattr(functions, "arrow_udf", None)
_pandas_udf: Any = functions.pandas_udf  # type: ignore[attr-defined, unused-ignore]


def with_signatures(
    df: DataFrame,
    column: str = "crash",
    *,
    into: str = "outcome",
    generator: Optional[Generator] = None,
    shape: Optional[Shape] = None,
) -> DataFrame:
    """The rows of ``df``, with the outcome of the crash in ``column`` as the column ``into``.

    As with ``DataFrame.withColumn``, a column with the name ``into`` is replaced. ``generator`` brings other lists, and
    ``shape`` names the shape of the crashes, as elsewhere in siggen.

    :raises TypeError: if ``column`` can't hold crashes.
    """
    crashes = functions.col(column)
    kind = df.select(crashes).schema[0].dataType
    _check_type(column, kind)
    if _arrow_udf is None and isinstance(kind, StructType):
        crashes = functions.to_json(crashes)
    return df.withColumn(into, outcome(crashes, generator=generator, shape=shape))


def outcome(
    crash: Union[Column, str], *, generator: Optional[Generator] = None, shape: Optional[Shape] = None
) -> Column:
    """The outcome of the crash in a column, as a column of type :data:`OUTCOME`.

    Before Spark 4.1, nested crashes have to become text first: ``outcome(to_json("crash"))``.
    """
    made: Column = outcome_udf(generator=generator, shape=shape)(crash)
    return made.alias("outcome")


def signature(
    crash: Union[Column, str], *, generator: Optional[Generator] = None, shape: Optional[Shape] = None
) -> Column:
    """The signature of the crash in a column, null if the crash can't be read."""
    made: Column = outcome_udf(generator=generator, shape=shape)(crash)
    return made.getField("signature").alias("signature")


def outcome_udf(*, generator: Optional[Generator] = None, shape: Optional[Shape] = None) -> Any:
    """The function behind :func:`outcome`, for registering it in SQL.

    >>> spark.udf.register("crash_outcome", siggen.spark.outcome_udf())  # doctest: +SKIP
    >>> spark.sql("SELECT crash_outcome(crash).signature FROM crashes")  # doctest: +SKIP
    """
    work = _Work(generator, shape)

    # Spark tells by the annotations what the functions take, and shows their names in plans.
    if _arrow_udf is not None:

        def siggen_outcome(crashes: pa.Array) -> pa.Array:  # type: ignore[type-arg, unused-ignore]
            return work.of_arrow(crashes)  # type: ignore[no-any-return, unused-ignore]

        return _arrow_udf(siggen_outcome, returnType=OUTCOME)

    def siggen_outcome_pandas(crashes: pd.Series) -> pd.DataFrame:
        return work.of_pandas(crashes)

    return _pandas_udf(siggen_outcome_pandas, returnType=OUTCOME)


class Mapper:
    """A function for ``DataFrame.mapInArrow``, which gives each row an outcome.

        mapper = siggen.spark.Mapper("crash", keep=["uuid"])
        df.mapInArrow(mapper, mapper.schema(df.schema))

    ``keep`` names the columns that the rows keep, by default all of them, and ``into`` the column with the outcome,
    which comes last and replaces one of the same name.
    """

    def __init__(
        self,
        column: str = "crash",
        *,
        keep: Optional[Iterable[str]] = None,
        into: str = "outcome",
        generator: Optional[Generator] = None,
        shape: Optional[Shape] = None,
    ) -> None:
        if isinstance(keep, str):
            raise TypeError(f"keep must be a list of column names, as in keep=[{keep!r}]")
        self.column = column
        self.keep = None if keep is None else list(keep)
        self.into = into
        self._work = _Work(generator, shape)

    def schema(self, schema: StructType) -> StructType:
        """The schema of the result for a DataFrame with this ``schema``.

        :raises KeyError: if a column doesn't exist. :raises TypeError: if the column can't hold crashes.
        """
        _check_type(self.column, schema[self.column].dataType)
        kept = [schema[name] for name in self._kept(schema.names)]
        return StructType([*kept, StructField(self.into, OUTCOME)])

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Each batch, with the columns to keep and the outcomes."""
        for batch in batches:
            kept = self._kept(batch.schema.names)
            columns = [batch.column(name) for name in kept]
            columns.append(self._work.of_arrow(batch.column(self.column)))
            yield pa.RecordBatch.from_arrays(columns, names=[*kept, self.into])

    def _kept(self, names: list[str]) -> list[str]:
        return [name for name in (names if self.keep is None else self.keep) if name != self.into]


class _Work:
    """What is sent to the workers: the lists and the shape."""

    def __init__(self, generator: Optional[Generator], shape: Optional[Shape]) -> None:
        # A mistake shows here and not in a job.
        if generator is not None and not isinstance(generator, Generator):
            raise TypeError(f"generator must be a siggen.Generator, not {type(generator).__name__}")
        generate_many([], shape=shape, jobs=1)
        self.generator = generator
        self.shape = shape

    def of_arrow(self, crashes: Any) -> Any:
        """The outcomes of a column of crashes."""
        # A struct on its own would count as a table that has crashes in one of its columns.
        table = pa.RecordBatch.from_arrays([crashes], names=["crash"])
        # The built-in lists have one generator in a process, which knows what it saw in earlier tasks.
        generate = generate_arrow if self.generator is None else self.generator.generate_arrow
        outcomes: Any = generate(table, column="crash", shape=self.shape, jobs=1)
        return pa.array(outcomes)

    def of_pandas(self, crashes: pd.Series) -> pd.DataFrame:
        """The same for pandas."""
        if isinstance(crashes, pd.DataFrame):
            raise TypeError("before Spark 4.1, nested crashes have to become text first: outcome(to_json(…))")
        # Without a type, a column of nulls only would have none.
        outcomes = self.of_arrow(pa.array(crashes, type=pa.large_binary(), from_pandas=True))
        frame: pd.DataFrame = pa.Table.from_arrays(outcomes.flatten(), names=OUTCOME.names).to_pandas()
        return frame


def _check_type(column: str, kind: DataType) -> None:
    """Refuses a column that can't hold crashes."""
    if not isinstance(kind, (StringType, CharType, VarcharType, BinaryType, StructType)):
        raise TypeError(
            "a column of crashes has JSON as strings or binary, or nested crash data;"
            f" {column!r} has {kind.simpleString()}"
        )
