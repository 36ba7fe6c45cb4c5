"""The package's own API."""

from __future__ import annotations

import collections
import copy
import decimal
import json
import pickle
import subprocess
import sys
import threading
import types
from pathlib import Path

import pytest

import siggen

CUSTOM = Path(__file__).parents[2] / "testdata" / "siglists" / "custom"


def crash_of(*functions, **fields):
    return {"threads": [{"frames": [{"function": function} for function in functions]}], **fields}


CRASH = crash_of("memcpy", "draw(int)", "main", os="Linux")


class TestOutcome:
    def test_attributes(self):
        outcome = siggen.generate(CRASH)
        assert outcome.signature == str(outcome) == "memcpy | draw"
        assert outcome.proto_signature == "memcpy | draw | main"
        assert outcome.normalized_frames == ["memcpy", "draw", "main"]
        assert outcome.notes == []
        assert outcome.error is None
        assert repr(outcome) == "Outcome('memcpy | draw')"

    def test_without_frames(self):
        outcome = siggen.generate({})
        assert outcome.signature == "EMPTY: no frame data available"
        assert outcome.proto_signature is None
        assert outcome.normalized_frames == []
        assert repr(outcome) == "Outcome('EMPTY: no frame data available', 1 note)"

    def test_to_dict(self):
        assert siggen.generate(CRASH).to_dict() == {
            "signature": "memcpy | draw",
            "proto_signature": "memcpy | draw | main",
            "normalized_frames": ["memcpy", "draw", "main"],
            "notes": [],
            "input": {"shape": "crash-data", "form": "crash-data", "detected_by": "threads"},
        }
        assert set(siggen.generate({}).to_dict()) == {"signature", "notes", "input"}

    def test_is_a_value(self):
        outcome = siggen.generate(CRASH)
        assert outcome == siggen.generate(CRASH) != siggen.generate({})
        assert len({outcome, siggen.generate(CRASH), siggen.generate({})}) == 2
        with pytest.raises(AttributeError):
            outcome.signature = "another"
        for again in (pickle.loads(pickle.dumps(outcome)), copy.copy(outcome), copy.deepcopy(outcome)):
            assert again == outcome and again.to_dict() == outcome.to_dict()
        (bad,) = siggen.generate_many([b"{"])
        assert pickle.loads(pickle.dumps(bad)) == bad

    def test_html_escapes_names(self):
        for made in (
            siggen.generate(crash_of("operator<", abort_message="<b>&"))._repr_html_(),
            siggen.explain(crash_of("operator<", abort_message="<b>&"))._repr_html_(),
        ):
            assert "<b>" not in made and "&lt;b&gt;&amp;" in made
        (bad,) = siggen.generate_many(["<b>"])
        assert "&lt;" in bad._repr_html_()


class TestExplanation:
    def test_frames_say_which_line_decided(self):
        explanation = siggen.explain(CRASH)
        assert explanation.signature == "memcpy | draw"
        memcpy, draw, main = explanation.frames
        assert (memcpy.verdict, draw.verdict, main.verdict) == ("prefix", "stop", "not_reached")
        decision = memcpy.decided_by
        assert (decision.list, decision.pattern, decision.span) == ("prefix_signature_re", "memcpy", (0, 6))
        assert (decision.source, draw.decided_by) == ("built-in", None)
        assert (memcpy.kept, main.kept, memcpy.frame, memcpy.inlined) == (True, False, 0, False)
        assert draw.displayed == "draw(int)"

    def test_rules(self):
        explanation = siggen.explain(crash_of("f", oom_allocation_size=4096))
        rules = {rule.rule: rule for rule in explanation.rules}
        assert len(rules) == 14
        oom = rules["OOMSignature"]
        assert (oom.applied, oom.before, oom.after) == (True, "f", "OOM | small")
        assert oom.why and not rules["AbortSignature"].applied

    def test_text(self):
        text = str(siggen.explain(CRASH))
        assert text.splitlines()[0] == "memcpy | draw"
        assert "prefix_signature_re line" in text and "not reached" in text
        long = str(siggen.explain(crash_of("draw", *[f"f{i}" for i in range(20)])))
        assert "… 20 more frames not reached" in long and "f3" not in long

    def test_to_dict_is_json(self):
        made = siggen.explain(CRASH).to_dict()
        assert json.loads(json.dumps(made)) == made
        assert [rule["rule"] for rule in made["rules"]][0] == "SignatureGenerationRule"

    def test_debug_log(self):
        log = siggen.explain(CRASH).debug_log
        assert log[0] == "SignatureGenerationRule: using CSignatureTool"


