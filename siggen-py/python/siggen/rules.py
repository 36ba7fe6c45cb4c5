"""The rules as classes, for code written for the older package.

Rules of your own can stand among them: a class with ``predicate`` and ``action``. What these
classes do is done by the native module; here is only what they look like.
"""

from __future__ import annotations

from . import _siggen
from ._result import Result
from ._siggen import (
    RULES,
    Generator,
    create_frame_list,
    java_exception_signature,
    java_frame,
    java_stack_trace_signature,
    normalize_cpp_function,
    normalize_frame,
    normalize_rust_function,
    rule_action,
    rule_applies,
    stack_signature,
)
from ._siggen import fix_missing_module as _fixed_function

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any, ClassVar, Union

    CrashData = dict[str, Any]
    Signature = tuple[str, list[str], list[str]]
    Folder = Union[str, os.PathLike[str]]
    #: A text, or a text with a condition: it counts where the condition holds for the frames.
    Sentinel = Union[str, tuple[str, Callable[[Sequence[str]], bool]]]

#: The most characters that a signature has.
SIGNATURE_MAX_LENGTH = _siggen.SIGNATURE_MAX_LENGTH

#: The most frames of a thread that are looked at.
MAXIMUM_FRAMES_TO_CONSIDER = _siggen.MAXIMUM_FRAMES_TO_CONSIDER

_IRRELEVANT = "irrelevant_signature_re"
_PREFIX = "prefix_signature_re"
_LINE_NUMBERS = "signatures_with_line_numbers_re"
_SENTINELS = "signature_sentinels"
_LISTS = (_IRRELEVANT, _PREFIX, _LINE_NUMBERS, _SENTINELS)


def join_ignore_empty(delimiter: str, list_of_strings: Iterable[str | None]) -> str:
    """Joins texts, without the empty ones."""
    return delimiter.join(text for text in list_of_strings if text)


class _Changes:
    """Tells plans that are kept elsewhere that a rule or a tool was changed."""

    #: Another object after each change.
    last: ClassVar[object] = object()

    @classmethod
    def note(cls) -> None:
        cls.last = object()


class Rule:
    """The base class of rules, including your own."""

    @property
    def name(self) -> str:
        """The name of the class."""
        return self.__class__.__name__

    def predicate(self, crash_data: CrashData, result: Result) -> bool:
        """Whether the rule runs."""
        return True

    def action(self, crash_data: CrashData, result: Result) -> bool:
        """Runs the rule, which changes the result in place."""
        return True


