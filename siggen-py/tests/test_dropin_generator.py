"""`siggen.generator`: pipelines, of our rules and of users' own."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import threading
from unittest import mock

import pytest

import siggen
from siggen import _siggen, generator, rules
from siggen.generator import DEFAULT_RULESET, Result, SignatureGenerator

STACK = {
    "crashing_thread": 1,
    "threads": [
        {"frames": [{"function": "wait"}]},
        {"frames": [{"function": "memcpy"}, {"function": "Kite::fly(int)"}, {"function": "main"}]},
    ],
}
OUT_OF_MEMORY = {**STACK, "oom_allocation_size": 1_000_000}

#: The first rule fails: a broken stack has no signature.
BROKEN = {"threads": [{"frames": [5]}], "abort_message": "gone"}


class Shouting(rules.Rule):
    """A user's rule."""

    def predicate(self, crash_data, result):
        return bool(result.signature)

    def action(self, crash_data, result):
        result.info(self.name, "was %s", result.signature)
        result.set_signature(self.name, result.signature.upper())
        return True


def names(made):
    return [type(rule).__name__ for rule in made.pipeline]


# The default pipeline


def test_the_ruleset_is_the_native_rules_in_order():
    expected = [name for name, _ in _siggen.RULES]
    assert [rule.__name__ for rule in DEFAULT_RULESET] == expected
    assert names(SignatureGenerator()) == expected
    assert [rule.__doc__ for rule in DEFAULT_RULESET] == [docs for _, docs in _siggen.RULES]


@pytest.mark.parametrize(
    ("native", "missing"),
    [
        ("(*_siggen.RULES, ('NewRule', 'New.'))", "module 'siggen.rules' has no attribute 'NewRule'"),
        ("[rule for rule in _siggen.RULES if rule[0] != 'BadHardware']", "KeyError: 'BadHardware'"),
    ],
)
def test_a_rule_without_a_class_and_a_class_without_a_rule_fail_at_import(native, missing):
    program = f"from siggen import _siggen; _siggen.RULES = {native}; import siggen.generator"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode != 0
    assert missing in done.stderr


def test_a_signature():
    result = SignatureGenerator().generate(OUT_OF_MEMORY)
    assert type(result) is Result
    assert result.signature == "OOM | large | memcpy | Kite::fly"
    assert result.notes == []
    assert result.extra == {
        "proto_signature": "memcpy | Kite::fly | main",
        "normalized_frames": ["memcpy", "Kite::fly", "main"],
    }
    assert result.debug_log == [
        "SignatureGenerationRule: using CSignatureTool",
        "SignatureGenerationRule: using included signature lists",
        'SignatureGenerationRule: prefix; continue iterating: "memcpy"',
        'SignatureGenerationRule: not a prefix; stop: "Kite::fly"',
        'SignatureGenerationRule: change signature: "" -> "memcpy | Kite::fly"',
        'OOMSignature: change signature: "memcpy | Kite::fly" -> "OOM | large | memcpy | Kite::fly"',
    ]


def test_the_parts_of_a_result():
    result = SignatureGenerator().generate(STACK)
    assert result.to_dict() == {
        "signature": "memcpy | Kite::fly",
        "notes": [],
        "debug_log": result.debug_log,
        "extra": result.extra,
    }
    assert repr(result) == "Result(signature='memcpy | Kite::fly')"
    assert result == SignatureGenerator().generate(STACK)
    assert result != SignatureGenerator().generate(OUT_OF_MEMORY)
    assert pickle.loads(pickle.dumps(result)) == result


def test_an_own_result():
    result = Result()
    assert result.to_dict() == {"signature": "", "notes": [], "debug_log": [], "extra": {}}
    result.info("Mine", "no arguments: 100%")
    result.info("Mine", "%s and %d", "a", 1)
    result.debug("Mine", "%r", "a")
    result.set_signature("Mine", "a")
    result.extra["more"] = 1
    assert result.to_dict() == {
        "signature": "a",
        "notes": ["Mine: no arguments: 100%", "Mine: a and 1"],
        "debug_log": ["Mine: 'a'", 'Mine: change signature: "" -> "a"'],
        "extra": {"more": 1},
    }
    assert Result("a", ["b"], ["c"], {"d": 1}).to_dict() == {
        "signature": "a",
        "notes": ["b"],
        "debug_log": ["c"],
        "extra": {"d": 1},
    }


