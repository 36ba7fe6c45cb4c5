"""Helpers that other code uses."""

from __future__ import annotations

import contextlib

from . import _siggen

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    CrashData = dict[str, Any]

    CRASH_ID_RE: re.Pattern[str]

__all__ = [
    "ALLOWED_CHARS",
    "CRASH_ID_RE",
    "collapse",
    "collapse_arguments",
    "collapse_types",
    "convert_to_crash_data",
    "drop_bad_characters",
    "drop_prefix_and_return_type",
    "find_enclosed_slices",
    "get_crashing_thread",
    "int_or_none",
    "is_crash_id_valid",
    "override_values",
    "parse_crashid",
    "parse_source_file",
    "replace_enclosed_slices",
    "strip_leading_zeros",
]


#: What `drop_bad_characters` keeps: printable ASCII, of white space only spaces.
ALLOWED_CHARS = [chr(code) for code in range(0x20, 0x7F)]


def int_or_none(data: Any) -> int | None:
    """A value as a whole number, or ``None`` if it isn't one."""
    try:
        return int(data)
    except (TypeError, ValueError):
        return None


def get_crashing_thread(crash_data: Mapping[str, Any]) -> int:
    """The number of the crashing thread, by default 0."""
    number = int_or_none(crash_data.get("crashing_thread", 0))
    return 0 if number is None else number


@contextlib.contextmanager
def override_values(crash_data: CrashData, values: Mapping[str, Any]) -> Iterator[CrashData]:
    """A copy of crash data with other values.

    ``values`` maps paths to values. A path is keys and, in lists, numbers, with dots in between; missing dicts on the
    way are created.
    """
    import copy

    changed = copy.deepcopy(crash_data)
    for path, value in values.items():
        _set(changed, path, value)
    yield changed


def convert_to_crash_data(processed_crash: Mapping[str, Any]) -> CrashData:
    """The crash data of a processed crash."""

    def value(path: str, default: Any = None) -> Any:
        found = processed_crash
        for key in path.split("."):
            if not isinstance(found, dict) or key not in found:
                return default
            found = found[key]
        return found

    crash_data = {
        "hang": value("hang"),
        "oom_allocation_size": int_or_none(value("oom_allocation_size")),
        "js_large_allocation_failure": value("js_large_allocation_failure"),
        "abort_message": value("abort_message"),
        "mdsw_status_string": value("mdsw_status_string"),
        "async_shutdown_timeout": value("async_shutdown_timeout"),
        "ipc_channel_error": value("ipc_channel_error"),
        "ipc_message_name": value("ipc_message_name"),
        "additional_minidumps": value("additional_minidumps", []),
        "original_signature": value("signature", ""),
    }
    if "json_dump" in processed_crash:
        crash_data["crashing_thread"] = value("json_dump.crash_info.crashing_thread")
        crash_data["reason"] = value("json_dump.crash_info.type")
        crash_data["threads"] = value("json_dump.threads")
        crash_data["os"] = value("json_dump.system_info.os")
    # These two are not there at all where the processed crash doesn't have them.
    for name in ("java_exception", "java_stack_trace"):
        if name in processed_crash:
            crash_data[name] = processed_crash[name]
    return crash_data


def drop_bad_characters(text: str) -> str:
    """Text without characters that are not printable ASCII; of white space, only spaces stay."""
    return _siggen.drop_bad_characters(text)


def parse_source_file(source_file: str | None) -> str | None:
    """The path in a frame's ``file``, or ``None`` if it isn't clear.

    >>> parse_source_file("hg:example.org/browser:src/window.cpp:1f0c")
    'src/window.cpp'
    """
    return _siggen.parse_source_file(source_file) if source_file else None


def find_enclosed_slices(s: str, opening_token: str, closing_token: str) -> Iterator[tuple[int, int]]:
    """Where each text between two characters starts and ends, the outermost ones only.

    >>> list(find_enclosed_slices("a(b(c))d", "(", ")"))
    [(1, 7)]
    """
    yield from _siggen.find_enclosed_slices(s, opening_token, closing_token)