class CSignatureTool:
    """Makes signatures from stacks of C, C++ and Rust functions.

    ``datadir`` is a directory with the four signature lists; by default, the built-in lists are used. Each list can be
    replaced: patterns with compiled ones, sentinels with a sequence of texts.
    """

    # No other attributes: a method that is replaced on an instance would never be called by the
    # native code, so that fails here.
    __slots__ = ("_conditional", "_datadir", "_generator", "_patterns", "_sentinels", "_texts")

    hang_prefixes: ClassVar[dict[int, str]] = {-1: "hang", 1: "chromehang"}

    def __init__(self, datadir: Folder | None = None) -> None:
        self._datadir = datadir
        self._generator = _built_in() if datadir is None else _of_folder(datadir)
        #: Patterns and sentinels as they were assigned.
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._sentinels: tuple[Sentinel, ...] | None = None
        #: The texts of the lists once one was assigned.
        self._texts: dict[str, str] = {}
        self._conditional: list[tuple[str, Callable[[Sequence[str]], bool]]] = []

    @property
    def datadir(self) -> Folder | None:
        """The directory of the lists, or ``None``."""
        return self._datadir

    @property
    def collapse_arguments(self) -> bool:
        """Always true: functions are collapsed without their arguments."""
        return True

    # What is done to the names of functions, to be looked at. It is native code that does it, so these can't be replaced.

    @property
    def fixup_space(self) -> re.Pattern[str]:
        """A space that is removed: before a star, an ampersand or a comma."""
        return self.build_re([r" (?=[\*&,])"])

    @property
    def fixup_comma(self) -> re.Pattern[str]:
        """A comma that gets a space."""
        return self.build_re([r",(?! )"])

    @property
    def fixup_hash(self) -> re.Pattern[str]:
        """The hash after the name of a Rust function, which is removed."""
        return self.build_re([r"::h[0-9a-fA-F]+$"])

    @property
    def fixup_lambda_numbers(self) -> re.Pattern[str]:
        """The number of a lambda, which becomes ``::$::``."""
        return self.build_re([r"::\$_\d+::"])

    @property
    def irrelevant_signature_re(self) -> re.Pattern[str]:
        """Functions that are skipped."""
        return self._pattern(_IRRELEVANT)

    @irrelevant_signature_re.setter
    def irrelevant_signature_re(self, pattern: re.Pattern[str]) -> None:
        self._set_pattern(_IRRELEVANT, pattern)

    @property
    def prefix_signature_re(self) -> re.Pattern[str]:
        """Functions that are kept in the signature without ending it."""
        return self._pattern(_PREFIX)

    @prefix_signature_re.setter
    def prefix_signature_re(self, pattern: re.Pattern[str]) -> None:
        self._set_pattern(_PREFIX, pattern)

    @property
    def signatures_with_line_numbers_re(self) -> re.Pattern[str]:
        """Functions that get their line number."""
        return self._pattern(_LINE_NUMBERS)

    @signatures_with_line_numbers_re.setter
    def signatures_with_line_numbers_re(self, pattern: re.Pattern[str]) -> None:
        self._set_pattern(_LINE_NUMBERS, pattern)

    @property
    def signature_sentinels(self) -> tuple[Sentinel, ...]:
        """Functions that a signature starts with, wherever they are in the stack."""
        return self._lines(_SENTINELS) if self._sentinels is None else self._sentinels

    @signature_sentinels.setter
    def signature_sentinels(self, sentinels: Sequence[Sentinel]) -> None:
        plain = [sentinel for sentinel in sentinels if isinstance(sentinel, str)]
        conditional = [sentinel for sentinel in sentinels if not isinstance(sentinel, str)]
        for text in [*plain, *(text for text, _ in conditional)]:
            # A list's text can't hold it.
            if not text.strip() or text != text.strip() or text.startswith("#") or "\n" in text:
                raise ValueError(f"{text!r} can't be a sentinel, because it is not a valid list entry")
        self._replace(_SENTINELS, "\n".join(plain))
        self._sentinels = tuple(sentinels)
        self._conditional = conditional
        _Changes.note()

    def build_re(self, lines: Sequence[str]) -> re.Pattern[str]:
        """The pattern that matches whatever one of the entries matches."""
        import re

        return re.compile("|".join(lines))

    def normalize_rust_function(self, function: str, line: object) -> str:
        """The normalized name of a Rust function."""
        return normalize_rust_function(self._generator, function, line)

    def normalize_cpp_function(self, function: str, line: object) -> str:
        """The normalized name of a C++ function."""
        return normalize_cpp_function(self._generator, function, line)

    def normalize_frame(
        self,
        module: str | None = None,
        function: str | None = None,
        file: str | None = None,
        line: object = None,
        module_offset: str | None = None,
        offset: str | None = None,
        unloaded_modules: Sequence[Mapping[str, Any]] | None = None,
    ) -> str:
        """The normalized frame.

        This is the first of these that is known: the function, the file with the line, the module, the first unloaded
        module, the offset. It is empty if none is known.
        """
        frame = {
            "module": module,
            "function": function,
            "file": file,
            "line": line,
            "module_offset": module_offset,
            "offset": offset,
            "unloaded_modules": unloaded_modules,
        }
        return normalize_frame(self._generator, frame)

    def frame_generator(self, frames: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """The frames of a thread, as arguments of ``normalize_frame``. Inline functions come before the frame that they
        are in."""
        for frame in frames:
            for function in [*(frame.get("inlines") or ()), frame]:
                names = {name: function.get(name) for name in ("function", "file", "line")}
                place = {name: frame.get(name) for name in ("module", "module_offset", "offset")}
                # Code that was unloaded has no inline functions.
                unloaded = {"unloaded_modules": frame.get("unloaded_modules")} if function is frame else {}
                yield {**place, **names, **unloaded}

    def create_frame_list(self, thread_data: Mapping[str, Any], make_modules_lower_case: bool = False) -> list[str]:
        """The normalized frames of a thread, as many as count; inline functions are frames too."""
        return create_frame_list(self._generator, thread_data, make_modules_lower_case)

    def generate(
        self, source_list: Sequence[str], crashed_thread: int | None = None, delimiter: str = " | "
    ) -> Signature:
        """The signature of normalized frames, with notes and a log of how it came about."""
        return stack_signature(self._for_frames(source_list), source_list, crashed_thread, delimiter)

    def _lines(self, name: str) -> tuple[str, ...]:
        from .siglists_utils import INCLUDED, get_signature_list_content

        return get_signature_list_content(name, source=INCLUDED if self._datadir is None else self._datadir)

    def _pattern(self, name: str) -> re.Pattern[str]:
        return self._patterns.get(name) or self.build_re(self._lines(name))

    def _set_pattern(self, name: str, pattern: re.Pattern[str]) -> None:
        self._replace(name, _as_line(pattern))
        self._patterns[name] = pattern

    def _replace(self, name: str, text: str) -> None:
        texts = self._texts or {name: "\n".join(self._lines(name)) for name in _LISTS}
        texts = {**texts, name: text}
        self._generator = _of_texts(texts)
        self._texts = texts
        _Changes.note()

    def _for_frames(self, frames: Sequence[str]) -> Generator:
        """The generator with those sentinels whose condition holds for the frames."""
        held = [text for text, holds in self._conditional if holds(frames)]
        if not held:
            return self._generator
        # Compiled anew each time; nobody is known to have such sentinels, apart from tests.
        return _of_texts({**self._texts, _SENTINELS: "\n".join([self._texts[_SENTINELS], *held])})

    def _has_lists_of(self, other: CSignatureTool) -> bool:
        """Whether it is certain that both have the same lists."""
        if self._conditional or other._conditional:
            return False
        if self._texts or other._texts:
            return self._texts == other._texts
        return self._datadir == other._datadir


class JavaSignatureTool:
    """Makes signatures from Java stack traces, which are texts."""

    __slots__ = ()

    def generate(self, source: object, delimiter: str = ": ") -> Signature:
        """The signature of a stack trace, notes on it, and a log."""
        return java_stack_trace_signature(source, delimiter)


class JavaExceptionSignatureTool:
    """Makes signatures of Java exceptions, which are structures."""

    __slots__ = ()

    def normalize_frame(self, frame: Mapping[str, Any]) -> str:
        """A frame of an exception as signatures have it."""
        return java_frame(frame)

    def generate(self, source: object) -> Signature:
        """The signature of an exception, notes on it, and a log."""
        return java_exception_signature(source)


def fix_missing_module(frame: dict[str, Any]) -> dict[str, Any]:
    """Gives functions of Rust's panics their full name, in place, where symbols of Rust 1.34 lack it."""
    file, function = frame.get("file"), frame.get("function")
    if isinstance(file, str) and isinstance(function, str):
        fixed = _fixed_function(file, function)
        if fixed:
            frame["function"] = fixed
    return frame


#: What rules of the other package decide by, and native code knows for itself.
_FIXED = frozenset(
    {
        "CONSECUTIVE_WHITESPACE_RE",
        "WHITESPACE_RE",
        "bad_hardware_reason",
        "oom_last_error_value",
        "oom_reason",
        "signature_fragments",
        "stackoverflow_reason",
    }
)


#: The documentation of each native rule.
_DOCS = dict(RULES)


class _NativeRule(Rule):
    """A rule that the native module runs. Its documentation is the core's."""

    #: The rule's name there. A class derived from a rule has its own name, and this one.
    _rule: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if _NativeRule in cls.__bases__:
            # A class of no rule fails here, and a rule without a class where `DEFAULT_RULESET` is made.
            cls._rule, cls.__doc__ = cls.__name__, _DOCS[cls.__name__]
        without_effect = _FIXED.intersection(cls.__dict__)
        if without_effect and not {"predicate", "action"}.intersection(cls.__dict__):
            raise TypeError(
                f"{cls.__name__}.{min(without_effect)} would have no effect: native code runs {cls._rule}, which has no "
                "such attribute; override predicate or action instead"
            )

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value)
        if name in ("predicate", "action"):
            _Changes.note()

    def __delattr__(self, name: str) -> None:
        super().__delattr__(name)
        _Changes.note()

    def predicate(self, crash_data: CrashData, result: Result) -> bool:
        """Whether the rule runs."""
        return rule_applies(self._generator_for(crash_data), self._rule, crash_data, result)

    def action(self, crash_data: CrashData, result: Result) -> bool:
        """Runs the rule, which changes the result in place."""
        generator = self._generator_for(crash_data)
        if self.name == self._rule:
            rule_action(generator, self._rule, crash_data, result)
        else:
            _act_as(self.name, generator, self._rule, crash_data, result)
        return True

    def _generator_for(self, crash_data: CrashData) -> Generator:
        return _built_in()