def test_the_input_stays_as_it_is():
    crash_data = {**copy.deepcopy(BROKEN), "threads": [{"frames": [{"module": "KITE.dll", "inlines": None}]}] * 2}
    crash_data["os"] = "Windows NT"
    before = copy.deepcopy(crash_data)
    SignatureGenerator().generate(crash_data)
    SignatureGenerator(ruleset=[*DEFAULT_RULESET, Shouting]).generate(crash_data)
    assert crash_data == before


@pytest.mark.parametrize(
    "crash_data", [None, 5, "text", [], [STACK], object(), {"threads": 5}, {1: 2}, {"hang": object()}]
)
@pytest.mark.parametrize("ruleset", [None, [*DEFAULT_RULESET, Shouting], [rules.OOMSignature, rules.AbortSignature()]])
def test_no_input_makes_it_raise(crash_data, ruleset):
    result = SignatureGenerator(ruleset=ruleset).generate(crash_data)
    assert isinstance(result.signature, str)
    assert all(isinstance(note, str) for note in result.notes)


def test_no_input_that_refers_to_itself_makes_it_raise():
    crash_data = {}
    crash_data["hang"] = crash_data
    result = SignatureGenerator().generate(crash_data)
    assert "Rule failed: " in result.notes[0]


def test_interrupts_pass():
    class Interrupted(dict):
        def get(self, *_):
            raise KeyboardInterrupt

        __getitem__ = __contains__ = __iter__ = keys = items = get

    class Interrupting:
        def predicate(self, crash_data, result):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        SignatureGenerator(ruleset=[Interrupting]).generate({})


# Users' own rules


def test_a_rule_among_ours():
    made = SignatureGenerator(ruleset=[*DEFAULT_RULESET[:4], Shouting, *DEFAULT_RULESET[4:]])
    result = made.generate({**OUT_OF_MEMORY, "abort_message": "gone"})
    assert result.signature == "Abort | gone | OOM | LARGE | MEMCPY | KITE::FLY"
    assert result.notes == ["Shouting: was OOM | large | memcpy | Kite::fly"]
    assert result.debug_log[-2:] == [
        'Shouting: change signature: "OOM | large | memcpy | Kite::fly" -> "OOM | LARGE | MEMCPY | KITE::FLY"',
        'AbortSignature: change signature: "OOM | LARGE | MEMCPY | KITE::FLY" -> '
        '"Abort | gone | OOM | LARGE | MEMCPY | KITE::FLY"',
    ]
    assert result.extra["normalized_frames"] == ["memcpy", "Kite::fly", "main"]


def test_a_rule_that_changes_what_others_see():
    class Changing(rules.Rule):
        def action(self, crash_data, result):
            crash_data["abort_message"] = "changed"
            result.signature = "mine"
            result.notes = ["mine"]
            result.extra = {"mine": 1}
            return True

    result = SignatureGenerator(ruleset=[*DEFAULT_RULESET[:2], Changing, *DEFAULT_RULESET[2:]]).generate(dict(STACK))
    assert result.signature == "Abort | changed | mine"
    assert result.notes == ["mine"]
    assert result.extra == {"mine": 1}


def test_rules_out_of_order_and_more_than_once():
    ruleset = [rules.HungProcess, rules.OOMSignature, rules.HungProcess, rules.SigTruncate]
    result = SignatureGenerator(ruleset=ruleset).generate({"hang": 1, "oom_allocation_size": 1_000_000})
    assert result.signature == "hang: 1 | OOM | large | hang: 1 | "


def test_a_part_of_the_rules():
    assert SignatureGenerator(ruleset=DEFAULT_RULESET[:1]).generate(OUT_OF_MEMORY).signature == "memcpy | Kite::fly"
    # No rules are the default ones, as in the reference.
    assert names(SignatureGenerator(ruleset=[])) == names(SignatureGenerator())


