"""Signature lists, for code written for the older package."""

from __future__ import annotations

from ._errors import SiglistError
from ._siggen import built_in_siglist, siglist_lines

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from pathlib import Path
    from typing import IO, Any, Union

    Source = Union[str, os.PathLike[str], "_Included"]

__all__ = ["INCLUDED", "BadRegularExpressionLineError", "get_filepath", "get_signature_list_content"]


class BadRegularExpressionLineError(SiglistError):
    """An entry of a signature list that is not a valid regular expression."""


class _Included:
    """Represents the built-in lists."""

    def __repr__(self) -> str:
        return "INCLUDED"

    def __reduce__(self) -> str:
        # There is one of its kind, also after copying and pickling.
        return "INCLUDED"


INCLUDED = _Included()


class _IncludedFile:
    """A built-in list, as a file to read. It is part of the native module, so it has no path."""

    def __init__(self, name: str) -> None:
        self._list = name
        self.name = f"{name}.txt"

    def __repr__(self) -> str:
        return repr(INCLUDED)

    def is_file(self) -> bool:
        """Whether there is such a list."""
        try:
            return bool(self.read_bytes())
        except FileNotFoundError:
            return False

    def read_bytes(self) -> bytes:
        """The list, as in its file."""
        try:
            return built_in_siglist(self._list).encode("utf-8")
        except KeyError:
            raise FileNotFoundError(f"no built-in list named {self._list!r}") from None

    def read_text(self, encoding: str | None = None) -> str:
        """The list as text."""
        return self.read_bytes().decode(encoding or "utf-8")

    def open(self, mode: str = "r", encoding: str | None = None) -> IO[Any]:
        """The list as an open file."""
        import io

        if mode not in ("r", "rt", "rb"):
            raise ValueError(f"a built-in list can only be read, not opened with mode {mode!r}")
        binary = io.BytesIO(self.read_bytes())
        return binary if mode == "rb" else io.TextIOWrapper(binary, encoding=encoding or "utf-8")


def get_filepath(name: str, source: Source = INCLUDED) -> Path | _IncludedFile:
    """The file of a list: a path in a directory, or an object that can be read like one for a built-in list."""
    if isinstance(source, _Included):
        return _IncludedFile(name)
    from pathlib import Path

    return Path(source) / f"{name}.txt"


def get_signature_list_content(name: str, source: Source = INCLUDED) -> tuple[str, ...]:
    """The entries of a list: its lines without comments and empty ones.

    ``name`` is the list's name. ``source`` is ``INCLUDED``, or a directory with the file ``NAME.txt``, for any name.

    Raises ``BadRegularExpressionLineError``, ``FileNotFoundError`` or ``UnicodeDecodeError``.
    """
    file = get_filepath(name, source)
    try:
        return tuple(siglist_lines(name, file.read_bytes().decode("utf-8")))
    except SiglistError as error:
        # The other package counts lines from 0 in this message, and programs may read it.
        at = "" if error.line is None else f" at line {error.line - 1}"
        message = f"Regex error: {error} in file {file}{at}"
        raise BadRegularExpressionLineError(message, name, error.line, str(file)) from error