def replace_enclosed_slices(
    s: str, opening_token: str, closing_token: str, replace: Callable[[str, str, str], str]
) -> str:
    """Text with something else in place of each text between two characters.

    ``replace`` gets the text before it (since the last one), the text itself with its characters, and everything after
    it.

    >>> replace_enclosed_slices("f(int)", "(", ")", lambda before, inside, after: "()")
    'f()'
    """
    parts = []
    done = 0
    for start, end in _siggen.find_enclosed_slices(s, opening_token, closing_token):
        before = s[done:start]
        parts += [before, replace(before, s[start:end], s[end:])]
        done = end
    return "".join([*parts, s[done:]])


def collapse(
    function: str,
    open_string: str,
    close_string: str,
    replacement: str = "",
    exceptions: Sequence[str] | None = None,
) -> str:
    """Text with something else in place of each text between two characters, apart from exceptions.

    Text that contains one of the exceptions is kept, and a character directly after one opens nothing. No rule uses
    this any more: ``collapse_types`` and ``collapse_arguments`` replaced it.

    >>> collapse("Array<int>::at(int)", "<", ">", "<T>")
    'Array<T>::at(int)'
    """
    kept = tuple(exceptions or ())
    parts: list[str] = []
    depth = start = end = 0

    def close() -> None:
        inside = function[start : end + 1]
        is_kept = function.endswith(kept, 0, end) or any(text in inside for text in kept)
        parts.append(inside if is_kept else replacement)

    for end, char in enumerate(function):
        if depth == 0:
            if char == open_string and not function.endswith(kept, 0, end):
                depth, start = 1, end
            else:
                parts.append(char)
        elif char == open_string:
            depth += 1
        elif char == close_string:
            depth -= 1
            if depth == 0:
                close()
    if depth:
        close()
    return "".join(parts)


def collapse_types(func_signature: str) -> str:
    """A function's signature with ``<T>`` in place of its types.

    >>> collapse_types("Array<int>::at(int)")
    'Array<T>::at(int)'
    """
    return _siggen.collapse_types(func_signature)


def collapse_arguments(func_signature: str) -> str:
    """A function's signature without its arguments.

    >>> collapse_arguments("Array<int>::at(int)")
    'Array<int>::at'
    """
    return _siggen.collapse_arguments(func_signature)


def drop_prefix_and_return_type(function: str) -> str:
    """A function without the text before its name.

    >>> drop_prefix_and_return_type("static int Array::at(int)")
    'Array::at(int)'
    """
    return _siggen.drop_prefix_and_return_type(function)


def _crash_id_re() -> re.Pattern[str]:
    import re

    # The last six digits are a date.
    return re.compile(r"^[a-f0-9]{8}-(?:[a-f0-9]{4}-){3}[a-f0-9]{6}[0-9]{6}$")


def __getattr__(name: str) -> Any:
    # A module that most programs need for nothing else is not imported before.
    if name == "CRASH_ID_RE":
        return _crash_id_re()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def is_crash_id_valid(crash_id: str) -> bool:
    """Whether a text has the form of a crash id."""
    return bool(_crash_id_re().match(crash_id))


def parse_crashid(item: str) -> str | None:
    """The crash id in a crash id, ``bp-`` and a crash id, or the URL of a report; otherwise ``None``."""
    if is_crash_id_valid(item):
        return item
    if item.startswith("bp-"):
        crash_id = item[len("bp-") :]
    elif item.startswith("http"):
        from urllib.parse import urlsplit

        path = urlsplit(item).path
        crash_id = path.rpartition("/")[2] if path.startswith("/report/index") else ""
    else:
        return None
    return crash_id if is_crash_id_valid(crash_id) else None


def strip_leading_zeros(text: Any) -> Any:
    """A hexadecimal number without leading zeros; any other text stays unchanged.

    >>> strip_leading_zeros("0x0000000000032ec0")
    '0x32ec0'
    """
    return _siggen.strip_leading_zeros(text) if isinstance(text, str) else text


def _set(data: Any, path: str, value: Any) -> None:
    """Sets a value in nested dicts and lists."""
    *way, last = path.split(".")
    for key in way:
        data = data[int(key)] if isinstance(data, (list, tuple)) else data.setdefault(key, {})
    if isinstance(data, list):
        data[int(last)] = value
    else:
        data[last] = value
