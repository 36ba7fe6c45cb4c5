"""`siggen.analysis.diff`."""

from __future__ import annotations

import collections
import gzip
import json
import random

import pyarrow as pa
import pytest

import siggen.analysis as analysis
from siggen.analysis import BucketCount, BucketDiff, ChangedCrash, EditedLine, Migration, Stored
from tests.analysis_crashes import crash_of, edited, generator_of, lists_of, ndjson, random_crashes, random_lists

BEFORE = lists_of(prefix="memcpy\npaint_old\n")
AFTER = lists_of(prefix="# drawing\nmemcpy\npaint\n")

CRASHES = [
    # `paint` is a prefix now.
    crash_of("3", "paint", "draw"),
    crash_of("1", "paint", "draw"),
    crash_of("2", "paint", "fill"),
    # `paint_old` still is one, by the line `paint`.
    crash_of("4", "paint_old", "draw"),
    crash_of("5", "memcpy", "draw"),
    # Not reached.
    crash_of("6", "draw", "paint"),
]


class TestByHand:
    def test_what_changes(self):
        diff = analysis.diff(BEFORE, AFTER, CRASHES)
        assert (diff.crashes, diff.changed, diff.left_out, diff.failed, diff.problems) == (6, 3, 0, 0, [])
        assert (diff.before, diff.after, diff.stored) == ("given texts", "given texts", None)
        # paint, paint_old | draw, memcpy | draw, draw; then paint | draw and paint | fill in place of paint.
        assert (diff.signatures_before, diff.signatures_after) == (4, 5)
        assert diff.lines == [
            EditedLine("prefix_signature_re", "removed", 2, "paint_old", 0),
            EditedLine("prefix_signature_re", "added", 3, "paint", 3),
        ]
        assert diff.migrations == [
            Migration("paint", "paint | draw", 2, False, ("1", "3"), (1,)),
            Migration("paint", "paint | fill", 1, False, ("2",), (1,)),
        ]
        # Two ways lead away from `paint`.
        assert diff.migration_map() == {}
        assert diff.buckets == [
            BucketDiff(
                kind="split",
                before=(BucketCount("paint", 3, 0, "gone"),),
                after=(BucketCount("paint | draw", 2, 0, "new"), BucketCount("paint | fill", 1, 0, "new")),
                moved=3,
                examples=diff.buckets[0].examples,
                lines=(1,),
                migrations=(0, 1),
            )
        ]
        assert set(diff.buckets[0].examples) == {"1", "2", "3"}
        assert diff.changes == [
            ChangedCrash("1", "paint", "paint | draw", 0),
            ChangedCrash("2", "paint", "paint | fill", 1),
            ChangedCrash("3", "paint", "paint | draw", 0),
        ]

    def test_a_map_of_whole_buckets(self):
        diff = analysis.diff(BEFORE, AFTER, [CRASHES[0], CRASHES[1], CRASHES[4]])
        assert diff.migration_map() == {"paint": "paint | draw"}

    def test_nothing_changes(self):
        diff = analysis.diff(BEFORE, BEFORE, CRASHES)
        assert (diff.crashes, diff.changed, diff.lines, diff.migrations, diff.buckets) == (6, 0, [], [], [])
        assert analysis.diff(None, "built-in", []).crashes == 0

    def test_stored_signatures(self):
        crashes = [
            crash_of("1", "memcpy", "draw", original_signature="memcpy | draw"),
            crash_of("2", "paint", "draw", original_signature="paint"),
            crash_of("3", "paint", "draw"),
        ]
        diff = analysis.diff("stored", AFTER, crashes)
        assert (diff.before, diff.crashes, diff.changed, diff.left_out, diff.stored) == ("stored", 2, 1, 1, None)
        assert diff.migration_map() == {"paint": "paint | draw"}
        assert analysis.diff(BEFORE, AFTER, crashes).stored == Stored(crashes=2, same_before=2, same_after=1)

    def test_where_crashes_without_an_id_stand(self, tmp_path):
        crashes = [{"threads": crash["threads"]} for crash in (CRASHES[4], CRASHES[0])]
        file = tmp_path / "crashes.ndjson"
        file.write_bytes(ndjson(crashes))
        column = pa.chunked_array([[json.dumps(crash)] for crash in crashes])
        for given, place in (
            (crashes, "crashes[1]"),
            (ndjson(crashes), "<bytes>:2"),
            (json.dumps(crashes), "<bytes>[1]"),
            (file, f"{file}:2"),
            (column, "crashes[1]"),
        ):
            assert [change.id for change in analysis.diff(BEFORE, AFTER, given).changes] == [place]


