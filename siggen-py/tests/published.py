"""Runs tests that others publish, in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

#: Writes down how each test ended.
CONFTEST = """\
import json

def pytest_runtest_logreport(report):
    if report.when == "call" or report.failed:
        with open({ended!r}, "a") as file:
            print(json.dumps([report.nodeid, report.outcome]), file=file)
"""


def run(tests: Path, folder: Path, file: str = "") -> tuple[dict[str, str], str]:
    """How each test in ``tests``, which is below ``folder``, ends; and what is printed. Tests go by the path from there.

    ``file`` is the one file of it to run.
    """
    ended = folder / "ended.ndjson"
    ended.unlink(missing_ok=True)
    (folder / "conftest.py").write_text(CONFTEST.format(ended=str(ended)), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--tb=short",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        ".",
        str(tests / file),
    ]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    printed = run.stdout + run.stderr
    # A file that can't be imported has no test that ends.
    assert ended.exists() and "error" not in printed.splitlines()[-1], printed
    lines = ended.read_text(encoding="utf-8").splitlines()
    prefix = tests.relative_to(folder).as_posix() + "/"
    return {test[len(prefix) :]: outcome for test, outcome in map(json.loads, lines)}, printed
