"""Times the siggen package of this environment; prints one JSON object of seconds.

Usage: python bench.py FOLDER ROUNDS, with FOLDER holding KIND.ndjson files.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from siggen.generator import SignatureGenerator
from siggen.utils import convert_to_crash_data


def best(rounds, work):
    """The fastest of several rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main():
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    generator = SignatureGenerator()
    seconds = {"construct": best(rounds, SignatureGenerator)}
    for kind, convert in [("crash_data", lambda crash: crash), ("processed", convert_to_crash_data)]:
        texts = (folder / f"{kind}.ndjson").read_bytes().splitlines()
        decoded = [json.loads(text) for text in texts]

        def from_decoded():
            for crash in decoded:
                generator.generate(convert(crash))

        def from_bytes():
            for text in texts:
                json.dumps(generator.generate(convert(json.loads(text))).to_dict())

        seconds[f"{kind}.decoded"] = best(rounds, from_decoded)
        seconds[f"{kind}.bytes"] = best(rounds, from_bytes)
    signify = Path(sys.executable).with_name("signify")
    one = (folder / "one.json").read_bytes()
    seconds["signify"] = best(
        rounds * 3, lambda: subprocess.run([signify], input=one, stdout=subprocess.DEVNULL, check=True)
    )
    print(json.dumps(seconds))


main()
