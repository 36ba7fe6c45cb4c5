"""Sets of lists, findings about them, and signatures with other lines."""

from __future__ import annotations

import dataclasses
import doctest
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies

import siggen
import siggen.analysis as analysis
from siggen.analysis import Edit, Fix, Related
from tests.analysis_crashes import EMPTY, LISTS, crash_of, lists_of

CUSTOM = Path(__file__).parents[2] / "testdata" / "siglists" / "custom"
CRASH = crash_of("1", "paint", "draw", "main")


def write(folder, lists):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in lists.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def signature_after(lists):
    """The signature by these lists, as a diff tells it; none where it is that of empty lists."""
    return analysis.diff(EMPTY, lists, [CRASH]).migration_map().get("paint")


class TestLists:
    def test_all_kinds(self, tmp_path):
        prefix = {**EMPTY, "prefix_signature_re": "paint"}
        folder = write(tmp_path / "lists", prefix)
        for lists in (
            prefix,
            lists_of(prefix="paint"),
            lists_of(prefix=["paint"]),
            lists_of(prefix=iter(["# drawing\n", "paint\n"])),
            {f"{name}.txt": text for name, text in prefix.items()},
            folder,
            str(folder),
            siggen.Generator(prefix),
            siggen.Generator(EMPTY, extend={"prefix_signature_re": "paint"}),
        ):
            assert signature_after(lists) == "paint | draw"
        for lists in (None, "built-in", siggen.Generator()):
            assert analysis.diff(None, lists, [CRASH]).changed == 0
            assert analysis.diff(None, lists, [CRASH]).lines == []

    def test_a_revision(self, tmp_path, monkeypatch):
        if shutil.which("git") is None:
            pytest.skip("there is no git")

        def git(*arguments):
            who = ("-c", "user.name=a", "-c", "user.email=a@b")
            subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

        write(tmp_path / "lists", EMPTY)
        git("init")
        git("add", ".")
        git("commit", "-m", "lists")
        write(tmp_path / "lists", {"prefix_signature_re": "paint"})
        monkeypatch.chdir(tmp_path)
        diff = analysis.diff("HEAD:lists", "lists", [CRASH])
        assert (diff.before, diff.after) == ("HEAD:lists", "lists")
        assert diff.migration_map() == {"paint": "paint | draw"}
        with pytest.raises(OSError, match="nowhere"):
            analysis.diff("nowhere:lists", None, [])

    @pytest.mark.parametrize(
        "lists, error, message",
        [
            (lists_of(prefix="fine\nbr(oken"), siggen.SiglistError, r"prefix_signature_re.txt, line 2: `br\(oken`"),
            (lists_of(prefix=["fine", "br(oken"]), siggen.SiglistError, "line 2"),
            ({"prefix": "a"}, ValueError, "irrelevant_signature_re is missing"),
            ({**EMPTY, "prefixes": ""}, ValueError, "no list `prefixes`.*irrelevant, prefix|unknown list"),
            ({**EMPTY, "prefix": ""}, ValueError, "prefix_signature_re is given twice"),
            ({**EMPTY, 3: ""}, TypeError, "names of lists must be str"),
            ({**EMPTY, "prefix_signature_re": 3}, TypeError, "must be text or an iterable of entries, not int"),
            ({**EMPTY, "prefix_signature_re": b"a"}, TypeError, "must be text or an iterable of entries, not int"),
            ({**EMPTY, "prefix_signature_re": ["a\nb"]}, ValueError, "line 1: an entry can.t contain a line break"),
            ("no-such-folder", FileNotFoundError, "no such directory"),
            ("", FileNotFoundError, "the name is empty"),
            (Path("no-such-folder"), FileNotFoundError, "no-such-folder"),
            (3, TypeError, "lists must be None, a directory.*not int"),
            (b"built-in", TypeError, "not bytes"),
        ],
    )
    def test_what_is_no_set_of_lists(self, lists, error, message):
        for call in (
            lambda: analysis.diff(None, lists, [CRASH]),
            lambda: analysis.coverage([CRASH], lists),
            lambda: analysis.explain_without(CRASH, lists),
        ):
            with pytest.raises(error, match=message):
                call()

    def test_a_folder_without_lists(self, tmp_path):
        with pytest.raises(FileNotFoundError, match="missing; a directory"):
            analysis.diff(tmp_path, None, [])
        write(tmp_path, EMPTY)
        (tmp_path / "prefix_signature_re.txt").write_bytes(b"a\xff")
        with pytest.raises(OSError, match="invalid UTF-8"):
            analysis.coverage([], str(tmp_path))

    def test_stored_signatures_come_before(self):
        with pytest.raises(ValueError, match="can only be `before`"):
            analysis.diff(None, "stored", [CRASH])
        with pytest.raises(FileNotFoundError, match="no such directory"):
            analysis.coverage([CRASH], "stored")

    def test_errors_say_where(self):
        with pytest.raises(siggen.SiglistError) as caught:
            analysis.diff(None, lists_of(prefix="# one\nbr(oken"), [CRASH])
        assert (caught.value.list, caught.value.line, caught.value.source) == ("prefix_signature_re", 2, "given texts")


