"""`siggen.rules`: the classes and tools."""

from __future__ import annotations

import copy
import re

import pytest

from siggen import rules
from siggen.generator import DEFAULT_RULESET, Result
from siggen.siglists_utils import BadRegularExpressionLineError

STACK = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "Kite::fly(int)"}]}]}


# Rules


@pytest.mark.parametrize("rule", DEFAULT_RULESET)
def test_what_all_rules_have(rule):
    made = rule()
    assert isinstance(made, rules.Rule)
    assert made.name == rule.__name__
    assert rule.__doc__
    assert made.predicate({}, Result()) in (True, False)


def test_the_base_of_users_rules():
    class Own(rules.Rule):
        pass

    assert Own().name == "Own"
    assert Own().predicate({}, Result()) is True
    assert Own().action({}, Result()) is True


@pytest.mark.parametrize(
    "rule, crash_data, signature, expected",
    [
        (rules.SignatureGenerationRule, STACK, "", "memcpy | Kite::fly"),
        (rules.StackwalkerErrorSignatureRule, {"mdsw_status_string": "NO"}, "EMPTY", "EMPTY; NO"),
        (rules.BadHardware, {"reason": "STATUS_DEVICE_DATA_ERROR"}, "a", "bad hardware | a"),
        (rules.OOMSignature, {"oom_allocation_size": 5}, "a", "OOM | small"),
        (rules.AbortSignature, {"abort_message": "no"}, "a", "Abort | no | a"),
        (
            rules.SignatureShutdownTimeout,
            {"async_shutdown_timeout": "{}"},
            "a",
            "AsyncShutdownTimeout | (unknown) | (none)",
        ),
        (rules.SignatureRunWatchDog, STACK, "RunWatchdog", "shutdownhang | memcpy | Kite::fly"),
        (rules.SignatureIPCChannelError, {"ipc_channel_error": "no"}, "a", "IPCError-content | no"),
        (rules.SignatureIPCMessageName, {"ipc_message_name": "b"}, "a", "a | IPC_Message_Name=b"),
        (rules.StackOverflowSignature, {"reason": "EXCEPTION_STACK_OVERFLOW"}, "a", "stackoverflow | a"),
        (rules.HungProcess, {"hang": 1}, "a", "hang: 1 | a"),
        (rules.SigPrintableCharsOnly, {}, "a\0b", "ab"),
        (rules.SigFixWhitespace, {}, " a\t b ", "a b"),
        (rules.SigTruncate, {}, "a" * 256, "a" * 252 + "..."),
    ],
)
def test_each_rule_alone(rule, crash_data, signature, expected):
    made, result = rule(), Result(signature=signature)
    before = copy.deepcopy(crash_data)
    assert made.predicate(crash_data, result) is True
    assert made.action(crash_data, result) is True
    assert result.signature == expected
    assert crash_data == before


def test_an_action_without_its_predicate():
    result = Result(signature="a")
    assert rules.OOMSignature().predicate({}, result) is False
    rules.OOMSignature().action({}, result)
    assert result.signature == "OOM | unknown | a"


def test_the_parts_of_the_stack_rules():
    for rule in (rules.SignatureGenerationRule(), rules.SignatureRunWatchDog()):
        assert type(rule.c_signature_tool) is rules.CSignatureTool
        assert type(rule.java_signature_tool) is rules.JavaSignatureTool
        assert type(rule.java_exception_signature_tool) is rules.JavaExceptionSignatureTool
    assert type(rules.SignatureRunWatchDog().signature_generation_rule) is rules.SignatureGenerationRule
    assert not isinstance(rules.SignatureRunWatchDog(), rules.SignatureGenerationRule)


@pytest.mark.parametrize("rule", [rules.SignatureGenerationRule, rules.SignatureRunWatchDog])
def test_a_tool_can_be_replaced(rule):
    made, tool = rule(), rules.CSignatureTool()
    tool.prefix_signature_re = re.compile("nothing")
    made.c_signature_tool = tool
    assert made.c_signature_tool is tool
    result = Result(signature="RunWatchdog")
    made.action(STACK, result)
    assert result.signature.endswith("memcpy")


