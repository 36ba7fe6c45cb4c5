"""Analysis of signature lists and of many crashes.

``lint`` finds problems in lists, ``diff`` compares two sets of lists on the same crashes, ``coverage`` shows what each
list entry does across crashes, and ``explain_without`` what a signature would be with other entries.

>>> import siggen.analysis as analysis
>>> before = {"irrelevant": "", "prefix": "memcpy", "line_numbers": "", "sentinels": ""}
>>> after = {**before, "prefix": ["memcpy", "paint"]}
>>> crash = {"threads": [{"frames": [{"function": "paint"}, {"function": "draw(int)"}]}]}
>>> analysis.diff(before, after, [crash]).migration_map()
{'paint': 'paint | draw'}

A set of lists is ``None`` for the built-in ones; a directory; anything that the command line accepts, such as
``"HEAD~1:siglists"``; a mapping from the names of the lists to their texts or entries; or a ``siggen.Generator``.
Everything uses all cores, without the interpreter's lock, and can be interrupted with Ctrl-C.
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