class SignatureGenerationRule(_NativeRule):
    # Where there are frames, `result.extra` gets `normalized_frames` and `proto_signature`.

    def __init__(self, signature_list_dir: Folder | None = None) -> None:
        """``signature_list_dir`` is a folder with signature lists that replace the built-in ones."""
        super().__init__()
        self._c_signature_tool = CSignatureTool(datadir=signature_list_dir)
        self._java_signature_tool = JavaSignatureTool()
        self._java_exception_signature_tool = JavaExceptionSignatureTool()

    @property
    def c_signature_tool(self) -> CSignatureTool:
        """The tool for stacks. It can be replaced by another one, which has its own lists."""
        return self._c_signature_tool

    @c_signature_tool.setter
    def c_signature_tool(self, tool: CSignatureTool) -> None:
        if type(tool) is not CSignatureTool:
            raise TypeError(
                f"c_signature_tool is a CSignatureTool, not {type(tool).__name__}: native code runs it, which calls "
                "no methods of a derived class; override the rule's action instead"
            )
        self._c_signature_tool = tool
        _Changes.note()

    @property
    def java_signature_tool(self) -> JavaSignatureTool:
        """The tool for Java stack traces."""
        return self._java_signature_tool

    @property
    def java_exception_signature_tool(self) -> JavaExceptionSignatureTool:
        """The tool for Java exceptions."""
        return self._java_exception_signature_tool

    def _generator_for(self, crash_data: CrashData) -> Generator:
        if not self._c_signature_tool._conditional:
            return self._c_signature_tool._generator
        from .utils import get_crashing_thread

        return self._generator_for_thread(crash_data, get_crashing_thread(crash_data))

    def _generator_for_thread(self, crash_data: CrashData, thread: int) -> Generator:
        tool = self._c_signature_tool
        if not tool._conditional:
            return tool._generator
        try:
            frames = tool.create_frame_list(crash_data["threads"][thread], crash_data.get("os") == "Windows NT")
        except (IndexError, KeyError, TypeError):
            frames = []
        return tool._for_frames(frames)


