"""Uses of the package for type checkers. Each wrong one is marked, and a mark that is of no use is an error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import siggen
import siggen.analysis as analysis

CRASH: dict[str, Any] = {"threads": []}


class Column:
    """As Arrow libraries have it."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        raise NotImplementedError


class ParquetFile:
    """As pyarrow has it."""

    def iter_batches(self, batch_size: int = 65536, columns: list[str] | None = None) -> Iterator[Column]:
        yield Column()


def right(shape: siggen.Shape | None, columns: Iterator[Column]) -> list[str]:
    """What is allowed."""
    outcome: siggen.Outcome = siggen.generate(CRASH, shape="processed")
    siggen.generate("{}", shape=shape)
    siggen.explain(memoryview(b"{}"))
    generator = siggen.Generator(Path("lists"), extend={"prefix_signature_re": "memcpy"})
    outcomes: siggen.Outcomes = generator.generate_many([CRASH, "{}", b"{}"], jobs=-1)
    siggen.generate_many("crashes.parquet")
    siggen.generate_many(Path("crashes.ndjson"), shape="raw")
    siggen.generate_many(columns, column="crash")
    siggen.generate_many(ParquetFile(), column="crash").to_pandas()
    siggen.generate_arrow(Column()).to_pydict()["signature"]
    siggen.generate_arrow(ParquetFile(), column="crash", jobs=1)
    analysis.diff(None, generator, ParquetFile(), column="crash", shape="ping")
    frame = siggen.explain(CRASH).frames[0]
    if frame.decided_by is not None:
        frame.decided_by.pattern.upper()
    return [outcome.signature, *(one.signature for one in outcomes)]


def wrong(outcome: siggen.Outcome, name: str) -> None:
    """What is not."""
    siggen.generate(CRASH, shape="nope")  # type: ignore[arg-type]
    siggen.generate(CRASH, shape=name)  # type: ignore[arg-type]
    siggen.generate(CRASH, "processed")  # type: ignore[call-arg]
    siggen.generate(3)  # type: ignore[arg-type]
    siggen.generate_many(3)  # type: ignore[arg-type]
    siggen.generate_many([CRASH], jobs="2")  # type: ignore[arg-type]
    siggen.generate_arrow("crashes.parquet")  # type: ignore[arg-type]
    siggen.generate_arrow(["{}"])  # type: ignore[list-item]
    analysis.coverage([CRASH], shape="nope")  # type: ignore[arg-type]
    siggen.explain(CRASH).frames[0].decided_by.pattern.upper()  # type: ignore[union-attr]
    outcome.signature = "another"  # type: ignore[misc]
    siggen.Generators()  # type: ignore[attr-defined]
