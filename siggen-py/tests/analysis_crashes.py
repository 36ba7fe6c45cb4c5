"""Crashes and lists for the tests of `siggen.analysis`."""

from __future__ import annotations

import json
import random

import siggen

#: The lists' names.
LISTS = ("irrelevant_signature_re", "prefix_signature_re", "signatures_with_line_numbers_re", "signature_sentinels")

EMPTY = dict.fromkeys(LISTS, "")


def crash_of(id, *functions, **fields):
    frames = [{"function": function, "line": 7} for function in functions]
    return {"crash_id": id, "threads": [{"frames": frames}], **fields}


def lists_of(**lists):
    """Empty lists but for these, by their short names."""
    return {"irrelevant": "", "prefix": "", "line_numbers": "", "sentinels": "", **lists}


def ndjson(crashes):
    return b"".join(json.dumps(crash).encode() + b"\n" for crash in crashes)


#: Lines for random lists: some alike, some that take the same frames.
PATTERNS = ("a", "b", "ab", "a.*", "[bc]$", "c|d", "d", "e", "ee", "(?:a|e)f?", "f", "xa", ".*x", "b.")
FUNCTIONS = ("a", "ab", "abc", "b", "bc", "c", "d", "de", "e", "ee", "ef", "f", "xa", "xb", "ax")


def random_lists(source: random.Random):
    """Lists by their names, as lines."""
    lists = {}
    for name in LISTS:
        patterns = FUNCTIONS if name == "signature_sentinels" else PATTERNS
        chosen = source.sample(patterns, source.randrange(5 if name == "prefix_signature_re" else 3))
        # Comments and empty lines count as lines.
        fillers = ([], [], ["# comment"], [""])
        lists[name] = [line for entry in chosen for line in (*source.choice(fillers), entry)]
    return lists


def generator_of(lists):
    """A generator with these lists, as lines."""
    return siggen.Generator({name: "\n".join(lines) for name, lines in lists.items()})


def edited(source: random.Random, lists):
    """The lists with a few lines more and a few less."""
    after = {name: list(lines) for name, lines in lists.items()}
    for _ in range(source.randrange(1, 4)):
        lines = after[source.choice(LISTS)]
        if lines and source.random() < 0.5:
            lines.pop(source.randrange(len(lines)))
        else:
            lines.insert(source.randrange(len(lines) + 1), source.choice(PATTERNS))
    return after


def random_crashes(source: random.Random, count: int):
    crashes = []
    for number in range(count):
        functions = source.choices(FUNCTIONS, k=source.randrange(7))
        fields = {"original_signature": source.choice(("a", "ab", "b"))} if source.random() < 0.3 else {}
        crashes.append(crash_of(f"crash-{number:04}", *functions, **fields))
    return crashes
