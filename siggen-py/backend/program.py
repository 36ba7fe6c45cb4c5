"""Builds the program `signify` and puts it where maturin takes a wheel's scripts from.

Usage: python program.py [--profile PROFILE] [--target TARGET] [--locked]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
from pathlib import Path

#: The package, a folder in the workspace or in a source distribution.
PACKAGE = Path(__file__).resolve().parent.parent

#: Where pyproject.toml says that scripts are.
SCRIPTS = PACKAGE / "data" / "scripts"


def build(*options: str) -> Path:
    """Builds it with these options for cargo; gives its place."""
    # With the features that the module asks for, so that what both stand on is built once.
    packages = ["--package", "siggen-py", "--package", "siggen-signify"]
    cargo = [os.environ.get("CARGO", "cargo"), "build", *packages, "--bin", "signify", *options]
    command = [*cargo, "--message-format", "json-render-diagnostics"]
    built = subprocess.run(command, cwd=PACKAGE, stdout=subprocess.PIPE, check=True, text=True, encoding="utf-8").stdout
    programs = [message.get("executable") for message in map(json.loads, built.splitlines())]
    program = Path(next(filter(None, programs)))
    # There is one program in a wheel, and not that of another system beside it.
    shutil.rmtree(SCRIPTS, ignore_errors=True)
    SCRIPTS.mkdir(parents=True)
    return Path(shutil.copy2(program, SCRIPTS / program.name))


def main() -> None:
    parser = argparse.ArgumentParser(description="Builds the program signify for the wheel.")
    parser.add_argument("--profile", default="release")
    parser.add_argument("--target")
    parser.add_argument("--locked", action="store_true")
    arguments = parser.parse_args()
    options = ["--profile", arguments.profile]
    if arguments.target:
        options += ["--target", arguments.target]
    if arguments.locked:
        options.append("--locked")
    print(build(*options))


if __name__ == "__main__":
    main()
