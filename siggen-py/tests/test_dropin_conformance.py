"""Recorded outcomes of the reference, through the modules for users of the other package.

The folder is no part of the repository: see CONTRIBUTING.md.
"""

from __future__ import annotations

import copy
import gzip
import json
import os
from pathlib import Path

import pytest

from siggen.generator import SignatureGenerator
from siggen.utils import convert_to_crash_data

FOLDER = Path(os.environ.get("SIGGEN_CONFORMANCE", ""))
INPUTS = sorted(FOLDER.glob("*.input.ndjson.gz")) if FOLDER.name else []

#: How many of these have to have an equal signature, in percent; siggen-core/docs/divergences.md explains the others.
LEAST_OF_OTHERS = 90


def records(path):
    name = path.name.replace(".input.ndjson.gz", "")
    stratum, kind = name.split(".")
    with gzip.open(path, "rt", encoding="utf-8") as inputs:
        with gzip.open(FOLDER / f"{name}.expected.ndjson.gz", "rt", encoding="utf-8") as expected:
            for json_text, record in zip(inputs, expected):
                yield stratum, kind, json_text, json.loads(record)


def crash_data_of(kind, json_text):
    document = json.loads(json_text)
    return convert_to_crash_data(document) if kind == "processed" else document


def comparable(log):
    """Where lists come from is no part of what is compared."""
    return [line for line in log if "signature lists" not in line]


def parts(signature, notes, extra, log):
    return {
        "signature": signature,
        "notes": notes,
        "proto_signature": extra.get("proto_signature") or "",
        "normalized_frames": extra.get("normalized_frames") or [],
        "debug_log": None if log is None else comparable(log),
    }


def differences(path, is_counted, compare):
    made = {}
    count, different = 0, []
    for stratum, kind, json_text, record in records(path):
        expected = record["expected"]
        # Raw annotations are no input here, and some inputs have no outcome in the reference.
        if kind == "raw" or expected.get("error") is not None or not is_counted(record):
            continue
        if stratum not in made:
            lists = FOLDER / stratum
            made[stratum] = (
                SignatureGenerator(signature_list_dir=str(lists)) if lists.is_dir() else SignatureGenerator()
            )
        crash_data = crash_data_of(kind, json_text)
        before = copy.deepcopy(crash_data)
        result = made[stratum].generate(crash_data)
        assert crash_data == before
        wanted_log = expected.get("debug_log")
        ours = parts(result.signature, result.notes, result.extra, None if wanted_log is None else result.debug_log)
        theirs = parts(expected.get("signature") or "", expected.get("notes") or [], expected, wanted_log)
        count += 1
        unequal = {name: (ours[name], theirs[name]) for name in compare if ours[name] != theirs[name]}
        if unequal:
            different.append((record["id"], unequal))
    return count, different


needs_folder = pytest.mark.skipif(not INPUTS, reason="SIGGEN_CONFORMANCE names no folder of recorded outcomes")


@needs_folder
@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name.split(".input")[0])
def test_typed_inputs_are_equal(path):
    everything = ["signature", "notes", "proto_signature", "normalized_frames", "debug_log"]
    count, different = differences(path, lambda record: record["typed"] in ("strict", "loose"), everything)
    assert different == [], f"{len(different)} of {count}"


@needs_folder
def test_most_signatures_of_other_inputs_are_equal():
    count, different = 0, []
    for path in INPUTS:
        counted, found = differences(path, lambda record: record["typed"] not in ("strict", "loose"), ["signature"])
        count += counted
        different += found
    assert (count - len(different)) * 100 >= count * LEAST_OF_OTHERS, different


@needs_folder
@pytest.mark.parametrize("stratum", ["rules", "real_threads"])
def test_rules_one_by_one(stratum):
    """A pipeline that native code can't take as a whole has the same outcomes."""

    class Nothing:
        def predicate(self, crash_data, result):
            return False

    path = FOLDER / f"{stratum}.crash_data.input.ndjson.gz"
    whole, single = SignatureGenerator(), SignatureGenerator()
    single.pipeline = [rule for each in single.pipeline for rule in (each, Nothing())]
    for _, _, json_text, record in records(path):
        crash_data = json.loads(json_text)
        ours, theirs = single.generate(crash_data), whole.generate(crash_data)
        assert ours.to_dict() == theirs.to_dict(), record["id"]
