"""A million calls leave no more memory behind than a hundred thousand."""

from __future__ import annotations

import gc
import json
import os
import sys

import pytest

import siggen
import siggen.analysis
from siggen.generator import SignatureGenerator

CRASH = {
    "threads": [{"frames": [{"function": "memcpy"}, {"function": "a<b>::c(int)", "file": "x", "line": 3}]}],
    "abort_message": "no",
}
TEXT = json.dumps(CRASH).encode()
LISTS = {"irrelevant": "", "prefix": "memcpy", "line_numbers": "", "sentinels": ""}
BROKEN = b'{"threads": [}'


def resident():
    """Bytes of memory that the process has."""
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def failing(text):
    try:
        siggen.generate(text)
    except siggen.CrashError:
        pass


def looked_at(result):
    return result.notes, result.debug_log, result.extra


GENERATOR = SignatureGenerator()

#: What is called, and how often at a time.
CALLS = {
    "a dict": (lambda: siggen.generate(CRASH).signature, 300_000),
    "bytes": (lambda: siggen.generate(TEXT).notes, 300_000),
    "the drop-in": (lambda: GENERATOR.generate(CRASH).signature, 250_000),
    "the drop-in, all of it": (lambda: looked_at(GENERATOR.generate(CRASH)), 50_000),
    "an explanation": (lambda: siggen.explain(TEXT).frames, 20_000),
    "broken input": (lambda: failing(BROKEN), 80_000),
    "a batch": (lambda: list(siggen.generate_many([CRASH, TEXT, BROKEN] * 100, jobs=1)), 100),
    "a diff": (lambda: siggen.analysis.diff(LISTS, LISTS, [CRASH, TEXT, BROKEN] * 100, jobs=1).to_json(), 100),
    "a coverage": (lambda: siggen.analysis.coverage([CRASH, TEXT] * 100, LISTS, jobs=1).table().to_pydict(), 100),
    "a generator": (lambda: siggen.Generator(extend={"prefix_signature_re": "x"}).generate(CRASH), 60),
}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is measured by what Linux says of a process")
@pytest.mark.parametrize("call, times", CALLS.values(), ids=CALLS)
def test_leaves_nothing_behind(call, times):
    for _ in range(times // 10):
        call()
    before = resident()
    for _ in range(times):
        call()
    # A leak of 16 bytes a call would be more in each of the first three.
    assert resident() - before < 4_000_000
