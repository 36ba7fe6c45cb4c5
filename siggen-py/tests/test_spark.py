"""siggen.spark in a real session, with two workers on this machine."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import siggen

pytest.importorskip("pyspark", reason="needs pyspark: pip install 'siggen-py[spark]'")
pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'siggen-py[spark]'")
pytest.importorskip("pandas", reason="needs pandas: pip install 'siggen-py[spark]'")
if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
    pytest.skip("needs Java, which Spark runs on", allow_module_level=True)

from pyspark.sql import DataFrame, Row, SparkSession, functions  # noqa: E402
from pyspark.sql.types import StringType, StructField, StructType  # noqa: E402

import siggen.spark  # noqa: E402

ROOT = Path(__file__).parents[2]
TESTDATA = ROOT / "testdata"
DOCUMENTS: dict[str, Any] = json.loads((TESTDATA / "crashes" / "expected.json").read_text())
CUSTOM = json.loads((TESTDATA / "siglists" / "custom.json").read_text())["cases"]
BROKEN = sorted(json.loads((TESTDATA / "broken" / "expected.json").read_text()))

NULL = "null: a crash report is a JSON object"


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """A session with two workers, which run the Python that runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYSPARK_DRIVER_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        session = (
            SparkSession.builder.master("local[2]")
            .appName("siggen")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.driver.host", "localhost")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.log.level", "OFF")
            .getOrCreate()
        )
        yield session
        session.stop()


def documents(spark: SparkSession, kind: str) -> DataFrame:
    """The shared documents and a null, in three partitions."""
    rows: list[tuple[str, Any]] = [
        (name, (TESTDATA / "crashes" / name).read_text(encoding="utf-8")) for name in DOCUMENTS
    ]
    rows.append(("null", None))
    df = spark.createDataFrame(rows, "name string, crash string")
    return df.withColumn("crash", functions.col("crash").cast(kind)).repartition(3)


def by_name(df: DataFrame) -> dict[str, Row]:
    """The outcomes by the rows' names."""
    return {row["name"]: row["outcome"] for row in df.collect()}


def check(outcome: Row, expected: dict[str, Any]) -> None:
    """Hold an outcome to what the shared corpus says."""
    assert outcome["error"] is None
    assert outcome["signature"] == expected["signature"]
    assert outcome["proto_signature"] == expected["proto_signature"]
    assert len(outcome["notes"]) == len(expected["notes"])
    for note, wanted in zip(outcome["notes"], expected["notes"]):
        if wanted.endswith("…"):
            assert note.startswith(wanted[:-1])
        else:
            assert note == wanted


def check_documents(outcomes: dict[str, Row]) -> None:
    """The shared documents have the expected outcomes, which are those of `generate`, and null has an error."""
    assert outcomes.pop("null") == Row(signature=None, proto_signature=None, notes=None, error=NULL)
    assert outcomes.keys() == DOCUMENTS.keys()
    for name, outcome in outcomes.items():
        check(outcome, DOCUMENTS[name]["expected"])
        alone = siggen.generate((TESTDATA / "crashes" / name).read_bytes())
        assert outcome == Row(
            signature=alone.signature, proto_signature=alone.proto_signature, notes=alone.notes, error=None
        )


@pytest.mark.parametrize("kind", ["string", "binary"])
def test_crashes_as_json(spark: SparkSession, kind: str) -> None:
    df = documents(spark, kind)
    signed = siggen.spark.with_signatures(df, "crash")
    assert signed.columns == ["name", "crash", "outcome"]
    assert signed.schema["outcome"].dataType == siggen.spark.OUTCOME
    rows = signed.collect()
    assert {row["name"]: row["crash"] for row in rows} == {row["name"]: row["crash"] for row in df.collect()}
    check_documents({row["name"]: row["outcome"] for row in rows})


def test_mapper(spark: SparkSession) -> None:
    df = documents(spark, "string")
    mapper = siggen.spark.Mapper("crash", keep=["name"])
    mapped = df.mapInArrow(mapper, mapper.schema(df.schema))
    assert mapped.columns == ["name", "outcome"]
    check_documents(by_name(mapped))


def test_mapper_keeps_all_columns_and_replaces_its_own(spark: SparkSession) -> None:
    df = spark.createDataFrame([(1, '{"hang": "ui"}', "old")], "id long, crash string, made string")
    mapper = siggen.spark.Mapper(into="made")
    mapped = df.mapInArrow(mapper, mapper.schema(df.schema))
    assert mapped.columns == ["id", "crash", "made"]
    (row,) = mapped.collect()
    assert row["made"]["signature"] == siggen.generate({"hang": "ui"}).signature


@pytest.mark.parametrize("name", ["crash-data-ipc-linux.json", "oom-windows.json"])
def test_nested_crashes(spark: SparkSession, name: str) -> None:
    path = str(TESTDATA / "crashes" / name)
    read = spark.read.json(path, multiLine=True).select(functions.struct("*").alias("crash"))
    rows = read.withColumn("name", functions.lit(name))
    null = read.select(functions.lit(None).cast(read.schema["crash"].dataType).alias("crash"))
    df = rows.unionByName(null.withColumn("name", functions.lit("null")))
    outcomes = by_name(siggen.spark.with_signatures(df))
    assert outcomes["null"]["error"] == NULL
    check(outcomes[name], DOCUMENTS[name]["expected"])


def test_a_nested_crash_with_a_column_of_text_is_no_table(spark: SparkSession) -> None:
    df = spark.createDataFrame([(("ui",),)], "crash struct<hang: string>")
    (row,) = siggen.spark.with_signatures(df).collect()
    assert row["outcome"]["signature"] == siggen.generate({"hang": "ui"}).signature


