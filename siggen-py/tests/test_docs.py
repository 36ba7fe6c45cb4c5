"""The examples of the documentation, run as they stand."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import siggen

ROOT = Path(__file__).parents[2]
PAGES = ["docs/python.md", "docs/python-migration.md", "siggen-py/README.md"]


@pytest.mark.parametrize("page", PAGES)
def test_examples(page, tmp_path, monkeypatch):
    # Where examples write files.
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```pycon\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)
    assert blocks
    # One test, since examples stand on those before them.
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, page, page, 0)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL)
    told = []
    runner.run(test, out=told.append)
    assert not runner.summarize(verbose=False).failed, "".join(told)


def test_example_of_the_package():
    assert doctest.testmod(siggen).attempted > 2
    assert not doctest.testmod(siggen).failed


def test_everything_public_is_documented():
    for name in siggen.__all__:
        # A text, and an alias of type checkers.
        if name in ("__version__", "Shape"):
            continue
        thing = getattr(siggen, name)
        assert thing.__doc__, name
        for attribute, value in vars(thing).items() if isinstance(thing, type) else ():
            if not attribute.startswith("_"):
                assert getattr(value, "__doc__", None), f"{name}.{attribute}"
