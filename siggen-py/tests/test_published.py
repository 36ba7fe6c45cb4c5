"""The tests that the other package of this name publishes, run against this one.

They are not part of this repository. To run them, unpack the package's source and set
``SIGGEN_PUBLISHED_TESTS`` to its folder ``siggen/tests``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PUBLISHED = os.environ.get("SIGGEN_PUBLISHED_TESTS")

#: The tests that fail, with the reason. A test without the name of a case stands for all of its cases.
EXPECTED_FAILURES: dict[str, str] = {
    "test_rules.py::TestCSignatureTool::test_c_config_tool_init": (
        "looks at fixup_space and fixup_comma, regexes that are inner workings; there are none here"
    ),
    "test_utils.py::test_collapse": (
        "collapse is gone from the reference: collapse_types and collapse_arguments took its place"
    ),
}

#: A package whose modules are ours.
PACKAGE = """\
import sys
from importlib import import_module

for name in ("generator", "rules", "siglists_utils", "utils"):
    module = import_module(f"siggen.{name}")
    sys.modules[f"{__name__}.{name}"] = module
    globals()[name] = module

if not hasattr(utils, "collapse"):
    # So that the other tests of its file are run.
    def collapse(*_, **__):
        raise NotImplementedError("collapse is gone")

    utils.collapse = collapse
"""

#: Writes down how each test ended.
CONFTEST = """\
import json

def pytest_runtest_logreport(report):
    if report.when == "call" or report.failed:
        with open("ended.ndjson", "a") as file:
            print(json.dumps([report.nodeid, report.outcome]), file=file)
"""


def is_expected_to_fail(test: str) -> bool:
    return test in EXPECTED_FAILURES or test.partition("[")[0] in EXPECTED_FAILURES


@pytest.mark.skipif(not PUBLISHED, reason="set SIGGEN_PUBLISHED_TESTS to the folder siggen/tests of the other package")
def test_published_tests(tmp_path):
    package = tmp_path / "siggen_published"
    shutil.copytree(str(PUBLISHED), package / "tests")
    (package / "__init__.py").write_text(PACKAGE, encoding="utf-8")
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider", "--rootdir", "."]
    run = subprocess.run([*command, str(package)], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")
    lines = Path(tmp_path / "ended.ndjson").read_text(encoding="utf-8").splitlines()
    ended = {test.partition("/tests/")[2]: outcome for test, outcome in map(json.loads, lines)}
    assert len(ended) > 200, run.stdout + run.stderr
    failed = {test for test, outcome in ended.items() if outcome == "failed"}
    assert failed == {test for test in ended if is_expected_to_fail(test)}, run.stdout