def test_classes_and_instances():
    instance = Shouting()
    made = SignatureGenerator(ruleset=(rule for rule in [rules.SignatureGenerationRule, instance]))
    assert made.pipeline[1] is instance
    assert made.generate(STACK).signature == "MEMCPY | KITE::FLY"


def test_a_class_derived_from_ours_goes_by_its_own_name():
    class OwnAbort(rules.AbortSignature):
        def predicate(self, crash_data, result):
            return super().predicate(crash_data, result) and crash_data["abort_message"] != "no"

    made = SignatureGenerator(ruleset=[rules.SignatureGenerationRule, OwnAbort])
    assert made.generate({**STACK, "abort_message": "no"}).signature == "memcpy | Kite::fly"
    result = made.generate({**STACK, "abort_message": "yes"})
    assert result.signature == "Abort | yes | memcpy | Kite::fly"
    assert result.debug_log[-1].startswith("OwnAbort: change signature: ")


def test_a_stack_rule_derived_from_ours():
    class OwnStack(rules.SignatureGenerationRule):
        def action(self, crash_data, result):
            done = super().action(crash_data, result)
            result.extra["mine"] = len(result.extra["normalized_frames"])
            return done

    result = SignatureGenerator(ruleset=[OwnStack]).generate(STACK)
    assert result.signature == "memcpy | Kite::fly"
    assert result.extra["mine"] == 3
    assert {line.split(":")[0] for line in result.debug_log} == {"OwnStack"}


def test_arguments_go_to_the_classes_that_have_parameters_for_them(tmp_path):
    class Configured(rules.Rule):
        def __init__(self, text, other="default", *args, keyword="default", **kwargs):
            self.seen = (text, other, keyword, kwargs)

    class Bare:
        pass

    made = SignatureGenerator(ruleset=[Configured, Bare, rules.HungProcess], text="a", keyword="b", unknown="c")
    assert made.pipeline[0].seen == ("a", "default", "default", {})
    assert [type(rule) for rule in made.initialize_pipeline([rules.HungProcess])] == [rules.HungProcess]
    with pytest.raises(FileNotFoundError):
        SignatureGenerator(signature_list_dir=str(tmp_path / "nothing"))


# Failures


def test_a_rule_without_methods():
    class BadRule:
        pass

    result = SignatureGenerator(ruleset=[BadRule, rules.HungProcess]).generate({"hang": 1})
    assert result.notes == ["BadRule: Rule failed: 'BadRule' object has no attribute 'predicate'"]
    assert result.signature == "hang: 1 | "


def test_a_rule_that_raises_has_a_note_and_the_next_ones_run():
    class Raising(rules.Rule):
        def action(self, crash_data, result):
            raise ValueError("gone")

    handler = mock.Mock()
    made = SignatureGenerator(ruleset=[DEFAULT_RULESET[0], Raising, *DEFAULT_RULESET[1:]], error_handler=handler)
    result = made.generate(OUT_OF_MEMORY)
    assert result.signature == "OOM | large | memcpy | Kite::fly"
    assert result.notes == ["Raising: Rule failed: gone"]
    [call] = handler.call_args_list
    assert call.args[0] is OUT_OF_MEMORY
    assert call.kwargs["extra"] == {"rule": "Raising"}
    kind, error, trace = call.kwargs["exc_info"]
    assert kind is ValueError and str(error) == "gone" and trace is error.__traceback__


@pytest.mark.parametrize(
    "ruleset", [None, [*DEFAULT_RULESET, Shouting], [rules.SignatureGenerationRule, rules.HungProcess]]
)
def test_the_error_handler_hears_of_failures_of_ours(ruleset):
    handler = mock.Mock()
    result = SignatureGenerator(ruleset=ruleset, error_handler=handler).generate(BROKEN)
    note = "Rule failed: threads[0].frames[0] is a number, not an object"
    assert result.notes[0] == f"SignatureGenerationRule: {note}"
    [call] = handler.call_args_list
    assert call.args == (BROKEN,)
    assert call.kwargs["extra"] == {"rule": "SignatureGenerationRule"}
    kind, error, trace = call.kwargs["exc_info"]
    assert kind is siggen.RuleError
    assert f"Rule failed: {error}" == note
    assert trace is not None


