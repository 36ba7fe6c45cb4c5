"""The program ``signify``: a crash on standard input, its signature on standard output."""

from __future__ import annotations

import json
import sys

from ._errors import CrashError, SiglistError
from ._siggen import Generator, __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from ._siggen import Explanation, Outcome, Shape


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the program; gives its exit status."""
    options = _options(argv)
    try:
        generator = Generator(siglists=options.signature_list_dir or None)
    except (SiglistError, OSError) as error:
        return _fail(str(error), 2)
    try:
        crash = _read()
    except OSError as error:
        return _fail(f"cannot read: {error}", 1)
    if not crash.strip():
        return _fail("empty input: a crash report is a JSON object", 1)
    try:
        lines = _signify(generator, crash, options.verbose)
    except CrashError as error:
        return _fail(str(error), 1)
    try:
        print("\n".join(lines), flush=True)
    except BrokenPipeError:
        # Nobody reads on, and Python is not to say so when it closes the stream.
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _signify(generator: Generator, crash: bytes, verbose: bool) -> list[str]:
    """What is printed."""
    lines = []
    shape: Shape = "processed" if _holds_dump(crash) else "crash-data"
    outcome: Outcome | Explanation
    if verbose:
        explanation = generator.explain(crash, shape=shape)
        if shape == "processed":
            lines.append("Crash data is a processed crash. Converting ...")
        lines += explanation.debug_log
        outcome = explanation
    else:
        outcome = generator.generate(crash, shape=shape)
    result = {
        "signature": outcome.signature,
        "proto_signature": outcome.proto_signature or "",
        "notes": outcome.notes,
    }
    return [*lines, json.dumps(result, indent=2)]


def _options(argv: Sequence[str] | None) -> Namespace:
    import argparse

    parser = argparse.ArgumentParser(
        prog="signify",
        description="Prints the signature of a crash: crash data or a processed crash, as JSON on standard input.",
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="print the debug log first")
    parser.add_argument("--signature-list-dir", metavar="DIR", help="use the signature lists in this folder")
    parser.add_argument("--version", action="version", version=f"signify (siggen) {__version__}")
    return parser.parse_args(argv)


def _read() -> bytes:
    # What stands in for standard input in a test may have no bytes.
    binary = getattr(sys.stdin, "buffer", None)
    crash: bytes = binary.read() if binary is not None else sys.stdin.read().encode("utf-8")
    return crash


def _holds_dump(crash: bytes) -> bool:
    """Whether a document is an object with ``json_dump``: that makes it a processed crash."""
    # Most documents don't hold the name at all; it may be written with escapes.
    if b"json_dump" not in crash and b"\\u" not in crash:
        return False
    try:
        document = json.loads(crash)
    except (ValueError, RecursionError):
        # Reading it says what is wrong.
        return False
    return isinstance(document, dict) and "json_dump" in document


def _fail(message: str, status: int) -> int:
    print(f"signify: {message}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
