"""How `Result` looks to the module `dataclasses`."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Result:
    """The fields of `siggen.generator.Result`."""

    signature: str = ""
    notes: list[str] = field(default_factory=list, repr=False)
    debug_log: list[str] = field(default_factory=list, repr=False)
    extra: dict[str, Any] = field(default_factory=dict, repr=False)