def test_the_error_handler_of_a_class_derived_from_ours():
    class OwnStack(rules.SignatureGenerationRule):
        pass

    handler = mock.Mock()
    result = SignatureGenerator(ruleset=[OwnStack], error_handler=handler).generate(BROKEN)
    assert result.notes == ["OwnStack: Rule failed: threads[0].frames[0] is a number, not an object"]
    assert handler.call_args.kwargs["extra"] == {"rule": "OwnStack"}


def test_no_failure_no_call():
    handler = mock.Mock()
    SignatureGenerator(error_handler=handler).generate(OUT_OF_MEMORY)
    SignatureGenerator(ruleset=[*DEFAULT_RULESET, Shouting], error_handler=handler).generate(OUT_OF_MEMORY)
    assert not handler.called


@pytest.mark.parametrize("ruleset", [None, [rules.SignatureGenerationRule]])
def test_what_an_error_handler_raises_passes(ruleset):
    def handler(*_, **__):
        raise LookupError("from the handler")

    with pytest.raises(LookupError, match="from the handler"):
        SignatureGenerator(ruleset=ruleset, error_handler=handler).generate(BROKEN)


def test_an_error_handler_set_later():
    made = SignatureGenerator()
    made.generate(BROKEN)
    made.error_handler = mock.Mock()
    made.generate(BROKEN)
    assert made.error_handler.called


# Pipelines that change


def test_a_pipeline_that_is_changed():
    made = SignatureGenerator()
    assert made.generate(STACK).signature == "memcpy | Kite::fly"
    made.pipeline.append(Shouting())
    assert made.generate(STACK).signature == "MEMCPY | KITE::FLY"
    del made.pipeline[-1]
    assert made.generate(STACK).signature == "memcpy | Kite::fly"
    made.pipeline[3] = Shouting()
    assert made.generate(OUT_OF_MEMORY).signature == "MEMCPY | KITE::FLY"
    made.pipeline = (rules.HungProcess(),)
    assert made.generate({"hang": 1}).signature == "hang: 1 | "
    made.pipeline = []
    assert made.generate(STACK) == Result()


def test_methods_that_are_replaced_on_an_instance():
    made = SignatureGenerator()
    oom = made.pipeline[3]
    assert made.generate(OUT_OF_MEMORY).signature.startswith("OOM")
    oom.predicate = lambda crash_data, result: False
    assert made.generate(OUT_OF_MEMORY).signature == "memcpy | Kite::fly"
    del oom.predicate
    assert made.generate(OUT_OF_MEMORY).signature.startswith("OOM")
    with mock.patch.object(oom, "action", side_effect=ValueError("mocked")):
        assert made.generate(OUT_OF_MEMORY).notes == ["OOMSignature: Rule failed: mocked"]
    assert made.generate(OUT_OF_MEMORY).signature.startswith("OOM")


def test_methods_that_are_replaced_on_a_class():
    with mock.patch.object(rules.OOMSignature, "predicate", return_value=False):
        assert SignatureGenerator().generate(OUT_OF_MEMORY).signature == "memcpy | Kite::fly"
    assert SignatureGenerator().generate(OUT_OF_MEMORY).signature.startswith("OOM")


def test_a_generator_without_the_constructor():
    class Own(SignatureGenerator):
        def __init__(self):
            self.error_handler = None
            self.pipeline = self.initialize_pipeline(DEFAULT_RULESET)

    assert Own().generate(STACK).signature == "memcpy | Kite::fly"


# Lists


@pytest.fixture
def folder(tmp_path):
    lists = {
        "irrelevant_signature_re": "memcpy",
        "prefix_signature_re": "Kite::.*",
        "signature_sentinels": "",
        "signatures_with_line_numbers_re": "",
    }
    for name, text in lists.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_folder_of_lists(folder):
    made = SignatureGenerator(signature_list_dir=folder)
    result = made.generate(STACK)
    assert result.signature == "Kite::fly | main"
    assert f"SignatureGenerationRule: using signature lists from {folder}" in result.debug_log
    assert SignatureGenerator(signature_list_dir=None).generate(STACK).signature == "memcpy | Kite::fly"


