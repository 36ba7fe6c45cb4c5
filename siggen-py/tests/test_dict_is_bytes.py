"""A dict means what its JSON means, whatever real document it comes from and whatever is wrong with it.

The documents are those of the shared corpus and, where `SIGGEN_CONFORMANCE` names a folder of recorded outcomes, all
inputs in it. Into each, values of other types are spliced, at any place.
"""

from __future__ import annotations

import copy
import gzip
import json
import os
import random
from pathlib import Path

import pyarrow as pa
import pytest

import siggen
from siggen.generator import SignatureGenerator

TESTDATA = Path(__file__).parents[2] / "testdata"
CONFORMANCE = os.environ.get("SIGGEN_CONFORMANCE")

SPLICED = [
    *[None, True, False, 0, 1, -1, 2, 7, 2**63, -(2**64), 1.5, 1e300, "", "0", "1", "null", "x", "true", "1e3"],
    *[[], {}, [[]], [{}], [None], [1, "x"], {"frames": []}, {"name": "x"}, {"threads_index": 1, "frames": [{}]}],
    *[{"frames": [{"function": "spliced", "module": "m.so"}]}, {"crashing_thread": 1}, '{"crash_thread": 1}'],
]
# Members that decide what is read: where they are missing, they are put in.
DECISIVE = [
    *["crashing_thread", "crash_thread", "crashThread", "crash_info", "threads", "threads_index", "json_dump"],
    *["stack_traces", "stackTraces", "StackTraces", "metadata", "payload", "metrics", "modules", "os", "uuid"],
    *["document_id", "oom_size", "stack", "frames", "ProductName", "JavaStackTrace", "main_module", "java_exception"],
]


def shared_documents():
    names = json.loads((TESTDATA / "crashes/expected.json").read_text())
    return [json.loads((TESTDATA / "crashes" / name).read_text()) for name in names if name.endswith(".json")]


def recorded_documents():
    for path in sorted(Path(CONFORMANCE).glob("*.input.ndjson.gz")):
        yield from (json.loads(line) for line in gzip.open(path))


def places(value, path=()):
    """The paths of all values inside one, but of no more than a few of a list's items."""
    items = ()
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value[:4])
    for key, inner in items:
        yield (*path, key)
        yield from places(inner, (*path, key))


def at(document, path):
    for key in path:
        document = document[key]
    return document


def spliced(document, rng):
    """The document with a value of another kind somewhere, a member more or one less."""
    document = copy.deepcopy(document)
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        *parent, key = rng.choice(list(places(document)) or [("threads",)])
        container = at(document, parent)
        choice = rng.random()
        if choice < 0.2 and isinstance(container, dict):
            container[rng.choice(DECISIVE)] = rng.choice([rng.choice(SPLICED), copy.deepcopy(container.get(key))])
        elif choice < 0.3:
            container.pop(key, None) if isinstance(container, dict) else container.pop(key)
        elif choice < 0.4 and isinstance(container.get(key) if isinstance(container, dict) else container[key], dict):
            container[key] = json.dumps(container[key])
        else:
            container[key] = copy.deepcopy(rng.choice(SPLICED))
    return document


def said(crash, shape=None):
    try:
        outcome = siggen.generate(crash, shape=shape)
    except siggen.CrashError as error:
        return str(error)
    return outcome.to_dict()


def check(documents):
    rows = []
    for document in documents:
        text = json.dumps(document)
        expected = said(text.encode())
        assert said(text) == expected, text
        assert said(document) == expected, text
        if "error" not in expected and isinstance(expected, dict):
            explained = siggen.explain(document).to_dict()
            assert {name: explained[name] for name in expected} == expected, text
        rows.append((document, text, expected))
        for shape in ("crash-data", "processed", "raw", "stackwalk", "ping"):
            forced = said(text, shape)
            assert said(document, shape) == forced, (shape, text)
        if isinstance(document, dict):
            dropped_in = SignatureGenerator().generate(document)
            made = siggen.generate(text, shape="crash-data")
            assert (dropped_in.signature, dropped_in.notes) == (made.signature, made.notes), text
    made = siggen.generate_many([document for document, _, _ in rows])
    texts = siggen.generate_many([text for _, text, _ in rows])
    table = pa.table(siggen.generate_arrow(pa.array([text for _, text, _ in rows], pa.large_string()))).to_pylist()
    for (_, text, expected), of_dict, of_text, row in zip(rows, made, texts, table):
        expected = {"error": expected} if isinstance(expected, str) else expected
        assert of_dict.to_dict() == of_text.to_dict() == expected, text
        assert (row["signature"], row["error"]) == (expected.get("signature"), expected.get("error")), text


def test_shared_documents():
    check(shared_documents())


def test_shared_documents_with_values_of_other_types():
    rng = random.Random(11)
    check([spliced(document, rng) for document in shared_documents() for _ in range(60)])


@pytest.mark.skipif(not CONFORMANCE, reason="SIGGEN_CONFORMANCE names no folder of recorded outcomes")
def test_recorded_documents():
    check(recorded_documents())


@pytest.mark.skipif(not CONFORMANCE, reason="SIGGEN_CONFORMANCE names no folder of recorded outcomes")
def test_recorded_documents_with_values_of_other_types():
    rng = random.Random(12)
    documents = [document for document in recorded_documents() if len(json.dumps(document)) < 100_000]
    check([spliced(document, rng) for document in documents for _ in range(2)])


def test_threads_that_their_frames_tell():
    frames = [{"module_index": 0, "ip": "0x10"}]
    for threads in ([frames] * 4, [[], [], [], frames], [[], frames, [], []], [[]] * 4):
        for more in ({}, {"crash_info": {"crashing_thread": 1}}, {"crash_info": {"address": "0xbeef"}}):
            traces = {"modules": [{"filename": "a.so"}], "threads": [{"frames": thread} for thread in threads]}
            check([{**traces, **more}, {**traces, "threads": [*traces["threads"], 5], **more}])