@pytest.mark.parametrize("call", [lambda *a, **k: analysis.diff(None, None, *a, **k), analysis.coverage])
def test_bad_arguments(call, tmp_path):
    with pytest.raises(FileNotFoundError, match="no such file"):
        call(tmp_path / "nowhere.ndjson")
    with pytest.raises(OSError, match="no crashes in this directory"):
        call(tmp_path)
    with pytest.raises(TypeError):
        call(CRASH)
    with pytest.raises(TypeError):
        call(3)
    with pytest.raises(ValueError, match="jobs"):
        call([], jobs=0)
    with pytest.raises(ValueError, match="crash-data, processed"):
        call([], shape="other")
    with pytest.raises(ValueError, match="column= names a column of Arrow data"):
        call([CRASH], column="crash")


def test_shapes():
    """A shape that is told holds, in all functions."""
    processed = {"json_dump": {"crash_info": {"crashing_thread": 0}, "threads": CRASH["threads"]}}
    lists = lists_of(prefix="paint")
    for shape, signature in (
        (None, "paint | draw"),
        ("processed", "paint | draw"),
        ("crash_data", "EMPTY: no frame data available"),
    ):
        assert analysis.explain_without(processed, lists, shape=shape).signature == signature
        made = analysis.diff(EMPTY, lists, [processed], shape=shape)
        assert made.changed == (signature == "paint | draw")
        (line,) = analysis.coverage([processed], lists, shape=shape).lines
        assert line.fired == made.changed


