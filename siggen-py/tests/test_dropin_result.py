"""`Result` beside a dataclass of the same fields, as the other package has it."""

from __future__ import annotations

import copy
import dataclasses
import gc
import pickle
import pickletools
import subprocess
import sys
import threading
import weakref
from dataclasses import dataclass, field
from typing import Any, get_type_hints

import pytest

from siggen.generator import Result, SignatureGenerator

CRASH = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "Kite::fly(int)"}]}], "hang": 5}
NAMES = ["signature", "notes", "debug_log", "extra"]


@dataclass
class Plain:
    signature: str = ""
    notes: list[str] = field(default_factory=list, repr=False)
    debug_log: list[str] = field(default_factory=list, repr=False)
    extra: dict[str, Any] = field(default_factory=dict, repr=False)


def pair():
    """A result of the pipeline that nobody has looked at, and the dataclass with the same values."""
    seen = SignatureGenerator().generate(CRASH)
    assert seen.signature and seen.debug_log and seen.extra
    seen.notes.append("one")
    made = SignatureGenerator().generate(CRASH)
    made.notes.append("one")
    return made, Plain(seen.signature, seen.notes, seen.debug_log, seen.extra)


@pytest.mark.parametrize(
    "of", [dataclasses.asdict, vars, lambda result: result.__dict__, lambda r: copy.copy(r).__dict__]
)
def test_all_fields_are_there_at_once(of):
    made, plain = pair()
    assert of(made) == of(plain)


def test_as_a_tuple():
    made, plain = pair()
    assert dataclasses.astuple(made) == dataclasses.astuple(plain)


def test_asdict_copies_and_vars_does_not():
    made, _ = pair()
    assert vars(made)["notes"] is made.notes
    assert dataclasses.asdict(made)["notes"] is not made.notes
    vars(made)["signature"] = "other"
    assert made.signature == "other"
    made.mine = 1
    assert vars(made)["mine"] == 1 and "mine" not in dataclasses.asdict(made)
    assert not [name for name in vars(made) if name.startswith("_")]


def test_the_fields():
    assert dataclasses.is_dataclass(Result) and dataclasses.is_dataclass(Result())
    ours, theirs = dataclasses.fields(Result), dataclasses.fields(Plain)
    assert [one.name for one in ours] == [one.name for one in theirs] == NAMES
    assert [(one.init, one.repr, one.compare) for one in ours] == [(one.init, one.repr, one.compare) for one in theirs]
    assert ours[0].default == "" and [one.default_factory for one in ours[1:]] == [list, list, dict]
    assert Result.__match_args__ == Plain.__match_args__ if sys.version_info >= (3, 10) else True
    assert Result.signature == Plain.signature == ""
    assert not hasattr(Result, "notes") and not hasattr(Plain, "notes")


def test_replace():
    made, plain = pair()
    other = dataclasses.replace(made, signature="other")
    assert vars(other) == vars(dataclasses.replace(plain, signature="other"))
    assert type(other) is Result and other.notes is made.notes and made.signature != "other"
    with pytest.raises(TypeError):
        dataclasses.replace(made, nothing=1)
    if sys.version_info >= (3, 13):
        assert copy.replace(made, signature="other") == other


def test_copies():
    made, _ = pair()
    made.mine = ["x"]
    shallow, deep = copy.copy(made), copy.deepcopy(made)
    assert shallow == made and shallow.notes is made.notes and shallow.mine is made.mine
    assert deep == made and deep.notes is not made.notes and deep.mine == ["x"] and deep.mine is not made.mine
    shallow.signature = "other"
    assert made.signature != "other"


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_pickles(protocol):
    made, _ = pair()
    made.mine = 1
    again = pickle.loads(pickle.dumps(made, protocol))
    assert again == made and again.mine == 1 and vars(again) == vars(made)
    again.set_signature("Mine", "other")
    assert again.debug_log[-1].endswith('-> "other"')


def test_pickles_are_those_of_a_dataclass():
    made, plain = SignatureGenerator().generate(CRASH), pair()[1]
    plain.notes.pop()

    def shape(pickled):
        return [(code.name, arg) for code, arg, _ in pickletools.genops(pickled) if code.name != "FRAME"]

    ours, theirs = shape(pickle.dumps(made, 2)), shape(pickle.dumps(plain, 2))
    # Both say the class, then the fields by name; so results pickled by one package are read by the other.
    assert [code for code, _ in ours] == [code for code, _ in theirs]
    assert next(arg for code, arg in ours if code == "GLOBAL") == "siggen.generator Result"


def test_equality():
    made, plain = pair()
    assert made == copy.deepcopy(made) and not made != copy.deepcopy(made)
    assert made != plain and made != Result() and made != 5 and Result() == Result("", [], [], {})
    for name, other in [("signature", "x"), ("notes", []), ("debug_log", []), ("extra", {})]:
        changed = copy.deepcopy(made)
        setattr(changed, name, other)
        assert changed != made
    with pytest.raises(TypeError):
        hash(made)
    with pytest.raises(TypeError):
        hash(plain)

    class Sub(Result):
        pass

    assert Sub() != Result()


def test_derived_classes():
    @dataclass
    class More(Result):
        weight: int = 0

    more = More("a", weight=3)
    assert dataclasses.asdict(more) == {"signature": "a", "notes": [], "debug_log": [], "extra": {}, "weight": 3}
    more.info("Mine", "%s", 1)
    assert repr(more).endswith("More(signature='a', weight=3)")
    assert more == More("a", notes=["Mine: 1"], weight=3) != More("a", notes=["Mine: 1"])

    class Titled(Result):
        @property
        def title(self):
            return self.signature.title()

    assert Titled("memcpy").title == "Memcpy"


def test_match_statement():
    if sys.version_info < (3, 10):
        pytest.skip("there is no such statement")
    names = {"result": Result("a", ["b"])}
    exec("match result:\n case type(signature=signature, notes=[note]): pass", {"type": Result}, names)
    assert (names["signature"], names["note"]) == ("a", "b")


def test_what_an_instance_without_fields_does():
    # As unpickling makes it, before its state is there.
    bare = Result.__new__(Result)
    assert vars(bare) == {}
    with pytest.raises(AttributeError):
        bare.notes  # noqa: B018
    with pytest.raises(AttributeError):
        Result().nothing  # noqa: B018


def test_cycles_are_freed():
    made = SignatureGenerator().generate(CRASH)
    made.extra["self"] = made
    made.mine = made
    gone = weakref.ref(made)
    del made
    gc.collect()
    assert gone() is None


def test_threads_get_the_same_list():
    for _ in range(200):
        made, barrier, seen = SignatureGenerator().generate(CRASH), threading.Barrier(4), []

        def look(made=made, barrier=barrier, seen=seen):
            barrier.wait()
            seen.append(made.debug_log)

        threads = [threading.Thread(target=look) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len({id(log) for log in seen}) == 1


def test_nobody_waits_for_the_module_dataclasses():
    program = (
        "import sys; from siggen.generator import SignatureGenerator;"
        "vars(SignatureGenerator().generate({})); sys.exit('dataclasses' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program]).returncode == 0


def test_type_hints():
    names = ("signature", "notes", "debug_log", "extra")
    assert tuple(get_type_hints(Result)) == tuple(field.name for field in dataclasses.fields(Result)) == names
