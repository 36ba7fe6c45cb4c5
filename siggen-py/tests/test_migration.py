"""The programs of docs/python-migration.md that compare two packages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "python-migration.md"


def test_signatures_before_and_after(tmp_path):
    programs = re.findall(r'```python title="([^"]+)"\n(.*?)```', PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [name for name, _ in programs] == ["sign.py", "compare.py"]
    for name, text in programs:
        (tmp_path / name).write_text(text, encoding="utf-8")

    def run(*command, **options):
        command = [sys.executable, *command]
        return subprocess.run(command, cwd=tmp_path, check=True, stdout=subprocess.PIPE, text=True, **options).stdout

    functions = ["kite::fly", "<kite::Line as core::fmt::Debug>::fmt", "<kite::Line as core::fmt::Debug>::fmt"]
    crashes = [{"threads": [{"frames": [{"function": function}]}]} for function in functions]
    after = run("sign.py", input="".join(json.dumps(crash) + "\n" for crash in crashes))
    assert list(map(json.loads, after.splitlines())) == functions
    (tmp_path / "after.txt").write_text(after, encoding="utf-8")
    # What the older package says.
    (tmp_path / "before.txt").write_text('"kite::fly"\n"<T>::fmt"\n"<T>::fmt"\n', encoding="utf-8")
    assert run("compare.py", "before.txt", "after.txt") == (
        "2 of 3 differ\n     2  <T>::fmt\n     -> <kite::Line as core::fmt::Debug>::fmt\n"
    )