class TestInput:
    def test_is_never_changed(self):
        crash = crash_of("a", "b", crashing_thread="0", extra={"x": [1, 2]})
        before = copy.deepcopy(crash)
        siggen.generate(crash)
        siggen.explain(crash)
        list(siggen.generate_many([crash]))
        assert crash == before

    @pytest.mark.parametrize(
        "crash",
        [
            types.MappingProxyType(CRASH),
            collections.OrderedDict(CRASH),
            collections.UserDict(CRASH),
            {"threads": [types.MappingProxyType({"frames": [collections.UserDict({"function": "memcpy"})] * 1})]},
        ],
    )
    def test_mappings(self, crash):
        assert siggen.generate(crash).signature.startswith("memcpy")

    def test_tuples_are_lists(self):
        crash = {"additional_minidumps": ("upload_file_minidump_browser",), "ipc_channel_error": "ShutDownKill"}
        assert siggen.generate(crash).signature == "IPCError-browser | ShutDownKill"

    def test_numbers_of_other_libraries(self):
        numpy = pytest.importorskip("numpy")
        assert siggen.generate(crash_of("f", oom_allocation_size=numpy.int64(1))).signature == "OOM | small"
        crash = {"threads": numpy.array([{"frames": numpy.array([{"function": "f", "line": numpy.int32(3)}])}])}
        assert siggen.generate(crash).signature == "f"
        assert siggen.generate(crash_of("f", hang=float("nan"))).signature == "f"

    @pytest.mark.parametrize("crash", [None, 3, 2.5, True, [], (), [CRASH], {1, 2}, object(), lambda: None, str])
    def test_what_is_no_crash(self, crash):
        with pytest.raises(TypeError, match="a crash must be a dict, str or bytes, not "):
            siggen.generate(crash)

    @pytest.mark.parametrize("value", [b"bytes", object(), {1}, decimal.Decimal(3), lambda: None, 1 + 2j])
    def test_what_json_does_not_have_says_nothing(self, value):
        outcome = siggen.generate({"abort_message": value, "threads": [{"frames": [{"function": "f"}]}]})
        assert outcome.signature == "f"
        assert "abort_message is an object, not text" in outcome.notes[0]

    def test_lone_surrogates(self):
        assert siggen.generate(crash_of("f\ud800g(int)")).signature == "fg"
        with pytest.raises(siggen.CrashError):
            siggen.generate('{"os": "\ud800"}')

    def test_integers_of_any_size(self):
        for size in (2**64, 10**5000):
            assert siggen.generate(crash_of("f", oom_allocation_size=size)).signature == "OOM | large | f"
            assert siggen.generate(crash_of("f", oom_allocation_size=-size)).signature == "OOM | small"

    def test_objects_that_contain_themselves(self):
        endless = []
        endless.append(endless)
        deep = {}
        for _ in range(100_000):
            deep = {"json_dump": deep}
        for crash in ({"reason": endless}, deep):
            with pytest.raises(siggen.CrashError, match="nest deeper"):
                siggen.generate(crash)

    def test_objects_that_raise(self):
        class Raising(collections.abc.Mapping):
            def __getitem__(self, key):
                raise ZeroDivisionError("no")

            def __iter__(self):
                return iter(["threads"])

            def __len__(self):
                return 1

        with pytest.raises(ZeroDivisionError):
            siggen.generate(Raising())
        (row,) = siggen.generate_many([Raising()])
        assert row.error == "no"

    def test_negative_thread_counts_from_the_end(self):
        crash = {"crashing_thread": -1, "threads": [crash_of("a")["threads"][0], crash_of("b")["threads"][0]]}
        assert siggen.generate(crash).signature == siggen.generate(json.dumps(crash)).signature == "b"

    def test_shapes(self):
        processed = {"json_dump": {"crash_info": {"crashing_thread": 0}, **CRASH}}
        assert siggen.generate(processed).signature == "memcpy | draw"
        assert siggen.generate(processed, shape="crash-data").signature == "EMPTY: no frame data available"
        assert siggen.generate(CRASH, shape="crash_data").signature == "memcpy | draw"
        with pytest.raises(ValueError, match="crash-data, processed, raw, stackwalk, ping"):
            siggen.generate(CRASH, shape="other")