def check(diff, before, after, crashes):
    """What the diff says, against the signatures of each crash by either lists."""
    one, other = generator_of(before), generator_of(after)
    pairs = {crash["crash_id"]: (one.generate(crash).signature, other.generate(crash).signature) for crash in crashes}
    changed = {id: pair for id, pair in pairs.items() if pair[0] != pair[1]}
    assert {change.id: (change.before, change.after) for change in diff.changes} == changed
    assert [change.id for change in diff.changes] == sorted(changed)
    assert (diff.crashes, diff.changed) == (len(crashes), len(changed))
    befores, afters = (collections.Counter(pair[side] for pair in pairs.values()) for side in (0, 1))
    assert (diff.signatures_before, diff.signatures_after) == (len(befores), len(afters))
    ways = collections.Counter(changed.values())
    assert {(way.before, way.after): way.crashes for way in diff.migrations} == ways
    assert diff.migration_map() == dict(way for way, count in ways.items() if count == befores[way[0]])
    assert sum(bucket.moved for bucket in diff.buckets) == len(changed)
    for bucket in diff.buckets:
        assert all(
            (count.crashes, count.other_side) == (befores[count.signature], afters[count.signature])
            for count in bucket.before
        )
        assert all(
            (count.crashes, count.other_side) == (afters[count.signature], befores[count.signature])
            for count in bucket.after
        )
    for way in diff.migrations:
        assert way.lines and all(diff.lines[line].crashes for line in way.lines)
    stored = [
        (pairs[crash["crash_id"]], crash["original_signature"]) for crash in crashes if "original_signature" in crash
    ]
    if stored:
        same = [sum(pair[side] == signature for pair, signature in stored) for side in (0, 1)]
        assert diff.stored == Stored(len(stored), *same)
    return len(changed)


@pytest.mark.parametrize("seed", range(60))
def test_names_exactly_the_crashes_that_change(seed):
    source = random.Random(seed)
    before = random_lists(source)
    after = edited(source, before)
    crashes = random_crashes(source, 300)
    check(analysis.diff(before, after, crashes), before, after, crashes)


def test_the_random_edits_change_something():
    """The test above would be worth nothing if they didn't."""
    changed = 0
    for seed in range(20):
        source = random.Random(seed)
        before = random_lists(source)
        changed += analysis.diff(before, edited(source, before), random_crashes(source, 50)).changed > 0
    assert changed > 8


@pytest.mark.parametrize("jobs", [None, 1, 3])
def test_crashes_of_any_kind(jobs, tmp_path):
    source = random.Random(5)
    before = random_lists(source)
    after = {**before, "prefix_signature_re": [*before["prefix_signature_re"], "[a-f]"]}
    crashes = random_crashes(source, 2000)
    lines = ndjson(crashes)
    (tmp_path / "a.ndjson").write_bytes(lines)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "b.ndjson.gz").write_bytes(gzip.compress(lines))
    texts = [json.dumps(crash) for crash in crashes]
    table = pa.table({"crash": texts, "other": texts})
    wanted = analysis.diff(before, after, crashes, jobs=jobs)
    assert check(wanted, before, after, crashes)
    for given in (
        (crash for crash in crashes),
        texts,
        lines,
        lines.decode(),
        bytearray(lines),
        tmp_path / "a.ndjson",
        str(tmp_path / "b"),
        pa.array(texts),
        pa.chunked_array([texts[:100], texts[100:]]),
        table.select(["crash"]),
    ):
        diff = analysis.diff(before, after, given, jobs=jobs)
        assert diff == wanted and not diff != wanted
        assert diff.to_dict() == wanted.to_dict() and diff.to_json() == wanted.to_json()
    assert analysis.diff(before, after, table, column="crash", jobs=jobs) == wanted
    assert analysis.diff(before, before, crashes, jobs=jobs) != wanted
    with pytest.raises(ValueError, match="crash, other"):
        analysis.diff(before, after, table)


