"""What a signature would be with other lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._siggen import Explanation
from .._siggen import explain_without as native
from . import _html

if TYPE_CHECKING:
    from .._siggen import Shape, _AnyLists, _Crash


@dataclass(frozen=True)
class Counterfactual:
    """The outcome without some list entries and with others."""

    #: The signature with these changes.
    signature: str
    #: Whether it differs.
    changed: bool
    #: The explanation with these changes.
    explanation: Explanation
    #: The explanation with the lists unchanged.
    now: Explanation

    def __repr__(self) -> str:
        return f"Counterfactual({self.signature!r}, changed={self.changed})"

    def _repr_html_(self) -> str:
        way = f"{self.now.signature} → {self.signature}" if self.changed else "the signature stays as it is"
        return _html.heading(way) + self.explanation._repr_html_()


def explain_without(
    crash: _Crash,
    lists: _AnyLists = None,
    *,
    without: Iterable[tuple[str, int | str]] = (),
    with_lines: Iterable[tuple[str, str]] = (),
    shape: Shape | None = None,
) -> Counterfactual:
    """What a crash's signature would be without some list entries and with others.

    ``crash`` and ``shape`` are as for ``siggen.explain``. ``lists`` is a set of lists, as for ``diff``; by default the
    built-in ones.

    ``without`` has pairs of a list's name and an entry, given as its line number or its text. ``with_lines`` has pairs
    of a list's name and an entry to add to its end. Names are in full or ``irrelevant``, ``prefix``, ``line-numbers``
    and ``sentinels``.

    Returns a ``Counterfactual``.

    Raises ``ValueError`` for an entry that doesn't exist, ``siggen.SiglistError`` for one that can't be compiled, and
    the exceptions of ``siggen.explain``.

    >>> import siggen.analysis as analysis
    >>> crash = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "paint"}]}]}
    >>> analysis.explain_without(crash, without=[("prefix", "memcpy")])
    Counterfactual('memcpy', changed=True)
    """
    now, then = native(crash, lists, without=list(without), with_lines=list(with_lines), shape=shape)
    return Counterfactual(then.signature, then.signature != now.signature, then, now)