class TestGenerator:
    def test_lists_of_a_folder(self):
        generator = siggen.Generator(CUSTOM)
        assert generator.siglists == str(CUSTOM)
        assert siggen.Generator(str(CUSTOM)).siglists == str(CUSTOM)

    def test_extended_lists(self):
        assert (
            siggen.Generator(extend={"prefix_signature_re": "draw"}).generate(CRASH).signature == "memcpy | draw | main"
        )
        removed = siggen.Generator(extend={"prefix_signature_re.remove": "memcpy"})
        assert removed.generate(CRASH).signature == "memcpy"

    def test_extended_by_a_folder(self, tmp_path):
        (tmp_path / "irrelevant_signature_re.txt").write_text("draw\n")
        assert siggen.Generator(extend=tmp_path).generate(CRASH).signature == "memcpy | main"

    def test_lists_of_a_mapping(self):
        texts = {
            "irrelevant_signature_re": "memcpy",
            "prefix_signature_re": "draw",
            "signatures_with_line_numbers_re": "",
            "signature_sentinels": "",
        }
        assert siggen.Generator(texts).generate(CRASH).signature == "draw | main"
        del texts["signature_sentinels"]
        with pytest.raises(ValueError, match="signature_sentinels is missing"):
            siggen.Generator(texts)

    def test_errors_say_where(self, tmp_path):
        with pytest.raises(siggen.SiglistError) as caught:
            siggen.Generator(extend={"prefix_signature_re": "# one\nfine\nbr(oken\n"})
        error = caught.value
        assert (error.list, error.line, error.source) == ("prefix_signature_re", 3, "given texts")
        assert "br(oken" in str(error) and isinstance(error, ValueError) and isinstance(error, siggen.Error)
        assert str(pickle.loads(pickle.dumps(error))) == str(error)
        with pytest.raises(FileNotFoundError):
            siggen.Generator(tmp_path / "nowhere")
        with pytest.raises(FileNotFoundError, match="missing; a directory"):
            siggen.Generator(tmp_path)
        with pytest.raises(ValueError, match="unknown list"):
            siggen.Generator(extend={"suffix": "x"})
        with pytest.raises(ValueError, match="is given twice"):
            siggen.Generator(extend={"prefix": "x", "prefix_signature_re": "x"})
        with pytest.raises(TypeError):
            siggen.Generator(3)

    def test_short_names_and_entries_one_by_one(self):
        crash = {"threads": [{"frames": [{"function": name} for name in ("memcpy", "draw", "main")]}]}
        assert siggen.Generator(extend={"prefix": ["draw"]}).generate(crash).signature == "memcpy | draw | main"
        assert siggen.Generator(extend={"prefix.remove": "memcpy"}).generate(crash).signature == "memcpy"

    def test_pickles_with_its_lists(self, tmp_path):
        (tmp_path / "prefix_signature_re.txt").write_text("draw\n")
        for generator in (
            siggen.Generator(),
            siggen.Generator(CUSTOM),
            siggen.Generator(extend=tmp_path),
            siggen.Generator(CUSTOM, extend={"prefix_signature_re": "draw"}),
        ):
            pickled = pickle.dumps(generator)
            again = pickle.loads(pickled)
            assert again.siglists == generator.siglists
            assert again.generate(CRASH) == generator.generate(CRASH)
        # The texts travel, and the folder needn't.
        pickled = pickle.dumps(siggen.Generator(extend=tmp_path))
        (tmp_path / "prefix_signature_re.txt").unlink()
        assert pickle.loads(pickled).generate(CRASH).signature == "memcpy | draw | main"

    def test_crash_errors_say_where(self):
        with pytest.raises(siggen.CrashError) as caught:
            siggen.generate(b'{"threads": [{"frames": [}]}')
        assert (caught.value.offset, caught.value.path) == (25, "threads[0].frames[0]")
        assert isinstance(caught.value, ValueError)
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)

    def test_many_threads(self):
        generator = siggen.Generator()
        crashes = [crash_of(f"function_{i}(int)", "main") for i in range(300)]
        texts = [json.dumps(crash).encode() for crash in crashes]
        failures = []

        def work():
            for _ in range(5):
                for i, (crash, text) in enumerate(zip(crashes, texts)):
                    for made in (generator.generate(crash), generator.generate(text), siggen.generate(text)):
                        if made.signature != f"function_{i}":
                            failures.append((i, made))

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures


def test_the_import_is_light():
    """What is imported with the package is imported in every process that uses it."""
    code = "import sys; before = set(sys.modules); import siggen, siggen.generator; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"re", "json", "inspect", "dataclasses", "typing", "pyarrow", "importlib.metadata", "copy"}
    assert not heavy & set(done.stdout.split())
