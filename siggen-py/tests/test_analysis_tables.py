"""Diffs and coverage as tables."""

from __future__ import annotations

import sys

import pyarrow as pa
import pytest

import siggen.analysis as analysis
from tests.analysis_crashes import crash_of, lists_of

CRASHES = [crash_of("2", "paint", "draw"), crash_of("1", "paint", "draw"), crash_of("3", "main")]
DIFF = analysis.diff(lists_of(), lists_of(prefix="paint"), CRASHES)
CHANGES = [
    {"id": "1", "before": "paint", "after": "paint | draw"},
    {"id": "2", "before": "paint", "after": "paint | draw"},
]
MIGRATION = {
    "before": "paint",
    "after": "paint | draw",
    "crashes": 2,
    "is_whole": True,
    "examples": ["1", "2"],
    "lines": [0],
}


def test_arrow():
    table = DIFF.changes_table()
    assert pa.table(table).to_pylist() == CHANGES
    # More than once.
    assert pa.table(table).to_pylist() == CHANGES
    assert pa.schema(table).names == table.column_names == ["id", "before", "after"]
    assert pa.table(DIFF.migrations_table()).to_pylist() == [MIGRATION]
    assert (len(table), repr(table)) == (2, "<Table: 2 rows of id, before, after>")


def test_python():
    assert DIFF.changes_table().to_pydict() == {
        "id": ["1", "2"],
        "before": ["paint"] * 2,
        "after": ["paint | draw"] * 2,
    }
    assert DIFF.migrations_table().to_pydict() == {name: [value] for name, value in MIGRATION.items()}


def test_without_rows():
    diff = analysis.diff(None, None, [])
    for table in (diff.changes_table(), diff.migrations_table()):
        assert len(table) == 0
        assert pa.table(table).num_rows == 0
        assert pa.table(table).column_names == table.column_names
        assert table.to_pydict() == {name: [] for name in table.column_names}


def test_more_rows_than_a_batch():
    count = 20_001
    crashes = (crash_of(f"{number:06}", "paint", f"f{number % 7}") for number in range(count))
    table = analysis.diff(lists_of(), lists_of(prefix="paint"), crashes).changes_table()
    made = pa.table(table)
    assert made["id"].to_pylist() == [f"{number:06}" for number in range(count)]
    assert made["after"].to_pylist() == [f"paint | f{number % 7}" for number in range(count)]
    assert made["id"].num_chunks > 1


def test_coverage():
    coverage = analysis.coverage(CRASHES, lists_of(prefix="# drawing\npaint\nnever"))
    assert pa.table(coverage.table()).to_pylist() == [
        {
            "list": "prefix_signature_re",
            "line": 2,
            "text": "paint",
            "matched": 2,
            "fired": 2,
            "only_match": 2,
            "changed": 2,
            "signature_count": 1,
            "change_count": 1,
            "examples": ["1", "2"],
        },
        {
            "list": "prefix_signature_re",
            "line": 3,
            "text": "never",
            **dict.fromkeys(("matched", "fired", "only_match", "changed", "signature_count", "change_count"), 0),
            "examples": [],
        },
    ]
    # What nobody found out is null.
    table = analysis.coverage(CRASHES, lists_of(prefix="paint"), without=False).table()
    (row,) = pa.table(table).to_pylist()
    assert (row["fired"], row["changed"], row["change_count"]) == (2, None, None)
    assert table.to_pydict()["changed"] == [None]


def test_polars():
    polars = pytest.importorskip("polars")
    assert polars.DataFrame(DIFF.changes_table()).to_dicts() == CHANGES
    assert polars.DataFrame(DIFF.migrations_table()).to_dicts() == [MIGRATION]


def test_pandas():
    pytest.importorskip("pandas")
    frame = DIFF.to_pandas()
    assert list(frame.columns) == ["id", "before", "after"]
    assert frame.to_dict("records") == CHANGES
    assert DIFF.migrations_table().to_pandas().to_dict("records") == [MIGRATION]
    frame = analysis.coverage(CRASHES, lists_of(prefix="paint")).to_pandas()
    assert frame["changed"].tolist() == [2]


def test_other_libraries():
    assert DIFF.changes_table().to_pyarrow() == pa.table(DIFF.changes_table())
    pytest.importorskip("polars")
    assert DIFF.migrations_table().to_polars().to_dicts() == [MIGRATION]


def test_html():
    html = DIFF.changes_table()._repr_html_()
    assert "<strong>2 rows</strong>" in html and html.count("<tr>") == 3 and "paint | draw" in html
    html = DIFF.migrations_table()._repr_html_()
    assert "<td>2</td>" in html and "<code>true</code>" in html and "<code>1, 2</code>" in html
    many = [crash_of(f"{number:02}", "paint", "a<b>&") for number in range(25)]
    html = analysis.diff(lists_of(), lists_of(prefix="paint"), many).changes_table()._repr_html_()
    assert html.count("<tr>") == 21 and "… 5 more" in html and "<b>" not in html
    assert analysis.diff(None, None, []).changes_table()._repr_html_() == "<p><strong>0 rows</strong></p>"


def test_without_pandas(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="to_pandas needs pandas .*to_pydict"):
        DIFF.to_pandas()
