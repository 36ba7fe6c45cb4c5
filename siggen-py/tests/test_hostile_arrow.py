"""Arrow data that is not as it says: an outcome or an exception comes of it, and the process lives on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import hostile_arrow

CHILD = Path(__file__).parent / "hostile_arrow.py"


def run(name):
    """What the child says."""
    done = subprocess.run([sys.executable, str(CHILD), name], capture_output=True, text=True)
    cases = done.stderr.splitlines()
    assert done.returncode == 0, f"{name} ended by {done.returncode}; last said: {cases[-40:]}"
    # A panic that somebody caught is one as well.
    assert "panicked" not in done.stderr, [line for line in cases if "panicked" in line]
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", hostile_arrow.TABLES)
def test_mutated_streams(name):
    counts = run(name)
    # The last is pyarrow's own, of a name that is not UTF-8.
    assert set(counts) <= {
        "rows",
        "CrashError",
        "TypeError",
        "KeyError",
        "ValueError",
        "RuntimeError",
        "UnicodeDecodeError",
    }
    assert counts["rows"] > 100 and counts["CrashError"] > 20, counts


@pytest.fixture(scope="module")
def came():
    return run("capsules")


@pytest.mark.parametrize("name", hostile_arrow.GOOD)
def test_capsules_that_are_as_they_say(came, name):
    said, released = came[name]
    assert said.endswith(" rows") and released == 1, said


@pytest.mark.parametrize("name", hostile_arrow.BAD)
def test_capsules_that_are_not(came, name):
    said, released = came[name]
    # A type that nobody knows isn't damaged.
    assert said.startswith(("CrashError: the Arrow data is damaged: ", "TypeError: ")), said
    # What was never taken is the capsule's to release.
    assert released <= 1


@pytest.mark.parametrize("name", hostile_arrow.STREAMS)
def test_streams_that_fail(came, name):
    said, released = came[name]
    assert said.startswith(("CrashError: ", "RuntimeError: ")) and released >= 1, said
