"""Arrow in and out, with the libraries that people have."""

from __future__ import annotations

import json
import sys

import pyarrow as pa
import pytest

import siggen


def crash_of(i):
    return {"threads": [{"frames": [{"function": f"function_{i}(int)", "line": i}]}]}


CRASHES = [crash_of(i) for i in range(600)]
TEXTS = [json.dumps(crash) for crash in CRASHES]
WANTED = [f"function_{i}" for i in range(600)]


def rows(outcomes):
    return pa.table(outcomes).to_pylist()


def signatures(outcomes):
    return [row["signature"] for row in rows(outcomes)]


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view()],
    ids=str,
)
@pytest.mark.parametrize("jobs", [None, 1, 3])
def test_columns_of_text(kind, jobs):
    texts = [text.encode() for text in TEXTS] if "binary" in str(kind) else TEXTS
    assert signatures(siggen.generate_arrow(pa.array(texts, kind), jobs=jobs)) == WANTED


def test_encoded_columns():
    texts = TEXTS[:3] * 50
    column = pa.array(texts).dictionary_encode()
    assert signatures(siggen.generate_arrow(column)) == WANTED[:3] * 50
    assert signatures(siggen.generate_arrow(pa.table({"crash": column}))) == WANTED[:3] * 50


def test_slices_and_chunks():
    assert signatures(siggen.generate_arrow(pa.array(TEXTS).slice(100, 50))) == WANTED[100:150]
    chunked = pa.chunked_array([TEXTS[:7], [], TEXTS[7:]])
    assert signatures(siggen.generate_arrow(chunked)) == WANTED
    assert signatures(siggen.generate_arrow(chunked.slice(5, 10))) == WANTED[5:15]


def test_tables():
    table = pa.table({"id": range(600), "crash": TEXTS})
    assert signatures(siggen.generate_arrow(table)) == WANTED
    assert signatures(siggen.generate_arrow(table.to_batches()[0])) == WANTED
    reader = pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=50))
    assert signatures(siggen.generate_arrow(reader)) == WANTED
    table = table.append_column("other", pa.array(["x"] * 600))
    with pytest.raises(ValueError, match="id, crash, other"):
        siggen.generate_arrow(table)
    assert signatures(siggen.generate_arrow(table, column="crash")) == WANTED
    with pytest.raises(KeyError, match="no column named"):
        siggen.generate_arrow(table, column="nope")


def test_nested_columns():
    table = pa.Table.from_pylist(CRASHES)
    assert signatures(siggen.generate_arrow(table)) == WANTED
    nested = pa.table({"id": range(600), "crash": pa.array(CRASHES)})
    assert signatures(siggen.generate_arrow(nested, column="crash")) == WANTED
    assert signatures(siggen.generate_arrow(pa.array([*CRASHES[:2], None, {}]))) == [
        "function_0",
        "function_1",
        None,
        "EMPTY: no frame data available",
    ]


def test_the_columns_that_come_out():
    crash = {**crash_of(1), "abort_message": "x", "ipc_channel_error": "y"}
    outcomes = siggen.generate_arrow(pa.array([json.dumps(crash), None, "{"]))
    assert (len(outcomes), outcomes.failed) == (3, 2)
    assert repr(outcomes) == "<ArrowOutcomes: 3 crashes, 2 failed>"
    wanted = siggen.generate(crash)
    first, null, broken = rows(outcomes)
    assert first == {
        "signature": wanted.signature,
        "proto_signature": wanted.proto_signature,
        "notes": wanted.notes,
        "error": None,
    }
    assert wanted.notes
    assert null == {
        "signature": None,
        "proto_signature": None,
        "notes": None,
        "error": "null: a crash report is a JSON object",
    }
    assert broken["error"] == "byte 1: expected a key in double quotes, found the end of the input"
    # As one column of structs, too, and more than once.
    assert pa.array(outcomes).to_pylist() == pa.chunked_array(outcomes).to_pylist() == rows(outcomes)
    assert pa.schema(outcomes).names == ["signature", "proto_signature", "notes", "error"]