def test_a_tool_of_another_class_is_refused():
    class OwnTool(rules.CSignatureTool):
        def normalize_frame(self, **_):
            return "mine"

    rule = rules.SignatureGenerationRule()
    for tool in (OwnTool(), rules.JavaSignatureTool(), None):
        with pytest.raises(TypeError, match="override the rule's action instead"):
            rule.c_signature_tool = tool
    with pytest.raises(AttributeError):
        rule.java_signature_tool = rules.JavaSignatureTool()


def test_methods_of_tools_are_not_replaced_on_an_instance():
    with pytest.raises(AttributeError):
        rules.CSignatureTool().normalize_frame = lambda **_: "mine"


# CSignatureTool


@pytest.fixture(scope="module")
def tool():
    return rules.CSignatureTool()


def test_normalization(tool):
    assert tool.normalize_cpp_function(function="void Kite::fly<int>(int) const", line="7") == "Kite::fly<T>"
    assert tool.normalize_cpp_function("js_Interpret", 7) == "js_Interpret:7"
    assert tool.normalize_cpp_function("js_Interpret", None) == "js_Interpret:None"
    assert tool.normalize_rust_function(function="kite::fly::h0123456789abcdef", line=7) == "kite::fly"
    with pytest.raises(IndexError, match=r"^list index out of range$"):
        tool.normalize_cpp_function("const", 7)


@pytest.mark.parametrize(
    "frame, expected",
    [
        ({}, ""),
        ({"function": "Kite::fly(int)", "module": "kite.dll"}, "Kite::fly"),
        ({"function": "kite::fly::h12", "file": "/kite.rs"}, "kite::fly"),
        ({"file": "/src/kite.cpp", "line": 7, "module": "kite.dll"}, "kite.cpp#7"),
        ({"module": "[kite]", "offset": "0x010"}, "kite"),
        ({"unloaded_modules": [{"module": "a.dll"}, {"module": "b.dll"}], "offset": "0x010"}, "(unloaded a.dll)"),
        ({"module_offset": "0x1", "offset": "0x010"}, "@0x10"),
    ],
)
def test_a_frame(tool, frame, expected):
    assert tool.normalize_frame(**frame) == expected
    names = ("module", "function", "file", "line", "module_offset", "offset", "unloaded_modules")
    assert tool.normalize_frame(*(frame.get(name) for name in names)) == expected


def test_frames_of_a_thread(tool):
    thread = {
        "frames": [
            {
                "module": "KITE.dll",
                "function": "outer",
                "inlines": [{"function": "inner", "file": "a.cpp", "line": 1}],
            },
            {"module": "KITE.dll"},
            {"file": "git:github.com/rust-lang/rust:src/libcore/panicking.rs:1", "function": "panic"},
            *({"function": f"f{number}"} for number in range(50)),
        ]
    }
    before = copy.deepcopy(thread)
    frames = tool.create_frame_list(thread)
    assert frames[:5] == ["inner", "outer", "KITE.dll", "core::panicking::panic", "f0"]
    assert len(frames) == rules.MAXIMUM_FRAMES_TO_CONSIDER
    assert tool.create_frame_list(thread, make_modules_lower_case=True)[2] == "kite.dll"
    assert thread == before
    assert tool.create_frame_list({}) == []


def test_frames_with_their_inline_functions(tool):
    frame = {"module": "kite.so", "function": "fly", "file": "f.c", "line": 3, "module_offset": "0x1", "offset": "0x2"}
    unloaded = [{"module": "wind.so"}]
    inlines = [{"function": "soar", "file": "s.c", "line": 4}]
    frames = [{**frame, "trust": "cfi", "inlines": inlines, "unloaded_modules": unloaded}, {"inlines": None}]
    assert list(tool.frame_generator(frames)) == [
        {**frame, "function": "soar", "file": "s.c", "line": 4},
        {**frame, "unloaded_modules": unloaded},
        {**dict.fromkeys(frame), "unloaded_modules": None},
    ]


def test_what_is_done_to_names_can_be_looked_at(tool):
    assert tool.fixup_space.sub("", "fly(int &, char *)") == "fly(int&, char*)"
    assert tool.fixup_comma.sub(", ", "fly(int,char, int)") == "fly(int, char, int)"
    assert tool.fixup_hash.sub("", "kite::fly::h0123456789abcdef") == "kite::fly"
    assert tool.fixup_lambda_numbers.sub("::$::", "kite::$_12::fly") == "kite::$::fly"
    with pytest.raises(AttributeError):
        tool.fixup_space = re.compile(" ")