def test_the_watchdog_rule_has_the_same_lists(folder):
    crash_data = {
        "crashing_thread": 1,
        "threads": [
            {"frames": [{"function": "memcpy"}, {"function": "main"}]},
            {"frames": [{"function": "RunWatchdog"}]},
        ],
    }
    assert SignatureGenerator(signature_list_dir=str(folder)).generate(crash_data).signature == "shutdownhang | main"


def test_rules_with_different_lists(folder):
    crash_data = {
        "crashing_thread": 1,
        "threads": [
            {"frames": [{"function": "memcpy"}, {"function": "main"}]},
            {"frames": [{"function": "RunWatchdog"}]},
        ],
    }
    made = SignatureGenerator()
    made.pipeline[6] = rules.SignatureRunWatchDog(signature_list_dir=str(folder))
    assert made.generate(crash_data).signature == "shutdownhang | main"
    made.pipeline[6] = rules.SignatureRunWatchDog()
    assert made.generate(crash_data).signature == "shutdownhang | memcpy | main"


def test_a_tool_that_is_replaced_or_changed(folder):
    made = SignatureGenerator()
    assert made.generate(STACK).signature == "memcpy | Kite::fly"
    made.pipeline[0].c_signature_tool = rules.CSignatureTool(datadir=folder)
    assert made.generate(STACK).signature == "Kite::fly | main"
    made.pipeline[0].c_signature_tool.irrelevant_signature_re = made.pipeline[0].c_signature_tool.build_re(["Kite"])
    assert made.generate(STACK).signature == "memcpy"
    made.pipeline[0].c_signature_tool.signature_sentinels = ("main",)
    assert made.generate(STACK).signature == "main"


def test_sentinels_with_conditions_hold_in_a_pipeline():
    made = SignatureGenerator()
    for rule in (made.pipeline[0], made.pipeline[6]):
        rule.c_signature_tool.signature_sentinels = [("Kite::fly", lambda frames: "main" in frames)]
    assert made.generate(STACK).signature == "Kite::fly"
    without = copy.deepcopy(STACK)
    del without["threads"][1]["frames"][2]
    assert made.generate(without).signature == "memcpy | Kite::fly"
    assert made.generate({}).signature == "EMPTY: no frame data available"
    note = "SignatureGenerationRule: Rule failed: threads[0].frames[0] is a number, not an object"
    assert made.generate(BROKEN).notes[0] == note


# The rest


def test_copies_and_pickles(folder):
    made = SignatureGenerator(signature_list_dir=str(folder))
    made.generate(STACK)
    for again in (copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert again.generate(STACK).signature == "Kite::fly | main"
        assert again.generate(STACK).to_dict() == made.generate(STACK).to_dict()


def test_many_threads():
    made = SignatureGenerator()
    found = []

    def work():
        for number in range(200):
            found.append(made.generate({"threads": [{"frames": [{"function": f"f{number}(int)"}]}]}).signature)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted([f"f{number}" for number in range(200)] * 4)


def test_imports_are_few():
    code = (
        "import sys; before = set(sys.modules)\n"
        "from siggen.generator import SignatureGenerator\n"
        "import siggen.rules\n"
        "SignatureGenerator().generate({'threads': [{'frames': [{'function': 'f'}]}]}).signature\n"
        "print(*sorted(name for name in set(sys.modules) - before if not name.startswith('siggen')))\n"
    )
    # Without `site`, which may bring modules of its own.
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    slow = {"re", "json", "typing", "dataclasses", "inspect", "copy", "contextlib", "pathlib", "importlib.metadata"}
    assert not slow & set(run.stdout.split())


def test_the_module_has_the_names_of_the_other_package():
    assert generator.Result is Result
    assert issubclass(rules.SignatureGenerationRule, rules.Rule)
