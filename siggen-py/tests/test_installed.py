"""The older package of this name, which owns files of the same names, and the distribution that stands in for it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import siggen

STAND_IN = Path(__file__).parents[1] / "stand-in" / "pyproject.toml"

#: How the older package begins.
THEIRS = """\
from importlib.metadata import version
__version__ = "2.2.20241029"
"""


@pytest.fixture
def package(tmp_path):
    """A copy of the package in a folder of its own."""
    folder = tmp_path / "siggen"
    shutil.copytree(str(Path(siggen.__file__).parent), folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def run(package, program):
    """What a program says that imports from there."""
    # A folder without __init__.py gives way to a whole package elsewhere.
    others = "not os.path.exists(os.path.join(path, 'siggen'))"
    paths = f"import os, sys; sys.path = [{str(package.parent)!r}, *(path for path in sys.path if {others})]\n"
    done = subprocess.run([sys.executable, "-c", paths + program], capture_output=True, text=True, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


def test_alone_it_says_nothing_and_asks_nobody(package):
    program = "import siggen; print(siggen.__file__, [name for name in sys.modules if 'metadata' in name])"
    assert run(package, program) == (0, f"{package / '__init__.py'} []\n", "")


def test_the_older_one_was_there_before(package):
    # Its files that ours don't replace are left.
    (package / "cmd_signature.py").touch()
    status, out, err = run(package, "import siggen; print(siggen.generate({}).signature)")
    assert (status, out) == (0, "EMPTY: no frame data available\n")
    assert "RuntimeWarning: the distribution siggen" in err and "pip uninstall -y siggen siggen-py" in err
    assert run(package, "import warnings; warnings.simplefilter('error'); import siggen")[0] == 1


@pytest.mark.parametrize("module", ["_siggen", "analysis"])
def test_the_older_one_came_later(package, module):
    (package / "__init__.py").write_text(THEIRS, encoding="utf-8")
    # Code of ours that doesn't run can't say anything.
    assert run(package, "import siggen")[0] == 0
    status, _, err = run(package, f"import siggen.{module}")
    assert status == 1 and "ImportError: the package siggen does not belong to siggen-py" in err


def test_the_older_one_was_uninstalled(package):
    for name in ("__init__", "generator", "rules", "utils", "siglists_utils", "cmd_signify"):
        (package / f"{name}.py").unlink()
    status, _, err = run(package, "import siggen._siggen")
    assert status == 1 and "ImportError: the package siggen does not belong to siggen-py" in err


def test_the_version_of_the_stand_in():
    text = STAND_IN.read_text(encoding="utf-8")
    version = tuple(map(int, re.search(r'^version = "([\d.]+)"$', text, re.MULTILINE).group(1).split(".")))
    assert (2, 2, 20241029) < (2, 999, 99991231) < version < (3,)
    assert re.search(r'^dependencies = \["siggen-py"\]$', text, re.MULTILINE)
