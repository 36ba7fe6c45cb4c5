"""Times the siggen package of this environment; prints one JSON object of seconds.

Usage: python bench.py FOLDER ROUNDS, with FOLDER holding STRATUM.KIND.ndjson files and one.json.
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
    for path in sorted(folder.glob("*.ndjson")):
        name = path.name.removesuffix(".ndjson")
        convert = convert_to_crash_data if name.endswith(".processed") else lambda crash: crash
        texts = path.read_bytes().splitlines()
        decoded = [json.loads(text) for text in texts]

        def from_decoded():
            for crash in decoded:
                generator.generate(convert(crash))

        def from_bytes():
            for text in texts:
                json.dumps(generator.generate(convert(json.loads(text))).to_dict())

        seconds[f"{name}.decoded"] = best(rounds, from_decoded)
        seconds[f"{name}.bytes"] = best(rounds, from_bytes)
    signify = Path(sys.executable).with_name("signify")
    one = (folder / "one.json").read_bytes()
    seconds["signify"] = best(
        rounds * 3, lambda: subprocess.run([signify], input=one, stdout=subprocess.DEVNULL, check=True)
    )
    print(json.dumps(seconds))


main()
