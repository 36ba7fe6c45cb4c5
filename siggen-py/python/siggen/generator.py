"""The signature generator, for code written for the older package.

::

    from siggen.generator import SignatureGenerator

    result = SignatureGenerator().generate(crash_data)
    print(result.signature)

Rules of your own go into ``ruleset`` or, later, into ``pipeline``.
"""

from __future__ import annotations

import sys

from . import rules
from ._result import Result
from ._siggen import RULES, run_pipeline, run_rules
from .rules import SignatureGenerationRule, SignatureRunWatchDog, _built_in, _Changes, _NativeRule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from ._siggen import Generator
    from .rules import CrashData, CSignatureTool
else:
    # For who asks for the type hints of a Result at run time: typing takes longer to import than all the rest.
    Any = object

__all__ = ["DEFAULT_RULESET", "Result", "SignatureGenerator"]

#: The rules, in the order in which they run: a class in `siggen.rules` for each of the native module's.
DEFAULT_RULESET: list[type[_NativeRule]] = [getattr(rules, name) for name, _ in RULES]

#: Where each class stands in the native module's rules.
_PLACES = {rule: place for place, rule in enumerate(DEFAULT_RULESET)}

_new = object.__new__

#: Those that read signature lists.
_STACK_RULES = (SignatureGenerationRule, SignatureRunWatchDog)


class _Segment:
    """Native rules that stand together in their order, or one rule that is run by its methods."""

    __slots__ = ("end", "first", "generator", "rule", "tool")

    def __init__(self, rule: Any) -> None:
        place = _native_place(rule)
        #: The rule to run by its methods.
        self.rule: Any = rule if place is None else None
        self.first = -1 if place is None else place
        self.end = self.first + 1
        #: The tool whose lists hold; rules that read no lists have none.
        self.tool: CSignatureTool | None = None
        if place is not None and isinstance(rule, _STACK_RULES):
            self.tool = rule.c_signature_tool
        self.generator: Generator = _built_in() if self.tool is None else self.tool._generator

    def takes(self, other: _Segment) -> bool:
        """Puts the other behind this one, if native code can run them together."""
        if self.rule is not None or other.rule is not None or other.first != self.end:
            return False
        if self.tool is None:
            self.tool, self.generator = other.tool, other.generator
        elif other.tool is not None and not self.tool._has_lists_of(other.tool):
            return False
        self.end = other.end
        return True


class SignatureGenerator:
    """Generates signatures by running rules on crash data.

    ``ruleset`` is a list of classes and instances of rules. ``error_handler`` is called as ``error_handler(crash_data,
    exc_info=…, extra={"rule": name})`` if a rule fails. All other arguments are passed to the classes whose
    constructors have parameters of these names.

    ``pipeline`` is the list of instances, and may be changed. If a rule raises, the exception becomes a note, and the
    next rule runs.
    """

    # The plan, and what it was made for. Rules are planned when a signature is asked for.
    _segments: list[_Segment]
    _generator: Generator | None = None
    _planned_for: list[Any] | None = None
    _planned_after: object = None

    def __init__(
        self,
        ruleset: Iterable[Any] | None = None,
        error_handler: Callable[..., object] | None = None,
        **cfg: Any,
    ) -> None:
        self.error_handler = error_handler
        self.pipeline = self.initialize_pipeline(ruleset or list(DEFAULT_RULESET), **cfg)

    def initialize_pipeline(self, ruleset: Iterable[Any], **cfg: Any) -> list[Any]:
        """The instances of a ruleset; classes get those arguments that they have parameters for."""
        return [_instance(rule, cfg) if isinstance(rule, type) else rule for rule in ruleset]

    def generate(self, signature_data: CrashData) -> Result:
        """The signature of crash data, with notes, a log, and anything else that rules added.

        ``signature_data`` is not changed.
        """
        if self.pipeline != self._planned_for or self._planned_after is not _Changes.last:
            self._plan()
        if self._generator is None:
            return self._run_segments(signature_data)
        # What it is made of takes the place of a constructor.
        result = _new(Result)
        result._made = made = run_pipeline(self._generator, signature_data)
        if self.error_handler:
            for rule, message in made.failures:
                self._report(signature_data, rule, message)
        return result

    def _plan(self) -> None:
        """Finds the rules that native code can run together."""
        after, pipeline = _Changes.last, list(self.pipeline)
        segments: list[_Segment] = []
        for rule in pipeline:
            segment = _Segment(rule)
            if not segments or not segments[-1].takes(segment):
                segments.append(segment)
        is_all = len(segments) == 1 and (segments[0].first, segments[0].end) == (0, len(RULES))
        self._segments = segments
        # This one runs all of the pipeline, where that is the native module's own.
        self._generator = segments[0].generator if is_all else None
        # Last, as other threads take the plan for good when they see these.
        self._planned_after, self._planned_for = after, pipeline

    def _run_segments(self, crash_data: CrashData) -> Result:
        result = Result()
        for segment in self._segments:
            rule = segment.rule
            name = RULES[segment.first][0] if rule is None else rule.__class__.__name__
            try:
                if rule is not None:
                    if rule.predicate(crash_data, result):
                        rule.action(crash_data, result)
                    continue
                failures = run_rules(segment.generator, segment.first, segment.end, crash_data, result)
            except Exception as error:
                if self.error_handler:
                    self.error_handler(crash_data, exc_info=sys.exc_info(), extra={"rule": name})
                result.info(name, "Rule failed: %s", error)
                continue
            if self.error_handler:
                for failed, message in failures:
                    self._report(crash_data, failed, message)
        return result

    def _report(self, crash_data: CrashData, rule: str, message: str) -> None:
        """Passes a native rule's failure to the error handler."""
        from ._errors import RuleError

        try:
            # Handlers expect an exception that was raised, with a traceback.
            raise RuleError(message)
        except RuleError:
            exc_info = sys.exc_info()
        if self.error_handler:
            self.error_handler(crash_data, exc_info=exc_info, extra={"rule": rule})


def _native_place(rule: Any) -> int | None:
    """The place in the native module's rules, if it is one of those and nothing about it is changed."""
    place = _PLACES.get(type(rule))
    if place is None:
        return None
    is_as_it_was = (
        type(rule).predicate is _PREDICATE
        and type(rule).action is _ACTION
        and "predicate" not in rule.__dict__
        and "action" not in rule.__dict__
    )
    # Which sentinels hold is known only when there are frames.
    if not is_as_it_was or (isinstance(rule, _STACK_RULES) and rule.c_signature_tool._conditional):
        return None
    return place


_PREDICATE = _NativeRule.predicate
_ACTION = _NativeRule.action


def _instance(rule: type, cfg: dict[str, Any]) -> Any:
    if not cfg:
        return rule()
    if rule in _PLACES:
        # Known, so that nobody waits for `inspect`.
        names = ["signature_list_dir"] if rule in _STACK_RULES else []
    else:
        import inspect

        parameters = inspect.signature(rule).parameters.values()
        names = [parameter.name for parameter in parameters if parameter.kind is parameter.POSITIONAL_OR_KEYWORD]
    return rule(**{name: cfg[name] for name in names if name in cfg})
