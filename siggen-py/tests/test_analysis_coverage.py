"""`siggen.analysis.coverage`."""

from __future__ import annotations

import collections
import json
import random

import pytest

import siggen
import siggen.analysis as analysis
from siggen.analysis import LineCoverage, SignatureCount, Without
from tests.analysis_crashes import LISTS, crash_of, generator_of, lists_of, ndjson, random_crashes, random_lists


def test_by_hand():
    lists = lists_of(irrelevant="wait", prefix="# memory\nmemcpy\nmem\npaint\n")
    crashes = [
        # memcpy takes it first, and mem would have as well.
        crash_of("b", "memcpy", "draw"),
        crash_of("a", "memcpy", "draw"),
        # mem alone.
        crash_of("c", "wait", "memset", "draw"),
        # The irrelevant list is asked first, and nobody asks what comes behind the first that stops.
        crash_of("d", "draw", "paint"),
    ]
    coverage = analysis.coverage(crashes, lists)
    assert (coverage.source, coverage.crashes, coverage.failed, coverage.problems) == ("given texts", 4, 0, [])
    # memcpy | draw, memset | draw, draw.
    assert coverage.signatures == 3
    wait, memcpy, mem, paint = coverage.lines
    assert wait == LineCoverage(
        list="irrelevant_signature_re",
        line=1,
        text="wait",
        matched=1,
        fired=1,
        only_match=1,
        changed=1,
        signature_count=1,
        signatures=(SignatureCount("memset | draw", 1),),
        change_count=1,
        changes=(Without("memset | draw", "wait", 1),),
        examples=("c",),
    )
    assert memcpy == LineCoverage(
        list="prefix_signature_re",
        line=2,
        text="memcpy",
        matched=2,
        fired=2,
        only_match=0,
        changed=0,
        signature_count=1,
        signatures=(SignatureCount("memcpy | draw", 2),),
        change_count=0,
        changes=(),
        examples=("a", "b"),
    )
    assert (mem.matched, mem.fired, mem.only_match, mem.changed) == (3, 1, 1, 1)
    assert mem.changes == (Without("memset | draw", "memset", 1),)
    assert (paint.line, paint.matched, paint.fired) == (4, 0, 0)
    assert coverage.unused() == [paint]
    quick = analysis.coverage(crashes, lists, without=False)
    assert "changed" not in quick.to_dict()["lines"][0] and "changed" in coverage.to_dict()["lines"][0]
    assert "None" not in quick._repr_html_() and quick != coverage


@pytest.mark.parametrize("seed", range(25))
def test_each_line_against_lists_without_it(seed):
    source = random.Random(seed)
    lists = random_lists(source)
    crashes = random_crashes(source, 200)
    made = analysis.coverage(crashes, lists)
    generator = generator_of(lists)
    signatures = [generator.generate(crash).signature for crash in crashes]
    assert (made.crashes, made.signatures) == (len(crashes), len(set(signatures)))
    seen = []
    for line in made.lines:
        texts = list(lists[line.list])
        assert texts[line.line - 1] == line.text
        texts[line.line - 1] = ""
        without = generator_of({**lists, line.list: texts})
        ways = collections.Counter()
        for crash, signature in zip(crashes, signatures):
            other = without.generate(crash).signature
            ways[signature, other] += signature != other
        ways = +ways
        assert (line.changed, line.change_count) == (sum(ways.values()), len(ways))
        assert {(way.signature, way.without): way.crashes for way in line.changes}.items() <= ways.items()
        seen.append((line.list, line.line))
    # All lines are there, in their order.
    assert seen == [
        (name, number)
        for name in LISTS
        for number, text in enumerate(lists[name], 1)
        if text and not text.startswith("#")
    ]
    quick = analysis.coverage(crashes, lists, without=False)
    assert all((line.changed, line.change_count, line.changes) == (None, None, ()) for line in quick.lines)
    assert [(line.matched, line.fired, line.only_match) for line in quick.lines] == [
        (line.matched, line.fired, line.only_match) for line in made.lines
    ]


@pytest.mark.parametrize("seed", range(10))
def test_the_lines_that_decide_are_those_of_the_explanations(seed):
    source = random.Random(seed)
    # An explanation tells what the sentinels and the line numbers decided elsewhere, too.
    lists = {**random_lists(source), "signatures_with_line_numbers_re": [], "signature_sentinels": []}
    crashes = random_crashes(source, 200)
    generator = generator_of(lists)
    fired = collections.Counter()
    for crash in crashes:
        decisions = (frame.decided_by for frame in generator.explain(crash).frames)
        fired.update({(decision.list, decision.line) for decision in decisions if decision})
    made = analysis.coverage(crashes, lists, without=False)
    assert {(line.list, line.line): line.fired for line in made.lines if line.fired} == dict(fired)


@pytest.mark.parametrize("jobs", [None, 1, 3])
def test_crashes_of_any_kind(jobs):
    crashes = random_crashes(random.Random(1), 1000)
    lists = random_lists(random.Random(3))
    wanted = analysis.coverage(crashes, lists, jobs=1)
    for given in (crashes, (json.dumps(crash) for crash in crashes), ndjson(crashes)):
        made = analysis.coverage(given, lists, jobs=jobs)
        assert made == wanted and made.to_json() == wanted.to_json()
    assert analysis.coverage(crashes[1:], lists) != wanted


def test_the_built_in_lists():
    coverage = analysis.coverage([crash_of("a", "memcpy", "draw(int)")])
    assert coverage.source == "built-in"
    fired = [(line.list, line.text) for line in coverage.lines if line.fired]
    assert ("prefix_signature_re", "memcpy") in fired
    assert coverage == analysis.coverage([crash_of("a", "memcpy", "draw(int)")], siggen.Generator())


def test_what_people_see():
    crashes = [crash_of("a", "operator<&", "draw"), "<b>"]
    coverage = analysis.coverage(crashes, lists_of(prefix="operator<.?<script>|oper.*\nnever"))
    assert repr(coverage) == "<Coverage: 1 crash, 1 of 2 entries unused, given texts>"
    assert (coverage.failed, len(coverage.problems)) == (1, 1)
    html = coverage._repr_html_()
    assert "<script>" not in html and "&lt;script&gt;" in html and "operator<" not in html
    assert "unused: 1 entry<" in html and "1 crash, 1 signature, lists" in html
    made = coverage.to_dict()
    assert json.loads(coverage.to_json()) == made
    assert (made["failed"], made["lines"][0]["changed"]) == (1, 1)
