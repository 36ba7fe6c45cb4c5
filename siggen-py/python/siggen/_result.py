"""`Result`: what rules write to."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dataclasses import Field
    from typing import Any, ClassVar

    from ._siggen import Made

_FIELDS = ("signature", "notes", "debug_log", "extra")


class _Attributes:
    """The content of a result: its attributes and, separately, what they are made from."""

    __slots__ = ("__dict__", "__weakref__", "_failures", "_made")

    # Annotations of a class are looked up at run time by who asks for type hints.
    if TYPE_CHECKING:
        #: What native rules failed at: rule and message.
        _failures: list[tuple[str, str]]
        #: What native code has to say. A result that was made by a constructor has none.
        _made: Made
        #: The attributes that are there, under a name that derived classes don't use for something else.
        _attributes: dict[str, Any]


_Attributes._attributes = _Attributes.__dict__["__dict__"]


class _Field:
    """A field that is made on first access. From then on it is an ordinary attribute."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, result: Result | None, owner: type | None = None) -> Any:
        if result is None:
            if self._name == "signature":
                return ""
            raise AttributeError(f"type object 'Result' has no attribute {self._name!r}")
        # Where two threads look at once, both get what the first of them made.
        return result._attributes.setdefault(self._name, getattr(result._made, self._name))


class _ForDataclasses:
    """What the module `dataclasses` looks for in a class. Importing that module takes longer than this whole
    package."""

    __slots__ = ("_name",)

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, result: Result | None, owner: type | None = None) -> Any:
        from . import _dataclass

        return getattr(_dataclass.Result, self._name)


class Result(_Attributes):
    """The result of signature generation: the signature, notes, a log and anything else that rules add.

    It behaves like a dataclass. ``debug_log`` is made on first access, which takes about as long as the signature did.
    """

    __slots__ = ()

    signature: str
    notes: list[str]
    debug_log: list[str]
    extra: dict[str, Any]

    __match_args__ = ("signature", "notes", "debug_log", "extra")
    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    else:
        __dataclass_fields__ = _ForDataclasses()
        __dataclass_params__ = _ForDataclasses()

    def __init__(
        self,
        signature: str = "",
        notes: list[str] | None = None,
        debug_log: list[str] | None = None,
        extra: dict[str, Any] | None = None,
    ) -> None:
        self.signature = signature
        self.notes = [] if notes is None else notes
        self.debug_log = [] if debug_log is None else debug_log
        self.extra = {} if extra is None else extra

    @property
    def __dict__(self) -> dict[str, Any]:  # type: ignore[override]
        if hasattr(self, "_made"):
            for name in _FIELDS:
                getattr(self, name)
        return self._attributes

    def set_signature(self, rule: str, signature: str) -> None:
        """Makes this the signature and logs the change."""
        self.debug(rule, 'change signature: "%s" -> "%s"', self.signature, signature)
        self.signature = signature

    def info(self, rule: str, msg: object, *args: object) -> None:
        """Adds a note; arguments are put into the message with ``%``."""
        self.notes.append(_line(rule, msg, args))

    def debug(self, rule: str, msg: object, *args: object) -> None:
        """Adds a line to the log; arguments are put into the message with ``%``."""
        self.debug_log.append(_line(rule, msg, args))

    def to_dict(self) -> dict[str, Any]:
        """The fields as a dict. Lists and dicts are not copied."""
        return {name: getattr(self, name) for name in _FIELDS}

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}(signature={self.signature!r})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in _FIELDS)

    # A result can be changed.
    __hash__ = None  # type: ignore[assignment]

    def __replace__(self, **changes: Any) -> Result:
        import dataclasses

        return dataclasses.replace(self, **changes)

    def __getstate__(self) -> dict[str, Any]:
        return vars(self)


# Where users import it from, and where pickles of the other package's results look for it.
Result.__module__ = "siggen.generator"
for _name in _FIELDS:
    setattr(Result, _name, _Field(_name))


def _line(rule: str, msg: Any, args: tuple[object, ...]) -> str:
    return f"{rule}: {msg % args if args else msg}"
