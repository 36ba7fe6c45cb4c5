"""Times what this project's package has and the older one has not; prints one JSON object of seconds.

Usage: python bench_new.py FOLDER ROUNDS, with FOLDER holding STRATUM.KIND.ndjson files.
"""

import collections
import json
import sys
import time
from pathlib import Path

import pyarrow

import siggen


def best(rounds, work):
    """The fastest of several rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def one_by_one(path, rounds):
    texts = path.read_bytes().splitlines()
    decoded = [json.loads(text) for text in texts]

    def from_dict():
        for crash in decoded:
            siggen.generate(crash)

    def from_bytes():
        for text in texts:
            siggen.generate(text)

    ways = {"new-dict": from_dict, "new-bytes": from_bytes}
    return {f"{path.stem}.{way}": best(rounds, work) for way, work in ways.items()}


def batches(kind, paths, rounds):
    """All strata of a kind as one batch, in seconds a record."""
    texts = [text for path in paths for text in path.read_bytes().splitlines()]
    ndjson = b"\n".join(texts)
    column = pyarrow.array([text.decode() for text in texts], pyarrow.large_string())

    def many(jobs):
        # Takes every outcome and keeps none.
        collections.deque(siggen.generate_many(ndjson, jobs=jobs), maxlen=0)

    ways = {
        "many-1": lambda: many(1),
        "many": lambda: many(None),
        "arrow-1": lambda: siggen.generate_arrow(column, jobs=1),
        "arrow": lambda: siggen.generate_arrow(column),
    }
    return {f"{kind}.{way}": best(rounds, work) / len(texts) for way, work in ways.items()}


def main():
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    seconds = {}
    for kind in ("crash_data", "processed"):
        paths = sorted(folder.glob(f"*.{kind}.ndjson"))
        for path in paths:
            seconds.update(one_by_one(path, rounds))
        # A batch is over in milliseconds, so that one round more or less costs nothing.
        seconds.update(batches(kind, paths, 3 * rounds))
    print(json.dumps(seconds))


main()