class StackwalkerErrorSignatureRule(_NativeRule): ...


class BadHardware(_NativeRule): ...


class OOMSignature(_NativeRule): ...


class AbortSignature(_NativeRule): ...


class SignatureShutdownTimeout(_NativeRule): ...


class SignatureRunWatchDog(_NativeRule):
    def __init__(self, signature_list_dir: Folder | None = None) -> None:
        """``signature_list_dir`` is a folder with signature lists that replace the built-in ones."""
        super().__init__()
        self._signature_generation_rule = SignatureGenerationRule(signature_list_dir)

    @property
    def signature_generation_rule(self) -> SignatureGenerationRule:
        """The rule that makes the signature."""
        return self._signature_generation_rule

    @property
    def c_signature_tool(self) -> CSignatureTool:
        """The tool for stacks. It can be replaced by another one, which has its own lists."""
        return self._signature_generation_rule.c_signature_tool

    @c_signature_tool.setter
    def c_signature_tool(self, tool: CSignatureTool) -> None:
        self._signature_generation_rule.c_signature_tool = tool

    @property
    def java_signature_tool(self) -> JavaSignatureTool:
        """The tool for Java stack traces."""
        return self._signature_generation_rule.java_signature_tool

    @property
    def java_exception_signature_tool(self) -> JavaExceptionSignatureTool:
        """The tool for Java exceptions."""
        return self._signature_generation_rule.java_exception_signature_tool

    def _generator_for(self, crash_data: CrashData) -> Generator:
        return self._signature_generation_rule._generator_for_thread(crash_data, 0)


