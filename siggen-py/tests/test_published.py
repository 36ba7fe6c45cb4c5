"""The tests that the other package of this name publishes, run against this one.

They are not part of this repository. To run them, unpack the package's source and set
``SIGGEN_PUBLISHED_TESTS`` to its folder ``siggen/tests``.
"""

from __future__ import annotations

import os
import shutil

import pytest

from tests import published

PUBLISHED = os.environ.get("SIGGEN_PUBLISHED_TESTS")

#: The tests that fail, with the reason. There are none.
EXPECTED_FAILURES: dict[str, str] = {}

#: A package whose modules are ours.
PACKAGE = """\
import sys
from importlib import import_module

for name in ("generator", "rules", "siglists_utils", "utils"):
    module = import_module(f"siggen.{name}")
    sys.modules[f"{__name__}.{name}"] = module
    globals()[name] = module
"""


@pytest.mark.skipif(not PUBLISHED, reason="set SIGGEN_PUBLISHED_TESTS to the folder siggen/tests of the other package")
def test_published_tests(tmp_path):
    package = tmp_path / "siggen_published"
    shutil.copytree(str(PUBLISHED), package / "tests")
    (package / "__init__.py").write_text(PACKAGE, encoding="utf-8")
    ended, printed = published.run(package / "tests", tmp_path)
    assert len(ended) > 250, printed
    failed = {test for test, outcome in ended.items() if outcome != "passed"}
    assert failed == set(EXPECTED_FAILURES), printed
