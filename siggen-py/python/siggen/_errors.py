"""The exceptions."""

from __future__ import annotations


class Error(Exception):
    """The base of all exceptions of this package."""

    __module__ = "siggen"


class CrashError(Error, ValueError):
    """Input that is no crash: no JSON, JSON that is no object, or Arrow data that is damaged.

    ``offset`` is the byte where reading ended, ``path`` the place in the document; either is
    ``None`` where there is none.
    """

    __module__ = "siggen"

    def __init__(self, message: str, offset: int | None = None, path: str | None = None) -> None:
        super().__init__(message, offset, path)
        self.message = message
        self.offset = offset
        self.path = path

    def __str__(self) -> str:
        return self.message


class SiglistError(Error, ValueError):
    """A signature list that can't be compiled.

    ``list`` is the list's name, ``line`` the number of the line, from 1, and ``source`` the folder
    that the list is from, or ``built-in``; ``None`` where there is none.
    """

    __module__ = "siggen"

    def __init__(
        self, message: str, list: str | None = None, line: int | None = None, source: str | None = None
    ) -> None:
        super().__init__(message, list, line, source)
        self.message = message
        self.list = list
        self.line = line
        self.source = source

    def __str__(self) -> str:
        return self.message


class RuleError(Error):
    """What kept a rule from its work."""

    __module__ = "siggen"