def test_without_rows():
    assert rows(siggen.generate_arrow(pa.array([], pa.string()))) == []
    assert rows(siggen.generate_arrow(pa.table({"crash": pa.array([], pa.string())}))) == []
    assert pa.array(siggen.generate_arrow(pa.array([], pa.string()))).to_pylist() == []


def test_what_is_no_column_of_crashes():
    with pytest.raises(TypeError, match="expected Arrow data"):
        siggen.generate_arrow(TEXTS)
    with pytest.raises(TypeError, match="Int64"):
        siggen.generate_arrow(pa.array([1, 2]))
    with pytest.raises(KeyError, match="not a table"):
        siggen.generate_arrow(pa.array(TEXTS), column="crash")


def test_a_source_that_fails():
    def batches():
        yield pa.record_batch({"crash": TEXTS[:5]})
        raise ValueError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(pa.schema({"crash": pa.string()}), batches())
    with pytest.raises(RuntimeError, match="the disk is gone"):
        siggen.generate_arrow(reader)


def test_polars():
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"id": range(600), "crash": TEXTS})
    assert polars.DataFrame(siggen.generate_arrow(frame))["signature"].to_list() == WANTED
    assert polars.Series(siggen.generate_arrow(frame["crash"])).struct.field("signature").to_list() == WANTED


def test_pandas():
    pandas = pytest.importorskip("pandas", minversion="3")
    frame = pandas.DataFrame({"id": range(600), "crash": TEXTS})
    made = pandas.DataFrame.from_arrow(siggen.generate_arrow(frame))
    assert made["signature"].tolist() == WANTED


class TestLibraries:
    """The same outcomes as each library has them."""

    CRASHES = [json.dumps({**crash_of(1), "abort_message": "x"}), None, "{"]
    COLUMNS = ["signature", "proto_signature", "notes", "error"]
    OUTCOMES = siggen.generate_arrow(pa.array(CRASHES))

    def test_python(self):
        assert self.OUTCOMES.column_names == self.COLUMNS
        columns = self.OUTCOMES.to_pydict()
        assert list(columns) == self.COLUMNS
        assert columns == {name: [row[name] for row in rows(self.OUTCOMES)] for name in self.COLUMNS}
        assert columns["signature"] == ["Abort | x | function_1", None, None]

    def test_pyarrow(self):
        table = self.OUTCOMES.to_pyarrow()
        assert isinstance(table, pa.Table) and table == pa.table(self.OUTCOMES)

    def test_polars(self):
        polars = pytest.importorskip("polars")
        frame = self.OUTCOMES.to_polars()
        assert isinstance(frame, polars.DataFrame) and frame.to_dicts() == rows(self.OUTCOMES)

    def test_pandas(self):
        pandas = pytest.importorskip("pandas")
        frame = self.OUTCOMES.to_pandas()
        assert isinstance(frame, pandas.DataFrame) and list(frame) == self.COLUMNS
        assert frame["signature"].isna().tolist() == [False, True, True]
        assert frame["notes"][0] == rows(self.OUTCOMES)[0]["notes"]
        index = ["a", "b", "c"]
        assert self.OUTCOMES.to_pandas().set_axis(index).loc["a", "signature"] == "Abort | x | function_1"

    @pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
    def test_without_the_library(self, library, monkeypatch):
        monkeypatch.setitem(sys.modules, library, None)
        with pytest.raises(ImportError, match=f"to_{library} needs {library} .*to_pydict"):
            getattr(self.OUTCOMES, f"to_{library}")()

    def test_without_rows(self):
        nothing = siggen.generate_arrow(pa.array([], pa.string()))
        assert nothing.to_pydict() == {name: [] for name in self.COLUMNS}
        assert nothing.to_pyarrow().num_rows == 0
        assert nothing._repr_html_() == "<p><strong>0 crashes, 0 failed</strong></p>"

    def test_html(self):
        crashes = [json.dumps({**crash_of(i), "abort_message": "<b>&"}) for i in range(30)]
        html = siggen.generate_arrow(pa.chunked_array([[], crashes], pa.string()))._repr_html_()
        assert html.count("<tr>") == 21 and "… 10 more" in html
        assert "<b>" not in html and "Abort | &lt;b&gt;&amp; | function_19" in html
        assert "function_20" not in html


