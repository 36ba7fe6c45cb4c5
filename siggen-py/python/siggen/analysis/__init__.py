"""What many crashes and sets of signature lists tell.

``lint`` finds what is wrong with lists, ``diff`` says what two sets of lists make of the same crashes, ``coverage``
what each line does to them, and ``explain_without`` what one signature would be with other lines.

>>> import siggen.analysis as analysis
>>> before = {"irrelevant": "", "prefix": "memcpy", "line_numbers": "", "sentinels": ""}
>>> after = {**before, "prefix": ["memcpy", "paint"]}
>>> crash = {"threads": [{"frames": [{"function": "paint"}, {"function": "draw(int)"}]}]}
>>> analysis.diff(before, after, [crash]).migration_map()
{'paint': 'paint | draw'}

A set of lists is ``None`` for the built-in ones; a folder; what the command line takes, such as
``"HEAD~1:siglists"``; a mapping of the names of the lists to their texts or lines; or a ``siggen.Generator``.
Everything works on all cores, without the interpreter's lock, and ends with Ctrl-C.
"""

from __future__ import annotations

from .._siggen import Table
from ._coverage import Coverage, LineCoverage, SignatureCount, Without, coverage
from ._diff import BucketCount, BucketDiff, ChangedCrash, Diff, EditedLine, Migration, Stored, diff
from ._explain import Counterfactual, explain_without
from ._lint import Edit, Finding, Fix, Related, lint

__all__ = [
    "BucketCount",
    "BucketDiff",
    "ChangedCrash",
    "Counterfactual",
    "Coverage",
    "Diff",
    "Edit",
    "EditedLine",
    "Finding",
    "Fix",
    "LineCoverage",
    "Migration",
    "Related",
    "SignatureCount",
    "Stored",
    "Table",
    "Without",
    "coverage",
    "diff",
    "explain_without",
    "lint",
]
