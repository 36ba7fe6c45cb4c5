"""Long work: progress, Ctrl-C, other threads, memory of a batch that ends early."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import pytest

import siggen.analysis as analysis
from tests.analysis_crashes import crash_of, lists_of, ndjson

CALLS = {
    "diff": "analysis.diff(None, {{'prefix': 'a', 'irrelevant': '', 'sentinels': '', 'line-numbers': ''}}, {})",
    "coverage": "analysis.coverage({})",
}


@pytest.mark.parametrize("call", [lambda *a, **k: analysis.diff(None, lists_of(), *a, **k), analysis.coverage])
class TestProgress:
    def test_counts_all_crashes(self, call):
        crashes = [crash_of(str(number), "f") for number in range(1000)]
        for given in (crashes, iter(crashes), ndjson(crashes)):
            seen = []
            call(given, progress=seen.append)
            assert seen[-1] == 1000 and seen == sorted(seen)
        seen = []
        # Those that can't be read are done, too.
        call([crashes[0], "{", "{"], progress=seen.append)
        assert seen[-1] == 3

    def test_ends_where_it_raises(self, call):
        taken = 0

        def crashes():
            nonlocal taken
            while True:
                taken += 1
                yield crash_of(str(taken), "f")

        def stop(done):
            if done > 500:
                raise ZeroDivisionError("enough")

        with pytest.raises(ZeroDivisionError, match="enough"):
            call(crashes(), progress=stop, jobs=2)
        assert taken < 5000


def interrupted(code, wait=0.5):
    """What a process prints that is interrupted after it has printed `started`."""
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(code)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "started\n"
    time.sleep(wait)
    process.send_signal(signal.SIGINT)
    return process.communicate(timeout=60)[0]


@pytest.mark.skipif(os.name == "nt", reason="signals are those of POSIX")
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("source", ["iter(lambda: crash, None)", "(crash for _ in iter(int, 1))", "endless(crash)"])
def test_ctrl_c(call, source):
    code = f"""
        import json, pyarrow
        import siggen.analysis as analysis

        def endless(crash):
            batch = pyarrow.record_batch({{"crash": [json.dumps(crash)] * 20_000}})
            return pyarrow.RecordBatchReader.from_batches(batch.schema, iter(lambda: batch, None))

        crash = {crash_of("1", "f")!r}
        print("started", flush=True)
        try:
            {call.format(source)}
        except KeyboardInterrupt:
            print("interrupted", flush=True)
    """
    assert interrupted(code) == "interrupted\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_ctrl_c_while_a_pipe_is_silent(call, tmp_path):
    pipe = tmp_path / "crashes.ndjson"
    os.mkfifo(pipe)
    code = f"""
        import siggen.analysis as analysis
        print("started", flush=True)
        try:
            {call.format(repr(str(pipe)))}
        except KeyboardInterrupt:
            print("interrupted", flush=True)
    """
    assert interrupted(code) == "interrupted\n"


@pytest.mark.parametrize("call", [lambda crashes: analysis.diff(None, lists_of(), crashes), analysis.coverage])
def test_other_threads_go_on_meanwhile(call):
    """The work is done without the interpreter's lock."""
    ticks = 0
    done = threading.Event()

    def tick():
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    big = b'{"threads": [' + b'{"frames": []},' * 3_000_000 + b"{}]}"
    thread = threading.Thread(target=tick)
    thread.start()
    start, before = time.perf_counter(), ticks
    call(big)
    took, seen = time.perf_counter() - start, ticks - before
    done.set()
    thread.join()
    # It would be one or two if the lock were held.
    assert seen >= min(10, took * 1000 / 8)


def test_threads_end_with_the_work():
    before = threading.active_count()
    crashes = [crash_of(str(number), "f") for number in range(200)]
    for _ in range(10):
        analysis.diff(None, None, crashes)
        analysis.coverage(ndjson(crashes), without=False)
    assert threading.active_count() == before


def test_many_threads_at_once():
    """Each call has workers of its own."""
    lines = ndjson([crash_of(str(number), "paint", f"f{number % 5}") for number in range(500)])
    wanted = analysis.diff(lists_of(), lists_of(prefix="paint"), lines)
    made = []
    work = lambda: made.append(analysis.diff(lists_of(), lists_of(prefix="paint"), lines))  # noqa: E731
    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wanted.changed == 500 and made == [wanted] * 6