def test_bytes_that_are_no_utf8_cost_no_other():
    buffers = pa.array([TEXTS[0].encode(), b'{"a": "\xff"}', TEXTS[1].encode()]).buffers()
    strings = pa.Array.from_buffers(pa.string(), 3, buffers)
    first, broken, last = rows(siggen.generate_arrow(strings))
    assert (first["signature"], last["signature"]) == ("function_0", "function_1")
    assert broken["error"].startswith("byte 7")


def test_encodings_in_encodings():
    texts = pa.array([TEXTS[0], None, TEXTS[1]])
    keys = pa.DictionaryArray.from_arrays(pa.array([2, 1, None, 0], pa.int8()), texts)
    assert signatures(siggen.generate_arrow(keys)) == ["function_1", None, None, "function_0"]
    runs = pa.RunEndEncodedArray.from_arrays(pa.array([2, 3, 5, 6], pa.int32()), keys)
    assert signatures(siggen.generate_arrow(runs)) == ["function_1"] * 2 + [None] * 3 + ["function_0"]
    assert signatures(siggen.generate_arrow(runs.slice(1, 4))) == ["function_1"] + [None] * 3
    nested = pa.DictionaryArray.from_arrays(pa.array([1, None, 0], pa.int8()), pa.array(CRASHES[:2]))
    assert signatures(siggen.generate_arrow(nested)) == ["function_1", None, "function_0"]


def test_rows_of_a_table_that_are_null():
    struct = pa.StructArray.from_arrays([pa.array(TEXTS[:4])], ["crash"], mask=pa.array([False, True, False, False]))
    assert signatures(siggen.generate_arrow(struct)) == ["function_0", None, "function_2", "function_3"]
    assert signatures(siggen.generate_arrow(struct.slice(1, 2))) == [None, "function_2"]


def test_other_columns_are_in_nobody_s_way():
    union = pa.UnionArray.from_sparse(pa.array([0, 1], pa.int8()), [pa.array([1, 2]), pa.array(["a", "b"])])
    assert signatures(siggen.generate_arrow(pa.table({"u": union, "crash": TEXTS[:2]}))) == WANTED[:2]


def test_buffers_that_are_not_aligned():
    text = TEXTS[0].encode()
    offsets = b"".join(n.to_bytes(4, "little") for n in (0, len(text), 2 * len(text)))
    shifted = pa.py_buffer(b"?" + offsets)[1:]
    strings = pa.Array.from_buffers(pa.string(), 2, [None, shifted, pa.py_buffer(text * 2)])
    assert signatures(siggen.generate_arrow(strings)) == [WANTED[0]] * 2


def test_tables_of_pings_as_they_are_stored():
    import datetime

    traces = {"crash_thread": 0, "modules": [{"filename": "Kite.dll"}], "threads": [{"frames": [{"module_index": 0}]}]}
    now = datetime.datetime(2026, 9, 1, tzinfo=datetime.timezone.utc)
    row = {"document_id": "a", "submission_timestamp": now, "normalized_os": "Windows"}
    table = pa.Table.from_pylist([{**row, "metrics": {"object": {"crash_stack_traces": traces}}}])
    assert table.schema.field("submission_timestamp").type.tz == "UTC"
    (made,) = rows(siggen.generate_arrow(table))
    assert (made["signature"], made["error"]) == ("kite.dll", None)


def test_a_damaged_column_of_pandas():
    pandas = pytest.importorskip("pandas")
    table = pa.table({"crash": TEXTS[:2]})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write(table)
    end = sum(map(len, TEXTS[:2]))
    offsets = [b"".join(n.to_bytes(4, "little") for n in (0, len(TEXTS[0]), last)) for last in (end, 2_000_000_000)]
    stream = sink.getvalue().to_pybytes().replace(*offsets)
    damaged = pa.ipc.open_stream(stream).read_all().column("crash")
    series = pandas.Series(pandas.arrays.ArrowExtensionArray(damaged))
    with pytest.raises(siggen.CrashError, match="the Arrow data is damaged"):
        siggen.generate_arrow(series)
