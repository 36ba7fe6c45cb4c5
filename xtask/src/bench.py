"""Times the siggen package of this environment, whichever it is; prints one JSON object of seconds.

Usage: python bench.py FOLDER ROUNDS, with FOLDER holding STRATUM.KIND.ndjson files and one.json.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from siggen.generator import SignatureGenerator
from siggen.utils import convert_to_crash_data

#: A program that imports the package and makes one signature.
FIRST = """\
from siggen.generator import SignatureGenerator
SignatureGenerator().generate({"threads": [{"frames": [{"function": "draw(int)"}]}]})
"""


def best(rounds, work):
    """The fastest of several rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def process(*command, **options):
    subprocess.run([str(word) for word in command], stdout=subprocess.DEVNULL, check=True, **options)


def stratum(path, rounds, generator):
    convert = convert_to_crash_data if path.name.endswith(".processed.ndjson") else lambda crash: crash
    texts = path.read_bytes().splitlines()
    decoded = [json.loads(text) for text in texts]

    def from_decoded():
        for crash in decoded:
            generator.generate(convert(crash))

    # A generator that remembers names has met none before each round.
    new = iter([SignatureGenerator() for _ in range(rounds)])

    def from_decoded_first():
        generator = next(new)
        for crash in decoded:
            generator.generate(convert(crash))

    def from_bytes():
        for text in texts:
            generator.generate(convert(json.loads(text)))

    def to_output():
        for text in texts:
            json.dumps(generator.generate(convert(json.loads(text))).to_dict())

    ways = {"decoded": from_decoded, "new-names": from_decoded_first, "loads": from_bytes, "bytes": to_output}
    return {f"{path.stem}.{way}": best(rounds, work) for way, work in ways.items()}


def main():
    folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
    seconds = {"construct": best(rounds, SignatureGenerator)}
    generator = SignatureGenerator()
    for path in sorted(folder.glob("*.ndjson")):
        seconds.update(stratum(path, rounds, generator))
    signify = Path(sys.executable).with_name("signify")
    one = (folder / "one.json").read_bytes()
    seconds["signify"] = best(rounds * 3, lambda: process(signify, input=one))
    seconds["first"] = best(rounds * 3, lambda: process(sys.executable, "-c", FIRST))
    seconds["pass"] = best(rounds * 3, lambda: process(sys.executable, "-c", "pass"))
    print(json.dumps(seconds))


main()
