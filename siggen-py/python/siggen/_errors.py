"""The exceptions."""

from __future__ import annotations


class Error(Exception):
    """The base of all exceptions of this package."""

    __module__ = "siggen"


class CrashError(Error, ValueError):
    """Input that is not a crash: invalid JSON, JSON that is not an object, or damaged Arrow data.

    ``offset`` is the byte where reading stopped, ``path`` the place in the document; either can be ``None``.
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

    ``list`` is the list's name, ``line`` the line number of the entry, from 1, and ``source`` the directory of the
    list, or ``built-in``. Each can be ``None``.
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
    """A rule failed."""

    __module__ = "siggen"