def test_crashes_that_cant_be_read(tmp_path):
    good = CRASHES[0]
    diff = analysis.diff(BEFORE, AFTER, [good, b"{", None, "[]", CRASHES[4]])
    assert (diff.crashes, diff.changed, diff.failed) == (2, 1, 3)
    assert diff.problems[:2] == [
        "crashes[1]: byte 1: expected a key in double quotes, found the end of the input",
        "crashes[2]: a crash must be a dict, str or bytes, not NoneType",
    ]
    file = tmp_path / "crashes.ndjson"
    file.write_bytes(b"{\n" * 50 + ndjson([good]) + b"\xff\n")
    diff = analysis.diff(BEFORE, AFTER, file)
    assert (diff.crashes, diff.changed, diff.failed, len(diff.problems)) == (1, 1, 51, 20)
    assert [problem.rpartition(": byte")[0] for problem in diff.problems] == [f"{file}:{line}" for line in range(1, 21)]
    (tmp_path / "broken.ndjson.gz").write_bytes(gzip.compress(ndjson([good] * 1000))[:-50])
    diff = analysis.diff(BEFORE, AFTER, tmp_path / "broken.ndjson.gz")
    assert diff.failed and "broken.ndjson.gz" in diff.problems[-1]
    column = pa.array([json.dumps(good), None, "{"])
    diff = analysis.diff(BEFORE, AFTER, column)
    assert (diff.crashes, diff.failed) == (1, 2)
    assert diff.problems[0] == "crashes[1]: null: a crash report is a JSON object"


def test_an_iterable_that_raises():
    def crashes():
        yield from CRASHES
        raise ZeroDivisionError("the source is gone")

    with pytest.raises(ZeroDivisionError, match="the source is gone"):
        analysis.diff(BEFORE, AFTER, crashes())


def test_as_json():
    diff = analysis.diff(BEFORE, AFTER, [*CRASHES, "{"])
    made = diff.to_dict()
    assert json.loads(diff.to_json()) == made
    assert (made["crashes"], made["changed"], made["failed"], len(made["problems"])) == (6, 3, 1, 1)
    assert made["migrations"][0]["after"] == "paint | draw"
    assert [line["list"] for line in made["lines"]] == ["prefix_signature_re"] * 2


def test_what_people_see():
    diff = analysis.diff(BEFORE, AFTER, CRASHES)
    assert repr(diff) == "<Diff: 3 of 6 crashes change, given texts -> given texts>"
    html = diff._repr_html_()
    assert "3 of 6 crashes" in html and "<code>paint | fill</code>" in html


def test_html_escapes_names():
    crash = crash_of("<i>", "operator<&", "draw", abort_message="<b>")
    diff = analysis.diff(lists_of(), lists_of(prefix="operator<.?<script>|oper.*"), [crash, "<b>"])
    html = diff._repr_html_()
    assert diff.changed == 1
    assert "<script>" not in html and "operator<" not in html and "<b>" not in html
    assert "&lt;script&gt;" in html and "&lt;b&gt; | operator&lt; | draw" in html


def test_many_rows_are_folded():
    crashes = [crash_of(str(number), f"paint_{number}", "draw") for number in range(50)]
    diff = analysis.diff(lists_of(), lists_of(prefix="paint"), crashes)
    assert "… 30 more" in diff._repr_html_()
    assert len(diff.migrations) == 50 == len(diff.migration_map())
