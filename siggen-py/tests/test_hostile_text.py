"""Texts of reports and lists that try to do something to the terminal or the notebook that shows them."""

import unicodedata

import pytest

import siggen
from siggen import analysis

#: Of every class: C0, DEL, C1, bidirectional controls, separators of lines, zero-width characters, tags.
HIDDEN = (
    "\x1b]0;title\x07\x7f\x80\x9b31m\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\u200b\u200c\u200d\u2060\ufeff\xad\ufe0f\u3164\U000e0041"
)
LINE_ENDS = "\r\x85\u2028\u2029"


def hidden_in(text):
    """What of a text is not shown, but for ends of lines."""
    named = set(HIDDEN + LINE_ENDS) - set("]0;title31m")
    classes = ("Cc", "Cf", "Zl", "Zp", "Cs")
    return [c for c in text if c != "\n" and (c in named or unicodedata.category(c) in classes)]


def crash(function="draw" + HIDDEN + LINE_ENDS):
    frames = [{"function": function}, {"module": "m" + HIDDEN}, *({"function": f"f{i}{HIDDEN}"} for i in range(6))]
    return {"crash_id": "id" + HIDDEN, "original_signature": "old" + HIDDEN, "threads": [{"frames": frames}]}


def lists():
    return siggen.Generator(extend={"prefix_signature_re": "draw" + HIDDEN})


def failed(call, *args, **named):
    with pytest.raises(Exception) as raised:
        call(*args, **named)
    return str(raised.value)


@pytest.mark.parametrize(
    "show",
    [
        lambda: repr(siggen.generate(crash())),
        lambda: siggen.generate(crash())._repr_html_(),
        lambda: str(siggen.explain(crash())),
        lambda: str(lists().explain(crash("draw" + HIDDEN))),
        lambda: repr(siggen.explain(crash())),
        lambda: repr(siggen.explain(crash()).frames),
        lambda: repr(lists().explain(crash("draw" + HIDDEN)).frames[0].decided_by),
        lambda: lists().explain(crash("draw" + HIDDEN))._repr_html_(),
        lambda: siggen.generate_many([crash(), "{" + HIDDEN]).to_arrow()._repr_html_(),
        lambda: repr(list(siggen.generate_many([crash(), "{" + HIDDEN]))),
        lambda: analysis.diff("stored", None, [crash()])._repr_html_(),
        lambda: repr(analysis.diff("stored", lists(), [crash()])),
        lambda: analysis.coverage([crash("draw" + HIDDEN)], lists())._repr_html_(),
        lambda: analysis.explain_without(crash("draw" + HIDDEN), with_lines=[("prefix", "draw")])._repr_html_(),
        lambda: "\n".join(map(str, analysis.lint({"prefix": ["draw" + HIDDEN, "draw" + HIDDEN, "(" + HIDDEN]}))),
        lambda: failed(siggen.generate, '{"threads": [{"a' + HIDDEN + '": ' + "\u202e"),
        lambda: failed(siggen.generate, {"unknown" + HIDDEN: 1}),
        lambda: failed(siggen.Generator, extend={"prefix_signature_re": "(" + HIDDEN}),
        lambda: failed(siggen.generate_many, "/no/such" + HIDDEN + LINE_ENDS + ".json"),
        lambda: failed(siggen.Generator, siglists="/no/such" + HIDDEN + LINE_ENDS),
        lambda: failed(analysis.explain_without, crash(), without=[("prefix", "draw" + HIDDEN)]),
    ],
)
def test_nothing_hidden_gets_into_what_people_read(show):
    text = show()
    assert text
    assert hidden_in(text) == [], text


def test_values_stay_as_they_are():
    explanation = lists().explain(crash("draw" + HIDDEN))
    assert explanation.frames[0].normalized == "draw" + HIDDEN
    assert explanation.frames[0].decided_by.pattern == "draw" + HIDDEN
    assert siggen.generate(crash("draw" + HIDDEN)).normalized_frames[0] == "draw" + HIDDEN
    assert analysis.diff("stored", None, [crash()]).changes[0].id == "id" + HIDDEN