class SignatureIPCChannelError(_NativeRule): ...


class SignatureIPCMessageName(_NativeRule): ...


class StackOverflowSignature(_NativeRule): ...


class HungProcess(_NativeRule): ...


class SigPrintableCharsOnly(_NativeRule): ...


class SigFixWhitespace(_NativeRule): ...


class SigTruncate(_NativeRule): ...


def _act_as(name: str, generator: Generator, rule: str, crash_data: CrashData, result: Result) -> None:
    """Runs a rule's action under the name of a class that is derived from it."""
    own = Result(signature=result.signature)
    rule_action(generator, rule, crash_data, own)
    result.signature = own.signature
    result.notes.extend(_renamed(own.notes, rule, name))
    result.debug_log.extend(_renamed(own.debug_log, rule, name))
    result.extra.update(own.extra)


def _renamed(lines: list[str], rule: str, name: str) -> list[str]:
    start = f"{rule}: "
    return [f"{name}: {line[len(start) :]}" if line.startswith(start) else line for line in lines]


def _built_in() -> Generator:
    global _BUILT_IN
    if _BUILT_IN is None:
        _BUILT_IN = Generator()
    return _BUILT_IN


_BUILT_IN: Generator | None = None


def _of_folder(folder: Folder) -> Generator:
    from ._errors import SiglistError

    try:
        return Generator(folder)
    except (SiglistError, OSError):
        # Reading the lists one by one raises what the other package raises for a bad one.
        from .siglists_utils import get_signature_list_content

        for name in _LISTS:
            get_signature_list_content(name, source=folder)
        raise


def _of_texts(texts: dict[str, str]) -> Generator:
    from ._errors import SiglistError

    try:
        return Generator(texts)
    except SiglistError as error:
        from .siglists_utils import BadRegularExpressionLineError

        raise BadRegularExpressionLineError(f"Regex error: {error}", error.list, error.line, error.source) from error


def _as_line(pattern: re.Pattern[str]) -> str:
    """The line of a list that matches what the pattern matches."""
    import re

    line = pattern.pattern
    if "\n" in line:
        raise ValueError("an entry can't contain a line break")
    try:
        stated = re.compile(line).flags
    except re.error:
        # Its flags decide how it is read.
        stated = 0
    letters = {re.ASCII: "a", re.IGNORECASE: "i", re.MULTILINE: "m", re.DOTALL: "s", re.VERBOSE: "x"}
    unstated = "".join(letter for flag, letter in letters.items() if pattern.flags & ~stated & flag)
    if unstated:
        line = f"(?{unstated}){line}"
    # White space at the ends and a number sign in front mean something else in a list.
    if line.startswith("#") or line != line.lstrip():
        line = f"(?:){line}"
    return line if line == line.rstrip() else f"{line}(?:)"
