"""Crash signatures: a crash report goes in, and its signature comes out, with the reasons for it.

>>> import siggen
>>> crash = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "draw(int)"}]}]}
>>> siggen.generate(crash).signature
'memcpy | draw'
>>> print(siggen.explain(crash).frames[0].decided_by.pattern)
memcpy

Code written for the older package of this name finds its modules here: ``siggen.generator``, ``siggen.rules``,
``siggen.utils`` and ``siggen.siglists_utils``.
"""

from __future__ import annotations

import os as _os

from ._errors import CrashError, Error, RuleError, SiglistError
from ._siggen import (
    ArrowOutcomes,
    Decision,
    Explanation,
    FrameTrail,
    Generator,
    Outcome,
    Outcomes,
    RuleTrail,
    __version__,
    explain,
    generate,
    generate_arrow,
    generate_many,
)

# As type checkers know it: importing `typing` takes longer than the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._siggen import Shape
else:

    def __getattr__(name):
        """``Shape``, for annotations: the possible values of ``shape``."""
        if name == "Shape":
            from typing import Literal

            return Literal["crash-data", "processed", "raw", "stackwalk", "ping"]
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "ArrowOutcomes",
    "CrashError",
    "Decision",
    "Error",
    "Explanation",
    "FrameTrail",
    "Generator",
    "Outcome",
    "Outcomes",
    "RuleError",
    "RuleTrail",
    "Shape",
    "SiglistError",
    "__version__",
    "explain",
    "generate",
    "generate_arrow",
    "generate_many",
]

# A file that only the older package has. Looking for it takes microseconds; reading a distribution's metadata,
# milliseconds.
if _os.path.exists(_os.path.join(_os.path.dirname(__file__), "cmd_signature.py")):
    from ._beside import warn as _warn

    _warn()
