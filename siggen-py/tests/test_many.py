"""Batches: iterables, NDJSON, files."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import select
import signal
import subprocess
import sys
import textwrap
import threading
import time

import pytest

import siggen


def crash_of(i):
    return {"threads": [{"frames": [{"function": f"function_{i}(int)"}]}]}


NUMBERS = range(1000)
WANTED = [f"function_{i}" for i in NUMBERS]
CRASHES = [crash_of(i) for i in NUMBERS]
NDJSON = b"".join(json.dumps(crash).encode() + b"\n" for crash in CRASHES)


def signatures(outcomes):
    return [outcome.signature for outcome in outcomes]


@pytest.mark.parametrize("jobs", [None, 1, 2, 5])
class TestOrder:
    def test_iterables(self, jobs):
        assert signatures(siggen.generate_many(CRASHES, jobs=jobs)) == WANTED
        assert signatures(siggen.generate_many(iter(CRASHES), jobs=jobs)) == WANTED
        assert signatures(siggen.generate_many((json.dumps(crash) for crash in CRASHES), jobs=jobs)) == WANTED

    def test_ndjson(self, jobs):
        for lines in (NDJSON, bytearray(NDJSON), NDJSON.decode(), gzip.compress(NDJSON)):
            assert signatures(siggen.generate_many(lines, jobs=jobs)) == WANTED

    def test_files(self, jobs, tmp_path):
        (tmp_path / "a.ndjson").write_bytes(NDJSON)
        (tmp_path / "b.ndjson.gz").write_bytes(gzip.compress(NDJSON))
        (tmp_path / "c.json").write_text(json.dumps(crash_of("c")))
        assert signatures(siggen.generate_many(tmp_path / "a.ndjson", jobs=jobs)) == WANTED
        assert signatures(siggen.generate_many(str(tmp_path / "b.ndjson.gz"), jobs=jobs)) == WANTED
        assert signatures(siggen.generate_many(tmp_path, jobs=jobs)) == [*WANTED, *WANTED, "function_c"]


def test_bad_records_cost_no_other():
    rows = list(siggen.generate_many([CRASHES[0], b"{", "[]", None, CRASHES[1], 3.5, "", CRASHES[2]]))
    assert [row.error is None for row in rows] == [True, False, False, False, True, False, False, True]
    assert rows[1].error == "byte 1: expected a key in double quotes, found the end of the input"
    assert rows[3].error == "a crash must be a dict, str or bytes, not NoneType"
    assert rows[1].to_dict() == {"error": rows[1].error}
    assert rows[-1].signature == "function_2"


def test_bad_lines_cost_no_other():
    lines = NDJSON.splitlines()
    rows = list(siggen.generate_many(b"\n".join([lines[0], b'{"a": ]', b"", b"\xff", lines[1]])))
    assert [row.signature for row in rows] == ["function_0", "", "", "function_1"]
    assert rows[1].error == "<bytes>:2: byte 6, in a: expected a value, found `]`"
    assert rows[2].error.startswith("<bytes>:4: byte 0")


def test_nothing_gives_nothing():
    assert list(siggen.generate_many([])) == []
    assert list(siggen.generate_many(iter(()))) == []


def test_bad_arguments(tmp_path):
    with pytest.raises(FileNotFoundError, match="no such file"):
        siggen.generate_many(tmp_path / "nowhere.ndjson")
    with pytest.raises(OSError, match="no crashes in this directory"):
        siggen.generate_many(tmp_path)
    with pytest.raises(TypeError, match="for one crash, use generate"):
        siggen.generate_many(CRASHES[0])
    with pytest.raises(TypeError):
        siggen.generate_many(3)
    with pytest.raises(ValueError, match="jobs"):
        siggen.generate_many([], jobs=0)


def test_an_iterable_that_raises_gives_what_came_before():
    def crashes():
        yield from CRASHES[:70]
        raise ZeroDivisionError("the source is gone")

    outcomes = siggen.generate_many(crashes())
    made = []
    with pytest.raises(ZeroDivisionError):
        for outcome in outcomes:
            made.append(outcome.signature)
    assert made == WANTED[:70]
    assert list(outcomes) == []


class TestShown:
    def test_repr(self):
        outcomes = siggen.generate_many([CRASHES[0], "{", *CRASHES[1:]])
        assert repr(outcomes) == "<Outcomes: 0 crashes so far, 0 failed>"
        next(outcomes), next(outcomes)
        assert repr(outcomes) == "<Outcomes: 2 crashes so far, 1 failed>"
        list(outcomes)
        assert repr(outcomes) == "<Outcomes: 1001 crashes, 1 failed>"

    def test_html_takes_nothing_out(self):
        outcomes = siggen.generate_many(CRASHES)
        assert "0 crashes so far" in outcomes._repr_html_() and "to_pandas()" in outcomes._repr_html_()
        assert signatures(outcomes) == WANTED


class TestColumns:
    """Outcomes as columns: those that nobody has taken yet."""

    def test_arrow(self):
        pyarrow = pytest.importorskip("pyarrow")
        crashes = ['{"hang": "ui"}', "{", *map(json.dumps, CRASHES)] * 10
        outcomes = siggen.generate_many(crashes)
        assert next(outcomes).signature.startswith("hang: ui")
        made = outcomes.to_arrow()
        assert (len(made), made.failed) == (len(crashes) - 1, 10)
        assert pyarrow.table(made) == pyarrow.table(siggen.generate_arrow(pyarrow.array(crashes[1:])))
        assert len(outcomes.to_arrow()) == 0 and list(outcomes) == []

    def test_pandas(self):
        pandas = pytest.importorskip("pandas")
        frame = siggen.generate_many(NDJSON).to_pandas()
        assert isinstance(frame, pandas.DataFrame)
        assert list(frame) == ["signature", "proto_signature", "notes", "error"]
        assert frame["signature"].tolist() == WANTED

    def test_nothing_is_lost_without_pandas(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "pandas", None)
        outcomes = siggen.generate_many(CRASHES)
        with pytest.raises(ImportError, match="to_pandas needs pandas"):
            outcomes.to_pandas()
        assert signatures(outcomes) == WANTED

    def test_an_iterable_that_raises(self):
        def crashes():
            yield CRASHES[0]
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            siggen.generate_many(crashes()).to_arrow()


def test_is_lazy():
    """An endless source: outcomes come while it goes on, and it is not read far ahead."""
    taken = 0

    def crashes():
        nonlocal taken
        while True:
            taken += 1
            yield CRASHES[taken % len(CRASHES)]

    outcomes = siggen.generate_many(crashes(), jobs=2)
    assert next(outcomes).signature == "function_1"
    assert taken < 1000


def test_a_batch_that_nobody_finishes_ends():
    before = threading.active_count()
    for _ in range(20):
        next(siggen.generate_many(NDJSON * 20))
        next(siggen.generate_many(iter(CRASHES)))
    assert threading.active_count() == before


def test_other_threads_go_on_meanwhile():
    """The work is done without the interpreter's lock."""
    ticks = 0
    done = threading.Event()

    def tick():
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    big = b'{"threads": [' + b'{"frames": []},' * 2_000_000 + b"{}]}"
    start = time.perf_counter()
    siggen.generate(big)
    took = time.perf_counter() - start
    seen = ticks
    done.set()
    thread.join()
    # It would be one or two if the lock were held.
    assert seen >= min(10, took * 1000 / 4)


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
@pytest.mark.parametrize("source", ["iter(lambda: crash, None)", "(crash for _ in iter(int, 1))"])
def test_ctrl_c(source):
    code = f"""
        import siggen
        crash = {crash_of(0)!r}
        print("started", flush=True)
        try:
            for outcome in siggen.generate_many({source}):
                pass
        except KeyboardInterrupt:
            print("interrupted", flush=True)
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "started\n"
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=20)[0] == "interrupted\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_ctrl_c_while_a_pipe_is_silent(tmp_path):
    pipe = tmp_path / "crashes.ndjson"
    os.mkfifo(pipe)
    code = f"""
        import siggen
        outcomes = siggen.generate_many({str(pipe)!r})
        print("started", flush=True)
        try:
            next(outcomes)
        except KeyboardInterrupt:
            print("interrupted", flush=True)
    """
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "started\n"
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=20)[0] == "interrupted\n"


def first(crash):
    return siggen.generate(crash).signature


def many(crashes):
    return signatures(siggen.generate_many(crashes))


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_processes(method):
    """Also those that are forked off while threads of ours are at work."""
    under_way = siggen.generate_many(NDJSON * 10)
    next(under_way)
    with multiprocessing.get_context(method).Pool(2) as pool:
        assert pool.map(first, CRASHES[:50]) == WANTED[:50]
        assert pool.map(many, [CRASHES[:200]] * 4, chunksize=1) == [WANTED[:200]] * 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks here")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("crashes", [CRASHES * 20, NDJSON * 20], ids=["iterable", "text"])
def test_a_fork_does_not_go_on_with_half_done_outcomes(crashes):
    """Its threads stayed in the other process, which goes on."""
    half_done = siggen.generate_many(crashes)
    done = siggen.generate_many(CRASHES[:1])
    assert len(list(done)) == 1
    next(half_done)
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        said = "nothing"
        try:
            next(half_done)
        except RuntimeError as error:
            said = str(error)
        del half_done
        said += f"; {len(list(done))} more of those that are done; {first(CRASHES[0])}"
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        ready, _, _ = select.select([pipe], [], [], 30)
        said = pipe.read() if ready else "it hangs"
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert "belong to the process that this one was forked from" in said
    assert said.endswith(f"; 0 more of those that are done; {WANTED[0]}")
    assert len(list(half_done)) == 20 * len(CRASHES) - 1


def test_larger_crashes_than_allowed_fail_in_their_place():
    long = b'{"threads": [{"frames": [{"function": "' + b"f" * 100 + b'"}]}]}'
    lines = b'{"hang": "ui"}\n' + long + b'\n{"hang": "ui"}\n'
    of = lambda **limit: [outcome.error for outcome in siggen.generate_many(lines, **limit)]  # noqa: E731
    error = "<bytes>:2: the line is larger than 100 bytes, the max-record limit"
    assert of(max_record=100) == [None, error, None]
    assert of() == of(max_record=0) == of(max_record=None) == [None, None, None]
    assert of(max_record=1 << 80) == [None, None, None]
    assert [outcome.error for outcome in siggen.Generator().generate_many(lines, max_record=100)][1] == error
    for wrong in -1, -(1 << 80):
        with pytest.raises(ValueError, match=rf"^max_record must be 0 \(no limit\) or more bytes, not {wrong}$"):
            of(max_record=wrong)
    for wrong, name in ("1", "str"), (1.5, "float"):
        with pytest.raises(TypeError, match=f"^max_record must be an int or None, not {name}$"):
            of(max_record=wrong)
