"""What the package says where something that it needs for a part of itself is missing."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("missing", ["pandas", "pyarrow", "pyspark"])
def test_spark_names_what_is_missing(missing):
    # A module that is None is one that can't be found. The others need not be there either.
    program = f"""
import sys, types
for name in ("pandas", "pyarrow", "pyspark"):
    sys.modules.setdefault(name, types.ModuleType(name))
sys.modules[{missing!r}] = None
import siggen
try:
    import siggen.spark
except ModuleNotFoundError as error:
    print(error.name, error)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8")
    assert run.stdout.startswith(f"{missing} siggen.spark needs {missing}, which is not installed: "), run.stderr
    assert "extra `spark`" in run.stdout
