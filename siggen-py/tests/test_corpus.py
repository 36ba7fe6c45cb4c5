"""The shared corpus through every way in: dict, str, bytes, batch, Arrow."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import pyarrow as pa
import pytest

import siggen

TESTDATA = Path(__file__).parents[2] / "testdata"


def load(path):
    return json.loads((TESTDATA / path).read_text(encoding="utf-8"))


def corpus():
    """(id, crash, shape, folder of lists or None, expected), case by case."""
    for pattern in ("rules/*.json", "stacks/*.json", "java/*.json", "siglists/custom.json"):
        paths = sorted(TESTDATA.glob(pattern))
        assert paths, pattern
        for path in paths:
            content = json.loads(path.read_text(encoding="utf-8"))
            for case in content["cases"]:
                name = f"{path.parent.name}/{path.stem}: {case['name']}"
                yield name, case["crash"], "crash-data", content.get("siglists"), case["expected"]
    for name, document in load("crashes/expected.json").items():
        # Lines KEY=VALUE can't be a dict.
        if name.endswith(".json"):
            yield name, load(f"crashes/{name}"), document["input"], None, document["expected"]


CASES = list(corpus())


@functools.cache
def generator(lists):
    return siggen.Generator() if lists is None else siggen.Generator(TESTDATA / "siglists" / lists)


def as_dict(generator, crash, shape):
    return generator.generate(crash, shape=shape).to_dict()


def as_str(generator, crash, shape):
    return generator.generate(json.dumps(crash), shape=shape).to_dict()


def as_bytes(generator, crash, shape):
    return generator.generate(json.dumps(crash, ensure_ascii=False).encode(), shape=shape).to_dict()


def as_bytearray(generator, crash, shape):
    return generator.generate(bytearray(json.dumps(crash).encode()), shape=shape).to_dict()


def as_memoryview(generator, crash, shape):
    return generator.generate(memoryview(json.dumps(crash).encode()), shape=shape).to_dict()


def explained(generator, crash, shape):
    made = generator.explain(crash, shape=shape)
    assert made.signature == made.to_dict()["signature"]
    return made.to_dict()


def as_batch_of_dicts(generator, crash, shape):
    (outcome,) = generator.generate_many([crash], shape=shape)
    return outcome.to_dict()


def as_ndjson(generator, crash, shape):
    (outcome,) = generator.generate_many(json.dumps(crash).encode() + b"\n", shape=shape)
    return outcome.to_dict()


def as_arrow_strings(generator, crash, shape):
    return of_arrow(generator.generate_arrow(pa.array([json.dumps(crash)]), shape=shape))


def as_arrow_binary(generator, crash, shape):
    column = pa.array([json.dumps(crash).encode()], pa.large_binary())
    return of_arrow(generator.generate_arrow(column, shape=shape))


def of_arrow(outcomes):
    (row,) = pa.table(outcomes).to_pylist()
    assert row["error"] is None
    return row


WAYS = [
    as_dict,
    as_str,
    as_bytes,
    as_bytearray,
    as_memoryview,
    explained,
    as_batch_of_dicts,
    as_ndjson,
    as_arrow_strings,
    as_arrow_binary,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("name, crash, shape, lists, expected", CASES, ids=[case[0] for case in CASES])
def test_every_way_in(name, crash, shape, lists, expected, way):
    made = way(generator(lists), crash, shape)
    assert made["signature"] == expected["signature"]
    assert len(made["notes"]) == len(expected["notes"]), made["notes"]
    for note, wanted in zip(made["notes"], expected["notes"]):
        # A note that ends in an ellipsis is only known by how it begins.
        assert note.startswith(wanted[:-1]) if wanted.endswith("…") else note == wanted
    assert made.get("proto_signature") == expected["proto_signature"]
    if way not in (as_arrow_strings, as_arrow_binary):
        assert made.get("normalized_frames") == expected["normalized_frames"]


@pytest.mark.parametrize("name, document", load("crashes/expected.json").items(), ids=lambda value: str(value)[:40])
def test_shapes_are_recognized(name, document):
    text = (TESTDATA / "crashes" / name).read_bytes()
    wanted = document["expected"]["signature"]
    outcome = siggen.generate(text)
    assert (outcome.signature, outcome.input["shape"]) == (wanted, document["input"])
    if name.endswith(".json"):
        assert siggen.generate(json.loads(text)) == outcome


@pytest.mark.parametrize("name, expected", load("broken/expected.json").items(), ids=load("broken/expected.json"))
def test_broken(name, expected):
    text = (TESTDATA / "broken" / name).read_bytes()
    with pytest.raises(siggen.CrashError) as caught:
        siggen.generate(text)
    for words in expected["error"]:
        assert words.lower() in str(caught.value).lower()
    if "offset" in expected:
        assert caught.value.offset == expected["offset"]
    (row,) = siggen.generate_many([text])
    assert (row.error, row.signature) == (str(caught.value), "")
    (row,) = pa.table(siggen.generate_arrow(pa.array([text]))).to_pylist()
    assert row == {"signature": None, "proto_signature": None, "notes": None, "error": str(caught.value)}