class TestLint:
    def test_by_hand(self):
        findings = analysis.lint({"prefix": "# memory\nmemcpy\nmemcpy\nmem(cpy\n"})
        duplicate, invalid = [finding for finding in findings if finding.code in ("duplicate", "invalid")]
        assert (duplicate.list, duplicate.line, duplicate.text) == ("prefix_signature_re", 3, "memcpy")
        assert duplicate.related == Related("prefix_signature_re", 2, "memcpy")
        assert duplicate.fix == Fix((Edit("delete", 3, 3),))
        assert (invalid.line, invalid.severity, invalid.text, invalid.related) == (4, "error", "mem(cpy", None)
        assert str(invalid).startswith("prefix_signature_re.txt:4: error: ") and str(invalid).endswith("[invalid]")

    @settings(deadline=None)
    @given(strategies.text(), strategies.text(alphabet="ab.*(|)[]\\?+^${2}\n#\r"))
    def test_any_text(self, one, other):
        """What can't be compiled is a finding, and nothing else is an error."""
        lists = lists_of(prefix=one, irrelevant=other)
        invalid = [finding for finding in analysis.lint(lists) if finding.severity == "error"]
        for finding in invalid:
            text = one if finding.list == "prefix_signature_re" else other
            assert finding.text in text.split("\n")[finding.line - 1]
        try:
            assert analysis.diff(EMPTY, lists, [CRASH], jobs=1).crashes == 1
            assert not invalid
        except siggen.SiglistError as error:
            assert (error.list, error.line) in [(finding.list, finding.line) for finding in invalid]

    def test_findings_are_values(self):
        lists = {"prefix": "a\na"}
        one, other = analysis.lint(lists), analysis.lint(lists)
        assert one and one == other and len({*one, *other}) == len(one)
        assert pickle.loads(pickle.dumps(one)) == one
        with pytest.raises(dataclasses.FrozenInstanceError):
            one[0].line = 3
        (duplicate,) = [finding for finding in one if finding.code == "duplicate"]
        assert repr(duplicate).startswith("Finding(list='prefix_signature_re', line=2, code='duplicate'")

    def test_only_some_lists(self):
        lists = lists_of(prefix="a\na", irrelevant="b\nb")
        found = lambda only: {finding.list for finding in analysis.lint(lists, only=only)}  # noqa: E731
        assert found(None) == {"irrelevant_signature_re", "prefix_signature_re"}
        assert found("prefix") == found(["prefix_signature_re"]) == found(("prefix.txt",)) == {"prefix_signature_re"}
        assert found([]) == found("sentinels") == set()
        with pytest.raises(ValueError, match="unknown list `prefixes`"):
            analysis.lint(lists, only="prefixes")
        with pytest.raises(TypeError):
            analysis.lint(lists, only=3)

    def test_the_built_in_lists_and_folders(self):
        assert analysis.lint() == analysis.lint("built-in") == analysis.lint(siggen.Generator())
        # Lists that the tests have compiled all along.
        for lists in (None, CUSTOM):
            assert not [finding for finding in analysis.lint(lists) if finding.severity == "error"]
        with pytest.raises(ValueError, match="extend"):
            analysis.lint(siggen.Generator(extend={"prefix_signature_re": "a"}))


