"""Any input that JSON can say: every way in gives the command line's outcome, and nothing falls over."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import siggen
from siggen.generator import SignatureGenerator

# Lone surrogates can't be written in the UTF-8 that a pipe carries.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT
ANYTHING = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4))

NAMES = st.sampled_from(
    [
        "memcpy",
        "a::b<c>::d(int) const",
        "static void f(g)",
        "core::panicking::panic_fmt",
        "RtlUserThreadStart",
        "__libc",
    ]
)


def mostly(usual):
    """The usual value, and now and then anything."""
    return st.one_of(usual, usual, usual, usual, ANYTHING)


FRAME = st.fixed_dictionaries(
    {},
    optional={
        "function": mostly(NAMES | TEXT),
        "module": mostly(st.sampled_from(["xul.dll", "[libc.so]", ""])),
        "file": mostly(st.sampled_from(["hg:hg.example:a/b.rs:0123", "c:\\x\\y.cpp", "/z.rs"])),
        "line": mostly(st.integers(0, 5000)),
        "offset": mostly(st.sampled_from(["0x0012", "0xz"])),
        "inlines": mostly(st.lists(st.fixed_dictionaries({"function": mostly(NAMES)}), max_size=3)),
        "unloaded_modules": mostly(st.lists(st.fixed_dictionaries({"module": TEXT}), max_size=2)),
    },
)
THREADS = st.lists(mostly(st.fixed_dictionaries({"frames": mostly(st.lists(mostly(FRAME), max_size=6))})), max_size=3)
CRASH_DATA = st.fixed_dictionaries(
    {"threads": mostly(THREADS)},
    optional={
        "crashing_thread": mostly(st.integers(-3, 3)),
        "os": mostly(st.sampled_from(["Windows NT", "Linux"])),
        "reason": mostly(st.sampled_from(["EXCEPTION_STACK_OVERFLOW", "SIGSEGV"])),
        "oom_allocation_size": mostly(st.integers()),
        "abort_message": mostly(TEXT),
        "hang": mostly(TEXT),
        "ipc_channel_error": mostly(TEXT),
        "ipc_message_name": mostly(TEXT),
        "additional_minidumps": mostly(st.lists(TEXT, max_size=2)),
        "async_shutdown_timeout": mostly(ANYTHING.map(json.dumps)),
        "java_stack_trace": mostly(TEXT),
        "java_exception": ANYTHING,
        "mdsw_status_string": mostly(TEXT),
        "js_large_allocation_failure": mostly(TEXT),
    },
)
DOCUMENTS = st.one_of(
    CRASH_DATA,
    CRASH_DATA,
    st.fixed_dictionaries({"json_dump": mostly(CRASH_DATA), "signature": mostly(TEXT)}),
    st.dictionaries(TEXT, ANYTHING, max_size=5),
)
SETTINGS = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@settings(SETTINGS, max_examples=1000)
@given(DOCUMENTS)
def test_every_way_in_gives_the_same(crash):
    text = json.dumps(crash)
    try:
        outcome = siggen.generate(crash)
    except siggen.CrashError as error:
        # No shape has any of these members.
        assert str(error).startswith("not a crash report: ")
        for other in (text, text.encode()):
            with pytest.raises(siggen.CrashError) as raised:
                siggen.generate(other)
            assert str(raised.value) == str(error)
        assert [made.error for made in siggen.generate_many([crash, text])] == [str(error)] * 2
        return
    assert siggen.generate(text) == siggen.generate(text.encode()) == outcome
    assert list(siggen.generate_many([crash, text])) == [outcome, outcome]
    explanation = siggen.explain(crash)
    assert (explanation.signature, explanation.notes) == (outcome.signature, outcome.notes)
    (row,) = pa.table(siggen.generate_arrow(pa.array([text]), jobs=1)).to_pylist()
    assert row["signature"] == outcome.signature


@settings(SETTINGS, max_examples=500)
@given(mostly(CRASH_DATA))
def test_the_drop_in_never_raises(crash):
    result = SignatureGenerator().generate(crash)
    assert isinstance(result.signature, str)
    assert isinstance(result.to_dict()["debug_log"], list)
    if isinstance(crash, dict):
        made = siggen.generate(crash, shape="crash-data")
        assert (result.signature, result.notes) == (made.signature, made.notes)


@settings(SETTINGS, max_examples=500)
@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes(text):
    try:
        siggen.generate(text)
    except siggen.CrashError as error:
        (row,) = siggen.generate_many([text])
        assert row.error == str(error)


@settings(SETTINGS, max_examples=200)
@given(
    st.recursive(SCALARS | st.binary() | st.complex_numbers(), lambda inner: st.tuples(inner, inner) | st.sets(TEXT))
)
def test_any_object(thing):
    for crash in (thing, {"threads": thing}, {"threads": [{"frames": [thing]}]}, {"java_exception": thing}):
        try:
            siggen.generate(crash)
        except (TypeError, siggen.CrashError):
            pass


class Meddling:
    """A number that changes the dict that it is in, as another thread may do at any time."""

    def __init__(self, change):
        self.change = change

    def __index__(self):
        self.change()
        return 1

    def tolist(self):
        self.change()
        return 1


@pytest.mark.parametrize("change", ["grow", "shrink"])
def test_a_dict_that_changes_while_it_is_read(change):
    # Of this member all is read.
    exception = {"exception": {"values": [{"stacktrace": {"frames": []}}]}, "number": None, "more": 1, "most": 2}
    changes = {
        "grow": lambda: exception.update({str(number): number for number in range(200)}),
        "shrink": lambda: exception.pop("most"),
    }
    exception["number"] = Meddling(changes[change])
    try:
        siggen.generate({"threads": [], "java_exception": exception})
    except (RuntimeError, siggen.CrashError):
        # As Python's own iterators say; an outcome is as good.
        pass


def program():
    """The command line's program, where it has been built beside this."""
    named = os.environ.get("SIGGEN_PROGRAM")
    found = Path(named) if named else Path(__file__).parents[2] / "target" / "debug" / "siggen"
    return found if found.exists() else shutil.which("siggen")


@pytest.mark.skipif(not program(), reason="the program siggen is not built; SIGGEN_PROGRAM names it")
def test_the_command_line_says_the_same():
    crashes = []

    @settings(SETTINGS, max_examples=1000, database=None)
    @given(DOCUMENTS)
    def collect(crash):
        crashes.append(crash)

    collect()
    lines = "".join(json.dumps(crash) + "\n" for crash in crashes)
    done = subprocess.run(
        [str(program()), "signature", "--format", "ndjson"], input=lines, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1)
    # Not splitlines, which cuts at characters that JSON leaves as they are.
    theirs = [json.loads(line) for line in done.stdout.split("\n") if line]
    assert len(theirs) == len(crashes) > 500
    for crash, line, made in zip(crashes, theirs, siggen.generate_many(crashes)):
        parts = ("signature", "notes", "proto_signature", "normalized_frames", "input", "error")
        assert {part: line.get(part) for part in parts} == {part: made.to_dict().get(part) for part in parts}, crash
