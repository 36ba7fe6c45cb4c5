"""What people hold that has crashes: Parquet files, datasets, readers, generators of batches."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet
import pytest

import siggen
import siggen.analysis as analysis

COUNT = 2500
TEXTS = [json.dumps({"threads": [{"frames": [{"function": f"function_{i}(int)"}]}]}) for i in range(COUNT)]
WANTED = [f"function_{i}" for i in range(COUNT)]
#: Two columns of texts, so that the column must be named.
TABLE = pa.table({"id": [str(i) for i in range(COUNT)], "crash": TEXTS, "size": range(COUNT)})


def parquet(folder):
    path = folder / "crashes.parquet"
    pa.parquet.write_table(TABLE, path, row_group_size=700)
    return path


def arrow_file(folder):
    path = folder / "crashes.arrow"
    with pa.ipc.new_file(path, TABLE.schema) as writer:
        writer.write_table(TABLE, max_chunksize=300)
    return path


def batches():
    return TABLE.to_batches(max_chunksize=300)


#: Each holds the same table, whatever it is.
HELD = {
    "table": lambda folder: TABLE,
    "reader": lambda folder: TABLE.to_reader(max_chunksize=100),
    "list of batches": lambda folder: batches(),
    "generator of batches": lambda folder: (batch for batch in batches()),
    "generator of tables": lambda folder: (pa.Table.from_batches([batch]) for batch in batches()),
    "ParquetFile": lambda folder: pa.parquet.ParquetFile(parquet(folder)),
    "iter_batches": lambda folder: pa.parquet.ParquetFile(parquet(folder)).iter_batches(batch_size=64),
    "dataset": lambda folder: pa.dataset.dataset(parquet(folder)),
    "dataset of tables": lambda folder: pa.dataset.dataset([TABLE.slice(0, 900), TABLE.slice(900)]),
    "fragment": lambda folder: next(pa.dataset.dataset(parquet(folder)).get_fragments()),
    "scanner": lambda folder: pa.dataset.dataset(parquet(folder)).scanner(),
    "batches of a dataset": lambda folder: pa.dataset.dataset(parquet(folder)).to_batches(),
    "Arrow file": lambda folder: pa.ipc.open_file(arrow_file(folder)),
    "Arrow stream": lambda folder: pa.ipc.open_stream(stream()),
    "pandas": lambda folder: TABLE.to_pandas(),
    "generator of pandas": lambda folder: (batch.to_pandas() for batch in batches()),
    "polars": lambda folder: pytest.importorskip("polars").DataFrame(TABLE),
    "slices of polars": lambda folder: pytest.importorskip("polars").DataFrame(TABLE).iter_slices(512),
    "duckdb": lambda folder: pytest.importorskip("duckdb").read_parquet(str(parquet(folder))),
}


def stream():
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, TABLE.schema) as writer:
        writer.write_table(TABLE, max_chunksize=300)
    return sink.getvalue()


@pytest.mark.parametrize("held", HELD.values(), ids=HELD)
class TestHeld:
    def test_many(self, held, tmp_path):
        outcomes = siggen.generate_many(held(tmp_path), column="crash")
        assert [outcome.signature for outcome in outcomes] == WANTED

    def test_arrow(self, held, tmp_path):
        outcomes = siggen.generate_arrow(held(tmp_path), column="crash")
        assert pa.table(outcomes)["signature"].to_pylist() == WANTED

    def test_analysis(self, held, tmp_path):
        assert analysis.diff(None, None, held(tmp_path), column="crash").crashes == COUNT

    def test_without_the_column(self, held, tmp_path):
        with pytest.raises(ValueError, match="which column has the crashes"):
            list(siggen.generate_many(held(tmp_path)))
        with pytest.raises(ValueError, match="which column has the crashes"):
            siggen.generate_arrow(held(tmp_path))

    def test_of_another_column(self, held, tmp_path):
        wanted = "no column named .nope.; the columns are id, crash, size"
        with pytest.raises(KeyError, match=wanted):
            list(siggen.generate_many(held(tmp_path), column="nope"))
        with pytest.raises(KeyError, match=wanted):
            siggen.generate_arrow(held(tmp_path), column="nope")


ARRAYS = {
    "array": lambda: pa.array(TEXTS),
    "chunks": lambda: pa.chunked_array([TEXTS[:9], TEXTS[9:]]),
    "arrays": lambda: (pa.array(TEXTS[start : start + 100]) for start in range(0, COUNT, 100)),
    "iterator of a list": lambda: iter([pa.array(TEXTS[:1]), pa.array([], pa.string()), pa.array(TEXTS[1:])]),
    "pandas": lambda: TABLE.to_pandas()["crash"],
    "polars": lambda: pytest.importorskip("polars").Series(TEXTS),
}


@pytest.mark.parametrize("held", ARRAYS.values(), ids=ARRAYS)
def test_columns_by_themselves(held):
    assert [outcome.signature for outcome in siggen.generate_many(held())] == WANTED
    assert pa.table(siggen.generate_arrow(held()))["signature"].to_pylist() == WANTED
    with pytest.raises(KeyError, match="a single column, not a table"):
        siggen.generate_arrow(held(), column="crash")
    # A series of pandas before 3 has objects.
    with pytest.raises((KeyError, ValueError), match="a single column, not a table|which these crashes are not"):
        list(siggen.generate_many(held(), column="crash"))


class TestObjects:
    """Dicts in a column stay what they are: as Arrow, 1 beside 2.5 would be 1.0, and text beside a number an error."""

    CRASHES = [
        {"oom_allocation_size": 1, "threads": [{"frames": [{"function": "f"}]}]},
        {"oom_allocation_size": "2.5", "os": ["a"]},
        b'{"hang": "ui"}',
    ]

    def test_pandas(self):
        pandas = pytest.importorskip("pandas")
        outcomes = list(siggen.generate_many(pandas.Series(self.CRASHES, index=[7, 8, 9])))
        assert outcomes == [siggen.generate(crash) for crash in self.CRASHES]

    def test_polars(self):
        polars = pytest.importorskip("polars")
        outcomes = list(siggen.generate_many(polars.Series(self.CRASHES, dtype=polars.Object)))
        assert outcomes == [siggen.generate(crash) for crash in self.CRASHES]


def test_a_batch_at_a_time():
    """What comes is not read far ahead, nor kept."""
    taken = 0

    def endless():
        nonlocal taken
        while True:
            taken += 1
            yield pa.record_batch({"crash": TEXTS[:10]})

    outcomes = siggen.generate_many(endless())
    assert taken == 0
    assert [next(outcomes).signature for _ in range(25)] == (WANTED[:10] * 3)[:25]
    assert taken <= 4


def test_only_the_column_is_read():
    class Recorded:
        """What is asked of a ParquetFile."""

        schema_arrow = TABLE.schema

        def iter_batches(self, **options):
            self.options = options
            yield from TABLE.select(options.get("columns", TABLE.column_names)).to_batches()

    held = Recorded()
    assert len(siggen.generate_arrow(held, column="crash")) == COUNT
    assert held.options["columns"] == ["crash"]
    assert held.options["batch_size"] <= 4096


def test_sources_that_raise():
    def failing():
        yield pa.record_batch({"crash": TEXTS[:3]})
        raise ZeroDivisionError("the source is gone")

    outcomes = siggen.generate_many(failing())
    made = []
    with pytest.raises(ZeroDivisionError):
        for outcome in outcomes:
            made.append(outcome.signature)
    assert made == WANTED[:3]
    with pytest.raises(ZeroDivisionError):
        siggen.generate_arrow(failing())

    def failing_at_once():
        raise ZeroDivisionError
        yield

    outcomes = siggen.generate_many(failing_at_once())
    with pytest.raises(ZeroDivisionError):
        next(outcomes)
    assert list(outcomes) == []


@pytest.mark.parametrize(
    "nothing", [list, lambda: iter(()), lambda: pa.array([], pa.string()), lambda: TABLE.select(["crash"])[:0]]
)
def test_what_comes_to_nothing(nothing):
    assert list(siggen.generate_many(nothing())) == []
    assert len(siggen.generate_arrow(nothing())) == 0


class TestErrors:
    def test_lazy_frames(self):
        polars = pytest.importorskip("polars")
        frame = polars.DataFrame(TABLE).lazy()
        for taking in (siggen.generate_many, siggen.generate_arrow):
            with pytest.raises(TypeError, match=r"LazyFrame .* \.collect\(\)"):
                taking(frame, column="crash")
        assert len(siggen.generate_arrow(frame.collect(), column="crash")) == COUNT

    @pytest.mark.parametrize("data", [None, 3, object(), {"crash": TEXTS}, len])
    def test_no_data(self, data):
        with pytest.raises(TypeError, match=f"expected Arrow data .*, not {type(data).__name__}$"):
            siggen.generate_arrow(data)

    @pytest.mark.parametrize("data", ["x.parquet", b"{}", bytearray(b"{}")])
    def test_files_and_text(self, data, tmp_path):
        for one in (data, tmp_path):
            with pytest.raises(TypeError, match="expected Arrow data .* use generate_many"):
                siggen.generate_arrow(one)

    def test_crashes_one_by_one(self):
        for items in (TEXTS, iter(TEXTS), [{}], [pa.array(TEXTS), "{}"]):
            with pytest.raises(TypeError, match="not (str|dict) in an iterable; for single crashes, use"):
                siggen.generate_arrow(items)
        with pytest.raises(TypeError, match="not str in an iterable"):
            list(siggen.generate_many([pa.array(TEXTS), "{}"]))

    def test_a_column_of_what_has_none(self, tmp_path):
        path = parquet(tmp_path)
        for crashes in (TEXTS, b"{}", str(path), path):
            with pytest.raises(ValueError, match="column= names a column of Arrow data"):
                list(siggen.generate_many(crashes, column="crash"))

    @pytest.mark.parametrize("crashes", [3, None, object(), len])
    def test_no_crashes(self, crashes):
        with pytest.raises(
            TypeError, match=f"an iterable of crashes, NDJSON, a path or Arrow data, not {type(crashes).__name__}"
        ):
            siggen.generate_many(crashes)


def test_files_by_their_path(tmp_path):
    """What is read without pyarrow: the column is found by what it holds."""
    pa.parquet.write_table(TABLE.select(["crash", "size"]), tmp_path / "crashes.parquet")
    assert [outcome.signature for outcome in siggen.generate_many(tmp_path / "crashes.parquet")] == WANTED