def test_attributes_that_would_have_no_effect_are_refused():
    with pytest.raises(TypeError, match="signature_fragments would have no effect"):
        type("Mine", (rules.OOMSignature,), {"signature_fragments": ("hoard",)})

    class Mine(rules.OOMSignature):
        signature_fragments = ("hoard",)

        def predicate(self, crash_data, result):
            return any(fragment in result.signature for fragment in self.signature_fragments)

    assert Mine().predicate({}, Result("hoard::of")) and not Mine().predicate({}, Result("fly"))


def test_join_ignore_empty():
    assert rules.join_ignore_empty(", ", ["a", "", None, "b"]) == "a, b"


def test_a_stack(tool):
    assert tool.generate(["memcpy", "Kite::fly", "main"]) == (
        "memcpy | Kite::fly",
        [],
        [
            "using included signature lists",
            'prefix; continue iterating: "memcpy"',
            'not a prefix; stop: "Kite::fly"',
        ],
    )
    assert tool.generate(("memcpy", "Kite::fly"), delimiter=" / ")[0] == "memcpy / Kite::fly"
    assert tool.generate([])[:2] == (
        "EMPTY: no crashing thread identified",
        ["CSignatureTool: no crashing thread identified"],
    )
    assert tool.generate([], crashed_thread=3)[:2] == (
        "EMPTY: no frame data available",
        ["CSignatureTool: no frame data for crashing thread (3)"],
    )


def test_attributes(tool):
    assert tool.datadir is None
    assert tool.hang_prefixes == {-1: "hang", 1: "chromehang"}
    assert tool.collapse_arguments is True
    with pytest.raises(AttributeError):
        tool.collapse_arguments = False
    assert tool.irrelevant_signature_re.match("@0x1234")
    assert tool.prefix_signature_re.match("memcpy")
    assert tool.signatures_with_line_numbers_re.match("js_Interpret")
    assert all(isinstance(sentinel, str) for sentinel in tool.signature_sentinels)
    assert tool.build_re(["a", "b"]).pattern == "a|b"


def test_lists_that_are_assigned():
    tool = rules.CSignatureTool()
    irrelevant, prefix = tool.build_re(["a", "b"]), tool.build_re(("c", "d"))
    tool.irrelevant_signature_re = irrelevant
    tool.prefix_signature_re = prefix
    tool.signatures_with_line_numbers_re = re.compile("line")
    tool.signature_sentinels = ("s(",)
    assert tool.irrelevant_signature_re is irrelevant
    assert tool.prefix_signature_re is prefix
    assert tool.signature_sentinels == ("s(",)
    assert tool.generate(list("abcdef"))[0] == "c | d | e"
    assert tool.generate(["c", "s(", "d"])[0] == "s("
    assert tool.normalize_cpp_function("line_up", 7) == "line_up:7"
    # Others have their own.
    assert rules.CSignatureTool().generate(list("abcdef"))[0] == "a"


@pytest.mark.parametrize(
    "pattern, matches, misses",
    [
        (re.compile("kite", re.IGNORECASE), ["KITE"], ["fly"]),
        (re.compile("(?i)kite"), ["KITE"], ["fly"]),
        (re.compile("ki te # more", re.VERBOSE), ["kite"], ["ki te"]),
        (re.compile("#kite"), ["#kite"], ["kite"]),
        (re.compile("# kite|fly "), ["# kite", "fly "], ["fly"]),
        (re.compile(" kite"), [" kite"], ["kite"]),
        (re.compile(r"\w", re.ASCII), ["k"], ["é"]),
        (re.compile("k.te", re.DOTALL), ["k\nte"], ["fly"]),
    ],
)
def test_patterns_mean_in_lists_what_they_mean_outside(pattern, matches, misses):
    tool = rules.CSignatureTool()
    tool.irrelevant_signature_re = tool.build_re(["nothing"])
    tool.prefix_signature_re = pattern
    for text in matches:
        assert pattern.match(text)
        assert tool.generate([text, "next"])[0] == f"{text} | next"
    for text in misses:
        assert not pattern.match(text)
        assert tool.generate([text, "next"])[0] == text


