"""docs/socorro.md, made true: the modules that it shows as Socorro would use them, and Socorro's own tests.

Socorro is not part of this repository. To run its tests, set ``SIGGEN_SOCORRO`` to a checkout.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests import published

ROOT = Path(__file__).parents[2]
SOCORRO = os.environ.get("SIGGEN_SOCORRO")
MODULES = ["generator", "rules", "siglists_utils", "utils"]

#: What Socorro's processor and webapp do, with what it asks of its environment left out.
PROGRAM = """\
import sys
from unittest import mock

import siggen
from socorro.signature import SIGLISTS
from socorro.signature.generator import SignatureGenerator
from socorro.signature.utils import convert_to_crash_data, strip_leading_zeros
import socorro.signature.rules as rules
from socorro.signature import siglists_utils

assert sys.modules["socorro.signature.rules"] is sys.modules["siggen.rules"] is rules
assert strip_leading_zeros("0x0012") == "0x12"
assert siglists_utils.get_signature_list_content("prefix_signature_re", source=SIGLISTS)[-1] == "Kite::fly"

processed_crash = {
    "json_dump": {
        "crash_info": {"crashing_thread": 0},
        "system_info": {"os": "Linux"},
        "threads": [{"frames": [{"function": "Kite::fly(int)"}, {"function": "main"}]}],
    },
}
errors = []


def error_handler(crash_data, exc_info, extra):
    # The fingerprint of docs/socorro.md.
    errors.append(["signature", extra["rule"], str(exc_info[1])])
    assert issubclass(exc_info[0], Exception) and exc_info[2] is not None


generator = SignatureGenerator(error_handler=error_handler, signature_list_dir=SIGLISTS)
result = generator.generate(convert_to_crash_data(processed_crash))
# The line that was added to the list makes it a prefix.
assert result.signature == "Kite::fly | main", result
assert result.extra["proto_signature"] == "Kite::fly | main"
assert result.notes == [] and errors == []
assert f"using signature lists from {SIGLISTS}" in "\\n".join(result.debug_log)
assert sorted(result.to_dict()) == ["debug_log", "extra", "notes", "signature"]

processed_crash["json_dump"]["threads"] = [{"frames": 5}]
assert generator.generate(convert_to_crash_data(processed_crash)).notes
assert [error[:2] for error in errors] == [["signature", "SignatureGenerationRule"]], errors

with mock.patch("socorro.signature.rules.SigTruncate.action", side_effect=ValueError("no")):
    errors.clear()
    SignatureGenerator(error_handler=error_handler).generate({"threads": [{"frames": [{"function": "f" * 300}]}]})
    assert errors == [["signature", "SigTruncate", "no"]], errors
"""


def blocks(language: str) -> list[tuple[str, str]]:
    """The page's blocks of a language that belong to a file, with its path."""
    page = (ROOT / "docs" / "socorro.md").read_text(encoding="utf-8")
    return re.findall(rf'```{language} title="([^"]+)"\n(.*?)```', page, flags=re.DOTALL)


def write_modules(folder: Path) -> None:
    """Writes the modules of the page below a folder."""
    modules = blocks("python")
    names = [*(f"socorro/signature/{name}.py" for name in MODULES), "socorro/signature/__init__.py"]
    assert sorted(path for path, _ in modules) == sorted(names)
    for path, text in modules:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def test_as_socorro_uses_them(tmp_path):
    write_modules(tmp_path)
    shutil.copytree(ROOT / "siglists", tmp_path / "socorro/signature/siglists", ignore=shutil.ignore_patterns("src"))
    with open(tmp_path / "socorro/signature/siglists/prefix_signature_re.txt", "a", encoding="utf-8") as file:
        file.write("\nKite::fly\n")
    (tmp_path / "socorro/__init__.py").touch()
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{PROGRAM}"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of Socorro with the changes of the page."""
    if not SOCORRO:
        pytest.skip("set SIGGEN_SOCORRO to a checkout of Socorro")
    folder = tmp_path_factory.mktemp("socorro")
    for part in ("bin", "socorro", "webapp/crashstats"):
        shutil.copytree(Path(SOCORRO) / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "static"))
    write_modules(folder)
    for path, diff in blocks("diff"):
        text, lines = (folder / path).read_text(encoding="utf-8"), diff.splitlines(keepends=True)
        before, after = ("".join(line[1:] for line in lines if line[0] != sign) for sign in "+-")
        assert text.count(before) == 1, f"{path}: {before}"
        (folder / path).write_text(text.replace(before, after), encoding="utf-8")
    return folder


@pytest.fixture
def settings(monkeypatch):
    """What Socorro asks for before anything of it can be imported, as it sets it for its own tests."""
    for name in ("local_dev.env", "test.env"):
        text = (Path(str(SOCORRO)) / "docker/config" / name).read_text(encoding="utf-8")
        for variable, value in re.findall(r"^(\w+)=(.*)$", text, flags=re.MULTILINE):
            monkeypatch.setenv(variable, value)


def test_socorros_tests_of_signatures(checkout, settings):
    if not find_spec("everett"):
        pytest.skip("Socorro's settings need everett")
    ended, printed = published.run(checkout / "socorro/signature/tests", checkout)
    assert len(ended) > 280, printed
    assert not [test for test, outcome in ended.items() if outcome != "passed"], printed


def test_socorros_tests_of_its_processor(checkout, settings):
    missing = [name for name in ("sentry_sdk", "elasticsearch", "markus", "requests_mock") if not find_spec(name)]
    if missing:
        pytest.skip(f"Socorro's processor needs {', '.join(missing)}")
    ended, printed = published.run(checkout / "socorro/tests/processor/rules", checkout, "test_mozilla.py")
    assert len(ended) > 220, printed
    assert not [test for test, outcome in ended.items() if outcome != "passed"], printed