def test_bad_records_have_errors_in_their_rows(spark: SparkSession) -> None:
    texts = {name: (TESTDATA / "broken" / name).read_bytes() for name in BROKEN}
    texts["good"] = b'{"hang": "ui"}'
    df = spark.createDataFrame(list(texts.items()), "name string, crash binary").repartition(3)
    outcomes = by_name(siggen.spark.with_signatures(df))
    assert outcomes.pop("good")["error"] is None
    assert sorted(outcomes) == BROKEN
    for name, outcome in outcomes.items():
        with pytest.raises(siggen.CrashError) as raised:
            siggen.generate(texts[name])
        assert outcome == Row(signature=None, proto_signature=None, notes=None, error=str(raised.value))


def test_own_lists_travel_to_the_workers(spark: SparkSession) -> None:
    generator = siggen.Generator(siglists=TESTDATA / "siglists" / "custom")
    rows = [(case["name"], json.dumps(case["crash"])) for case in CUSTOM]
    df = spark.createDataFrame(rows, "name string, crash string").repartition(3)
    outcomes = by_name(siggen.spark.with_signatures(df, generator=generator))
    mapper = siggen.spark.Mapper(keep=["name"], generator=generator)
    assert by_name(df.mapInArrow(mapper, mapper.schema(df.schema))) == outcomes
    for case in CUSTOM:
        check(outcomes[case["name"]], case["expected"])


def test_columns_are_computed_once(spark: SparkSession, capfd: pytest.CaptureFixture[str]) -> None:
    df = documents(spark, "string")
    both = df.select("name", siggen.spark.signature("crash"), siggen.spark.outcome(functions.col("crash")))
    assert both.columns == ["name", "signature", "outcome"]
    both.explain()
    assert len(re.findall(r"\[siggen_outcome\w*\([^)]*\)[^,]*\]", capfd.readouterr().out)) == 1
    rows = both.collect()
    assert [row["signature"] for row in rows] == [row["outcome"]["signature"] for row in rows]
    # Who doesn't look at the outcome doesn't pay for it.
    siggen.spark.with_signatures(df).select("name").explain()
    assert "siggen_outcome" not in capfd.readouterr().out


def test_a_forced_shape(spark: SparkSession) -> None:
    text = '{"hang": "ui"}'
    df = spark.createDataFrame([(text,)], "crash string")
    signatures = set()
    for shape in ("crash-data", "raw"):
        alone = siggen.generate(text, shape=shape)
        (row,) = df.select(siggen.spark.outcome("crash", shape=shape)).collect()
        assert (row["outcome"]["signature"], row["outcome"]["notes"]) == (alone.signature, alone.notes)
        signatures.add(alone.signature)
    assert len(signatures) == 2


def test_before_arrow_functions(spark: SparkSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done in versions of Spark in which columns reach Python as pandas only."""
    monkeypatch.setattr(siggen.spark, "_arrow_udf", None)
    check_documents(by_name(siggen.spark.with_signatures(documents(spark, "string"))))
    nulls = spark.createDataFrame([(None,)], "crash binary")
    (row,) = nulls.select(siggen.spark.outcome("crash")).collect()
    assert row["outcome"]["error"] == NULL
    nested = spark.createDataFrame([(("ui",),), (None,)], "crash struct<hang: string>")
    first, second = siggen.spark.with_signatures(nested).collect()
    assert first["outcome"]["signature"] == siggen.generate({"hang": "ui"}).signature
    assert second["outcome"]["error"] == NULL


def test_mistakes_show_before_the_job(spark: SparkSession) -> None:
    df = spark.createDataFrame([(1, "{}")], "id long, crash string")
    with pytest.raises(TypeError, match="'id' has bigint"):
        siggen.spark.with_signatures(df, "id")
    with pytest.raises(TypeError, match="'id' has bigint"):
        siggen.spark.Mapper("id").schema(df.schema)
    with pytest.raises(KeyError):
        siggen.spark.Mapper(keep=["uuid"]).schema(df.schema)
    with pytest.raises(TypeError, match=r"keep=\['id'\]"):
        siggen.spark.Mapper(keep="id")
    with pytest.raises(ValueError, match="shape"):
        siggen.spark.outcome("crash", shape="round")
    with pytest.raises(TypeError, match="not dict"):
        siggen.spark.outcome("crash", generator={})  # type: ignore[arg-type]


def test_schema_of_the_mapper() -> None:
    schema = StructType([StructField("uuid", StringType(), False), StructField("crash", StringType())])
    assert siggen.spark.Mapper().schema(schema) == StructType(
        [*schema.fields, StructField("outcome", siggen.spark.OUTCOME)]
    )
    assert siggen.spark.Mapper(keep=[]).schema(schema).names == ["outcome"]


def test_siggen_alone_needs_no_spark() -> None:
    code = "import siggen, sys; sys.exit(any(name in sys.modules for name in ('pyspark', 'pyarrow', 'pandas')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_page(spark: SparkSession, capsys: pytest.CaptureFixture[str]) -> None:
    """The examples in docs/spark.md run, one after the other."""
    page = (ROOT / "docs" / "spark.md").read_text(encoding="utf-8")
    examples = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(examples) >= 5
    rows = [("a", '{"hang": "ui"}'), ("b", None), ("c", "{"), ("d", '{"threads": [{"frames": [{"function": "x"}]}]}')]
    names: dict[str, Any] = {"spark": spark, "df": spark.createDataFrame(rows, "uuid string, crash string")}
    before = spark.conf.get("spark.sql.execution.arrow.maxRecordsPerBatch") or "10000"
    try:
        for example in examples:
            exec(compile(example, "docs/spark.md", "exec"), names)
    finally:
        spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", before)
    assert names["failed"].count() == 2
    assert "EMPTY: no frame data available" in capsys.readouterr().out
