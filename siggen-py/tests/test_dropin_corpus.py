"""The shared corpus, through the modules for users of the other package."""

from __future__ import annotations

import copy
import importlib
import io
import json
from pathlib import Path

import pytest

from siggen import SiglistError, cmd_signify
from siggen.generator import Result, SignatureGenerator
from siggen.rules import CSignatureTool
from siggen.siglists_utils import get_signature_list_content
from siggen.utils import convert_to_crash_data

TESTDATA = Path(__file__).parents[2] / "testdata"
CUSTOM = TESTDATA / "siglists" / "custom"


def load(path):
    return json.loads((TESTDATA / path).read_text(encoding="utf-8"))


def cases(*patterns):
    found = []
    for pattern in patterns:
        paths = sorted(TESTDATA.glob(pattern))
        assert paths, pattern
        for path in paths:
            content = json.loads(path.read_text(encoding="utf-8"))
            for number, case in enumerate(content["cases"]):
                name = case.get("name", number)
                found.append(pytest.param(content, case, id=f"{path.parent.name}/{path.stem}: {name}"))
    return found


@pytest.fixture(scope="module")
def generator():
    return SignatureGenerator()


def assert_outcome(result, expected):
    assert result.signature == expected["signature"]
    assert len(result.notes) == len(expected["notes"]), result.notes
    for note, wanted in zip(result.notes, expected["notes"]):
        if wanted.endswith("…"):
            assert note.startswith(wanted[:-1])
        else:
            assert note == wanted
    assert result.extra.get("proto_signature") == expected["proto_signature"]
    assert result.extra.get("normalized_frames") == expected["normalized_frames"]


@pytest.mark.parametrize("content, case", cases("rules/*.json", "stacks/*.json", "java/*.json", "siglists/custom.json"))
def test_crash(content, case, generator):
    if "siglists" in content:
        generator = SignatureGenerator(signature_list_dir=TESTDATA / "siglists" / content["siglists"])
    crash_data = copy.deepcopy(case["crash"])
    assert_outcome(generator.generate(crash_data), case["expected"])
    assert crash_data == case["crash"]


@pytest.mark.parametrize("content, case", cases("rules/*.json"))
def test_crash_rule_by_rule(content, case):
    """The same through `predicate` and `action` of each class."""
    result = Result()
    for rule in SignatureGenerator().pipeline:
        try:
            if rule.predicate(case["crash"], result):
                rule.action(case["crash"], result)
        except Exception as error:
            result.info(rule.name, "Rule failed: %s", error)
    assert_outcome(result, case["expected"])


@pytest.mark.parametrize("content, case", cases("frames/*.json"))
def test_frame(content, case):
    frames = CSignatureTool().create_frame_list({"frames": [case["frame"]]}, case.get("os") == "Windows NT")
    assert frames[-1] == case["expected"]


@pytest.mark.parametrize("content, case", cases("tools/*.json"))
def test_tool(content, case, tmp_path):
    module, *owner, name = content["tool"].split(".")
    module = importlib.import_module(f"siggen.{module}")
    tool = getattr(getattr(module, owner[0])() if owner else module, name)
    arguments = copy.deepcopy(case["arguments"])
    if name == "get_signature_list_content":
        file = tmp_path / f"{arguments['name']}.txt"
        file.write_bytes(arguments.pop("text").encode("utf-8"))
        arguments["source"] = tmp_path
    if "error" in case:
        with pytest.raises(Exception) as caught:
            tool(**arguments)
        if isinstance(case["error"], dict):
            # The tools' own message counts from 0, as in the reference.
            assert str(caught.value).endswith(f"at line {case['error']['line'] - 1}")
        else:
            assert f"{type(caught.value).__name__}: {caught.value}" == case["error"]
        return
    made = tool(**arguments)
    if not isinstance(made, (str, dict, type(None))):
        made = json.loads(json.dumps(list(made)))
    assert made == case["expected"]


@pytest.mark.parametrize(
    "name",
    [name for name, case in load("crashes/expected.json").items() if case["input"] in ("processed", "crash-data")],
)
def test_document(name, generator, capsys, monkeypatch):
    case = load("crashes/expected.json")[name]
    document = load(f"crashes/{name}")
    is_processed = case["input"] == "processed"
    crash_data = convert_to_crash_data(document) if is_processed else document
    result = generator.generate(crash_data)
    assert_outcome(result, case["expected"])

    if is_processed and "json_dump" not in document:
        # The program takes it for crash data, as the other one does.
        return
    json_text = (TESTDATA / "crashes" / name).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json_text), encoding="utf-8"))
    assert cmd_signify.main([]) == 0
    printed = capsys.readouterr().out
    expected = {
        "signature": case["expected"]["signature"],
        "proto_signature": case["expected"]["proto_signature"] or "",
        "notes": case["expected"]["notes"],
    }
    assert printed == json.dumps(expected, indent=2) + "\n"


@pytest.mark.parametrize("number", range(len(load("siglists/dialect.json")["cases"])))
def test_pattern(number, tmp_path):
    case = load("siglists/dialect.json")["cases"][number]
    for name in ("irrelevant_signature_re", "signatures_with_line_numbers_re", "signature_sentinels"):
        (tmp_path / f"{name}.txt").write_text("", encoding="utf-8")
    (tmp_path / "prefix_signature_re.txt").write_bytes(case["pattern"].encode("utf-8") + b"\n")
    if "error" in case:
        with pytest.raises(SiglistError) as caught:
            get_signature_list_content("prefix_signature_re", source=tmp_path)
        assert case["error"] in str(caught.value).lower()
        with pytest.raises(SiglistError):
            CSignatureTool(datadir=tmp_path)
        return
    assert get_signature_list_content("prefix_signature_re", source=tmp_path) == (case["pattern"].strip(),)
    tool = CSignatureTool(datadir=tmp_path)
    for text in case["matches"]:
        assert tool.generate([text, "the next"])[0] == (f"{text} | the next" if text else "the next")
    for text in case["misses"]:
        assert tool.generate([text, "the next"])[0] == (text or "the next")


@pytest.mark.parametrize("name", load("broken/expected.json"))
def test_broken_input(name, capsys, monkeypatch):
    json_text = (TESTDATA / "broken" / name).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json_text), encoding="utf-8"))
    assert cmd_signify.main([]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("signify: ") and printed.err.count("\n") == 1
    for words in load("broken/expected.json")[name]["error"]:
        assert words in printed.err.lower()