def test_lists_that_cannot_be_assigned():
    tool = rules.CSignatureTool()
    before = tool.prefix_signature_re.pattern
    with pytest.raises(BadRegularExpressionLineError, match="look-around"):
        tool.prefix_signature_re = re.compile("(?!a)b")
    with pytest.raises(ValueError, match="line break"):
        tool.prefix_signature_re = re.compile("a\nb")
    for sentinel in ("", " a", "#a", "a\nb"):
        with pytest.raises(ValueError, match="can't be a sentinel"):
            tool.signature_sentinels = [sentinel]
    assert tool.prefix_signature_re.pattern == before
    assert tool.generate(["memcpy", "next"])[0] == "memcpy | next"


def test_sentinels_with_conditions():
    tool = rules.CSignatureTool()
    tool.signature_sentinels = ["first", ("second", lambda frames: "condition" in frames)]
    assert tool.generate(["a", "second", "b"])[0] == "a"
    assert tool.generate(["a", "second", "condition"])[0] == "second"
    assert tool.generate(["a", "second", "condition", "first"])[0] == "second"
    assert tool.generate(["a", "second", "first"])[0] == "first"
    assert tool.signature_sentinels[0] == "first"


def test_a_folder_of_lists(tmp_path):
    for name in ("irrelevant_signature_re", "prefix_signature_re", "signature_sentinels"):
        (tmp_path / f"{name}.txt").write_text("", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match="signatures_with_line_numbers_re"):
        rules.CSignatureTool(datadir=tmp_path)
    last = tmp_path / "signatures_with_line_numbers_re.txt"
    last.write_text("\nf\n", encoding="utf-8")
    tool = rules.CSignatureTool(datadir=tmp_path)
    assert tool.datadir == tmp_path
    assert tool.normalize_cpp_function("f()", 7) == "f:7"
    assert tool.signatures_with_line_numbers_re.pattern == "f"
    assert tool.generate(["a"])[2][0] == f"using signature lists from {tmp_path}"
    last.write_text("\n(\n", encoding="utf-8")
    with pytest.raises(
        BadRegularExpressionLineError, match=r"Regex error: .*signatures_with_line_numbers_re.txt at line 1$"
    ):
        rules.CSignatureTool(datadir=str(tmp_path))
    last.write_bytes(b"\xff")
    with pytest.raises(UnicodeDecodeError):
        rules.CSignatureTool(datadir=tmp_path)
    with pytest.raises(FileNotFoundError):
        rules.CSignatureTool(datadir=tmp_path / "nothing")


# Java


def test_a_java_stack_trace():
    tool = rules.JavaSignatureTool()
    trace = "java.lang.Kite: gone\n\tat a.Kite.fly(Kite.java:7)"
    assert tool.generate(trace) == ("java.lang.Kite: gone at a.Kite.fly(Kite.java)", [], [])
    assert tool.generate("A@0: b@01234567\nc", delimiter=" / ")[0] == "A@0 / b@<addr> / c"
    for source in (None, 5, ["text"], ""):
        assert tool.generate(source) == (
            "EMPTY: Java stack trace not in expected format",
            ["JavaSignatureTool: stack trace not in expected format"],
            [],
        )


def test_a_java_exception():
    tool = rules.JavaExceptionSignatureTool()
    frame = {"module": "a.Kite", "function": "fly", "filename": "Kite.java"}
    assert tool.normalize_frame(frame) == "a.Kite.fly(Kite.java)"
    assert tool.normalize_frame({}) == "unknown"
    exception = {"exception": {"values": [{"stacktrace": {"module": "b", "type": "Gone", "frames": [frame]}}]}}
    assert tool.generate(exception) == ("b.Gone: at a.Kite.fly(Kite.java)", [], [])
    for source in (None, "text", {}, []):
        assert tool.generate(source) == (
            "EMPTY: Java exception not in expected format",
            ["JavaExceptionSignatureTool: value not in expected format"],
            [],
        )


# The rest


def test_fix_missing_module():
    frame = {
        "file": "git:github.com/rust-lang/rust:src/libstd/panicking.rs:1",
        "function": "begin_panic_fmt",
        "line": 1,
    }
    fixed = rules.fix_missing_module(frame)
    assert fixed is frame
    assert frame["function"] == "std::panicking::begin_panic_fmt"
    for unknown in ({}, {"function": "panic"}, {"file": None, "function": None}, {"file": "/a.rs", "function": "f"}):
        assert rules.fix_missing_module(dict(unknown)) == unknown


def test_constants():
    assert rules.SIGNATURE_MAX_LENGTH == 255
    assert rules.MAXIMUM_FRAMES_TO_CONSIDER == 40
