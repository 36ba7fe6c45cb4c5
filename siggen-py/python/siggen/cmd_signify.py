"""The program ``signify`` as a function: a crash on standard input, its signature on standard output.

The program itself is native code and comes with the package. It needs no Python to start.
"""

from __future__ import annotations

import sys

from ._siggen import signify

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the program and returns its exit status."""
    try:
        status, printed, message = signify(sys.argv[1:] if argv is None else argv, _read)
    except OSError as error:
        status, printed, message = 1, "", f"signify: cannot read: {error}"
    if message is not None:
        print(message, file=sys.stderr)
    try:
        print(printed, end="", flush=True)
    except BrokenPipeError:
        # Nobody reads on, and Python is not to say so when it closes the stream.
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _read() -> bytes:
    # What stands in for standard input in a test may have no bytes.
    binary = getattr(sys.stdin, "buffer", None)
    crash: bytes = binary.read() if binary is not None else sys.stdin.read().encode("utf-8")
    return crash


if __name__ == "__main__":
    sys.exit(main())
