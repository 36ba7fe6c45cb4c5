"""Signature lists as other code reads them."""

from __future__ import annotations

import os

from ._errors import SiglistError
from ._siggen import built_in_siglist, siglist_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Union

    Source = Union[str, os.PathLike[str], "_Included"]

__all__ = ["INCLUDED", "BadRegularExpressionLineError", "get_signature_list_content"]


class BadRegularExpressionLineError(SiglistError):
    """A line of a signature list that is no regular expression."""


class _Included:
    """Stands for the lists that are built in."""

    def __repr__(self) -> str:
        return "INCLUDED"

    def __reduce__(self) -> str:
        # There is one of its kind, also after copying and pickling.
        return "INCLUDED"


INCLUDED = _Included()


def get_signature_list_content(name: str, source: Source = INCLUDED) -> tuple[str, ...]:
    """The entries of a list: its lines without comments and empty ones.

    ``name`` is the list's name. ``source`` is ``INCLUDED``, or a folder that has the file
    ``NAME.txt``, with whatever name.

    Raises ``BadRegularExpressionLineError``, ``FileNotFoundError`` or ``UnicodeDecodeError``.
    """
    path, text = _read(name, source)
    try:
        return tuple(siglist_lines(name, text))
    except SiglistError as error:
        # The other package counts lines from 0 in this message, and programs may read it.
        at = "" if error.line is None else f" at line {error.line - 1}"
        message = f"Regex error: {error} in file {path}{at}"
        raise BadRegularExpressionLineError(message, name, error.line, path) from error


def _read(name: str, source: Source) -> tuple[str, str]:
    """Where a list is, and its text."""
    if isinstance(source, _Included):
        try:
            return "INCLUDED", built_in_siglist(name)
        except KeyError:
            raise FileNotFoundError(f"no list named {name!r} is built in") from None
    path = os.path.join(source, f"{name}.txt")
    with open(path, "rb") as file:
        return path, file.read().decode("utf-8")
