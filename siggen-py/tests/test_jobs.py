"""``jobs``: how many threads work on a batch."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

import siggen
import siggen.analysis as analysis

CRASHES = [{"threads": [{"frames": [{"function": f"function_{i}"}]}]} for i in range(300)]
WANTED = [f"function_{i}" for i in range(300)]

#: All functions that take it, each with what it makes of the crashes.
TAKERS = {
    "generate_many": lambda jobs: [outcome.signature for outcome in siggen.generate_many(CRASHES, jobs=jobs)],
    "generate_many of bytes": lambda jobs: len(list(siggen.generate_many(b"{}\n{}", jobs=jobs))),
    "generate_arrow": lambda jobs: pa.table(siggen.generate_arrow(pa.array(["{}"]), jobs=jobs)).to_pylist(),
    "Generator.generate_many": lambda jobs: len(list(siggen.Generator().generate_many(CRASHES, jobs=jobs))),
    "Generator.generate_arrow": lambda jobs: len(siggen.Generator().generate_arrow(pa.array(["{}"]), jobs=jobs)),
    "diff": lambda jobs: analysis.diff(None, None, CRASHES, jobs=jobs).crashes,
    "coverage": lambda jobs: analysis.coverage(CRASHES, without=False, jobs=jobs).crashes,
}


@pytest.mark.parametrize("take", TAKERS.values(), ids=TAKERS)
class TestEveryFunction:
    @pytest.mark.parametrize("jobs", [-1, 1, 2, True, 5000, 10**6, 2**31, 2**63, 10**30])
    def test_takes(self, take, jobs):
        assert take(jobs) == take(None)

    @pytest.mark.parametrize("jobs", [0, -2, -(2**31), -(2**63), -(10**30)])
    def test_refuses(self, take, jobs):
        with pytest.raises(ValueError, match=re.escape(f"jobs must be 1 or more, or -1 for all cores, not {jobs}")):
            take(jobs)

    @pytest.mark.parametrize("jobs", [2.0, "2", [2]])
    def test_is_an_integer(self, take, jobs):
        with pytest.raises(TypeError, match=f"jobs must be an int or None, not {type(jobs).__name__}"):
            take(jobs)


def test_integers_of_other_libraries():
    numpy = pytest.importorskip("numpy")
    assert [outcome.signature for outcome in siggen.generate_many(CRASHES, jobs=numpy.int32(2))] == WANTED


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted where Linux lists them")
@pytest.mark.parametrize("source", ["[crash] * 500", "(b'{\"a\": \"' + b'x' * 2000 + b'\"}\\n') * 10_000"])
def test_threads_are_bounded(source):
    """In a process of its own, where no other thread is."""
    code = f"""if True:
        import os, siggen
        crash = {CRASHES[0]!r}
        before = len(os.listdir("/proc/self/task"))
        outcomes = siggen.generate_many({source}, jobs=10**6)
        next(outcomes)
        print(len(os.listdir("/proc/self/task")) - before)
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    # A thread more reads files.
    assert 1 <= int(done.stdout) <= 4 * os.cpu_count() + 1
