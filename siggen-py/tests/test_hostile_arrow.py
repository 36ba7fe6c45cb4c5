"""Arrow data that is not as it says: an outcome or an exception comes of it, and the process lives on."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
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


def test_a_file_whose_length_is_made_up(tmp_path):
    """In a child process, which it used to end."""
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_stream(sink, pa.schema({"json": pa.string()}), options=options) as writer:
        writer.write_batch(pa.record_batch({"json": ["{}" * 500] * 2}))
    table = bytearray(sink.getvalue().to_pybytes())
    # What is compressed begins with this, and the length stands in front of it.
    place = table.rindex(bytes.fromhex("04224d18"))
    table[place - 2] = 0x80
    (tmp_path / "1.arrows").write_bytes(table)
    (tmp_path / "2.json").write_text('{"threads": []}')
    code = "import siggen, sys; print([outcome.error for outcome in siggen.generate_many(sys.argv[1])])"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    damaged, fine = ast.literal_eval(done.stdout)
    assert "row 0: cannot read any further: the table is damaged: " in damaged and fine is None