class TestExplainWithout:
    LISTS = lists_of(prefix="# drawing\npaint\ndraw\npaint\n")

    def test_without_a_line(self):
        made = analysis.explain_without(CRASH, self.LISTS, without=[("prefix", 3)])
        assert (made.signature, made.changed) == ("paint | draw", True)
        assert made.explanation.signature == "paint | draw" and made.now.signature == "paint | draw | main"
        # The other lines have kept their numbers, and another one does the same.
        made = analysis.explain_without(CRASH, self.LISTS, without=[("prefix_signature_re", 2)])
        assert (made.signature, made.changed) == ("paint | draw | main", False)
        assert made.explanation.frames[0].decided_by.line == 4 and made.now.frames[0].decided_by.line == 2
        made = analysis.explain_without(CRASH, self.LISTS, without=[("prefix", "paint")])
        assert (made.signature, repr(made)) == ("paint", "Counterfactual('paint', changed=True)")

    def test_html(self):
        crash = {**crash_of("1", "paint", "main"), "abort_message": "<b>&"}
        html = analysis.explain_without(crash, self.LISTS, without=[("prefix", "paint")])._repr_html_()
        way = "Abort | &lt;b&gt;&amp; | paint | main → Abort | &lt;b&gt;&amp; | paint"
        assert html.startswith(f"<p><strong>{way}</strong></p>") and "<b>" not in html
        html = analysis.explain_without(crash, self.LISTS, without=[("prefix", 3)])._repr_html_()
        assert html.startswith("<p><strong>the signature stays as it is</strong></p>")

    def test_with_a_line(self):
        made = analysis.explain_without(CRASH, self.LISTS, with_lines=[("irrelevant", "paint"), ("prefix", "main")])
        assert (made.signature, made.changed) == ("draw | main", True)
        decided = [frame.decided_by for frame in made.explanation.frames]
        assert [(line.list, line.line) for line in decided] == [
            ("irrelevant_signature_re", 1),
            ("prefix_signature_re", 3),
            ("prefix_signature_re", 5),
        ]

    def test_lists_that_extend_others(self):
        lists = siggen.Generator(self.LISTS, extend={"prefix_signature_re": "main"})
        made = analysis.explain_without(CRASH, lists, without=[("prefix", 1)], with_lines=[("prefix", "end")])
        assert (made.now.signature, made.signature) == ("paint | draw | main", "paint | draw | main")
        assert (made.now.frames[2].verdict, made.explanation.frames[2].verdict) == ("prefix", "stop")
        with pytest.raises(ValueError, match="line 3 exists in given texts"):
            analysis.explain_without(
                CRASH,
                siggen.Generator(self.LISTS, extend={"prefix_signature_re": "a\nb\nc"}),
                without=[("prefix", 3)],
            )

    def test_the_built_in_lists(self):
        crash = crash_of("1", "memcpy", "draw")
        made = analysis.explain_without(crash, without=[("prefix", "memcpy")])
        assert (made.now.signature, made.signature) == ("memcpy | draw", "memcpy")
        assert made.now.siglists == "built-in"
        assert not analysis.explain_without(crash).changed

    @pytest.mark.parametrize(
        "changes, error, message",
        [
            ({"without": [("prefix", 1)]}, ValueError, "prefix_signature_re.txt: line 1 has no entry: "),
            ({"without": [("prefix", 99)]}, ValueError, "line 99 has no entry: .* near it in given texts: "),
            ({"without": [("prefix", -1)]}, ValueError, "has no entry"),
            ({"without": [("prefix", 2**70)]}, ValueError, "has no entry"),
            ({"without": [("prefix", "pain")]}, ValueError, "no entry .pain."),
            ({"without": [("prefix", 2.5)]}, TypeError, "number or its text, not float"),
            ({"without": [("prefixes", 2)]}, ValueError, "unknown list `prefixes`"),
            ({"without": ["prefix"]}, TypeError, None),
            ({"with_lines": [("prefixes", "a")]}, ValueError, "unknown list `prefixes`"),
            ({"with_lines": [("prefix", "br(oken")]}, siggen.SiglistError, "line 5: `br"),
            ({"with_lines": [("prefix", "")]}, ValueError, "not an entry"),
            ({"with_lines": [("prefix", "# a")]}, ValueError, "not an entry"),
            ({"with_lines": [("prefix", "a\nb")]}, ValueError, "not an entry"),
        ],
    )
    def test_what_is_no_line(self, changes, error, message):
        with pytest.raises(error, match=message):
            analysis.explain_without(CRASH, self.LISTS, **changes)

    def test_what_is_no_crash(self):
        with pytest.raises(siggen.CrashError) as caught:
            analysis.explain_without('{"threads": [}')
        assert caught.value.offset == 13
        with pytest.raises(TypeError):
            analysis.explain_without(3)


def test_examples():
    assert doctest.testmod(analysis).attempted > 4
    assert not doctest.testmod(analysis).failed


def test_everything_public_is_documented():
    for name in analysis.__all__:
        thing = getattr(analysis, name)
        # A dataclass without words of its own would have its fields there.
        assert thing.__doc__ and not thing.__doc__.startswith(f"{name}("), name
        for attribute, value in vars(thing).items() if isinstance(thing, type) else ():
            if not attribute.startswith("_") and not dataclasses.is_dataclass(thing):
                assert value.__doc__, f"{name}.{attribute}"


def test_is_imported_by_nobody_else():
    """The import of `siggen` costs every process that uses it."""
    code = "import siggen, siggen.generator, sys; print([name for name in sys.modules if 'analysis' in name])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_names_of_the_lists():
    """Names that people write stand for those of the drop-in's files."""
    for short, name in zip(("irrelevant", "prefix", "line-numbers", "sentinels"), LISTS):
        assert {finding.list for finding in analysis.lint({short: "a\na"})} == {name}
