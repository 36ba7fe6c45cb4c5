"""`siggen.utils` and `siggen.siglists_utils`."""

from __future__ import annotations

import copy
import pickle

import pytest

import siggen
from siggen import siglists_utils, utils
from siggen.siglists_utils import INCLUDED, BadRegularExpressionLineError, get_signature_list_content

CRASH_ID = "0a1b2c3d-1234-abcd-5678-0123ab260821"


# utils. What the reference gives for these, unless said otherwise.


@pytest.mark.parametrize(
    "value, expected",
    [
        (None, None),
        ("", None),
        ("5", 5),
        (" 1_0 ", 10),
        (5.7, 5),
        (True, 1),
        ([], None),
        ("0x10", None),
        (float("nan"), None),
    ],
)
def test_int_or_none(value, expected):
    assert utils.int_or_none(value) == expected


@pytest.mark.parametrize(
    "crash_data, expected",
    [
        ({}, 0),
        ({"crashing_thread": None}, 0),
        ({"crashing_thread": ""}, 0),
        ({"crashing_thread": "5"}, 5),
        ({"crashing_thread": -1}, -1),
        ({"crashing_thread": [1]}, 0),
    ],
)
def test_get_crashing_thread(crash_data, expected):
    assert utils.get_crashing_thread(crash_data) == expected


@pytest.mark.parametrize(
    "crash_data, values, expected",
    [
        ({}, {}, {}),
        ({"a": 1}, {"a": 2, "b": 3}, {"a": 2, "b": 3}),
        ({}, {"a.b.c": 1}, {"a": {"b": {"c": 1}}}),
        ({"a": {"b": 1, "c": 2}}, {"a.b": 3}, {"a": {"b": 3, "c": 2}}),
        ({"a": [{"b": 1}, {"b": 2}]}, {"a.1.b": 3}, {"a": [{"b": 1}, {"b": 3}]}),
        ({"a": [1, 2]}, {"a.0": 3}, {"a": [3, 2]}),
        ({"a": {"0": 1}}, {"a.0": 2}, {"a": {"0": 2}}),
    ],
)
def test_override_values(crash_data, values, expected):
    before = copy.deepcopy(crash_data)
    with utils.override_values(crash_data, values) as changed:
        assert changed == expected
        assert changed is not crash_data
    assert crash_data == before


@pytest.mark.parametrize(
    "crash_data, values",
    [({"a": 1}, {"a.b": 2}), ({"a": None}, {"a.b": 2}), ({"a": [1]}, {"a.5": 2}), ({"a": []}, {"a.b": 2})],
)
def test_override_values_that_have_no_place(crash_data, values):
    # The reference raises exceptions of a library that isn't used here.
    with pytest.raises((AttributeError, TypeError, LookupError, ValueError)):
        with utils.override_values(crash_data, values):
            pass


NOTHING = {
    "hang": None,
    "oom_allocation_size": None,
    "js_large_allocation_failure": None,
    "abort_message": None,
    "mdsw_status_string": None,
    "async_shutdown_timeout": None,
    "ipc_channel_error": None,
    "ipc_message_name": None,
    "additional_minidumps": [],
    "original_signature": "",
}
NO_DUMP = {"crashing_thread": None, "reason": None, "threads": None, "os": None}


@pytest.mark.parametrize(
    "processed_crash, expected",
    [
        ({}, {}),
        ([], {}),
        ({"json_dump": None}, NO_DUMP),
        ({"json_dump": []}, NO_DUMP),
        ({"json_dump": "text"}, NO_DUMP),
        ({"json_dump": {"crash_info": None, "system_info": [1], "threads": 5}}, {**NO_DUMP, "threads": 5}),
        (
            {
                "json_dump": {
                    "crash_info": {"type": "SIGSEGV", "crashing_thread": 3, "address": "0x0"},
                    "system_info": {"os": "Linux", "cpu_arch": "amd64"},
                    "threads": [{"frames": []}],
                }
            },
            {"crashing_thread": 3, "reason": "SIGSEGV", "os": "Linux", "threads": [{"frames": []}]},
        ),
        ({"signature": "a", "oom_allocation_size": "5"}, {"original_signature": "a", "oom_allocation_size": 5}),
        ({"oom_allocation_size": "x"}, {}),
        ({"additional_minidumps": None, "signature": None}, {"additional_minidumps": None, "original_signature": None}),
        ({"java_stack_trace": None, "java_exception": {}}, {"java_stack_trace": None, "java_exception": {}}),
        (
            {name: "x" for name in ("hang", "js_large_allocation_failure", "abort_message", "mdsw_status_string")},
            {name: "x" for name in ("hang", "js_large_allocation_failure", "abort_message", "mdsw_status_string")},
        ),
        (
            {
                name: "x"
                for name in ("async_shutdown_timeout", "ipc_channel_error", "ipc_message_name", "os", "threads")
            },
            {name: "x" for name in ("async_shutdown_timeout", "ipc_channel_error", "ipc_message_name")},
        ),
    ],
)
def test_convert_to_crash_data(processed_crash, expected):
    before = copy.deepcopy(processed_crash)
    assert utils.convert_to_crash_data(processed_crash) == {**NOTHING, **expected}
    assert processed_crash == before


def test_convert_what_is_no_processed_crash():
    for value in (None, 5):
        with pytest.raises(TypeError):
            utils.convert_to_crash_data(value)


def test_texts():
    assert utils.drop_bad_characters("a\tb é\0c") == "ab c"
    assert utils.drop_bad_characters("") == ""
    assert utils.collapse_types("Array<int>::at(Array<int>)") == "Array<T>::at(Array<T>)"
    assert utils.collapse_arguments("Array<int>::at(Array<int>)") == "Array<int>::at"
    assert utils.drop_prefix_and_return_type("static int Array::at(int)") == "Array::at(int)"
    with pytest.raises(IndexError):
        utils.drop_prefix_and_return_type("")


@pytest.mark.parametrize(
    "file, expected",
    [
        (None, None),
        ("", None),
        ("src/kite.cpp", None),
        ("/src/kite.cpp", "/src/kite.cpp"),
        ("c:\\src\\kite.cpp", "\\src\\kite.cpp"),
        ("hg:example.org/browser:src/kite.cpp:1f0c", "src/kite.cpp"),
    ],
)
def test_parse_source_file(file, expected):
    assert utils.parse_source_file(file) == expected


@pytest.mark.parametrize(
    "text, expected", [(None, None), (16, 16), ("0x00", "0x0"), ("x", "x"), ("40", "0x40"), ("", "")]
)
def test_strip_leading_zeros(text, expected):
    assert utils.strip_leading_zeros(text) == expected


def test_slices():
    slices = utils.find_enclosed_slices("é<a<b>>c<d", "<", ">")
    assert iter(slices) is slices
    assert list(slices) == [(1, 7), (8, 10)]
    seen = []

    def replace(before, inside, after):
        seen.append((before, inside, after))
        return inside.upper()

    assert (
        utils.replace_enclosed_slices("é<a<b>>c<d", opening_token="<", closing_token=">", replace=replace)
        == "é<A<B>>c<D"
    )
    assert seen == [("é", "<a<b>>", "c<d"), ("c", "<d", "")]
    assert utils.replace_enclosed_slices("none", "<", ">", replace) == "none"


@pytest.mark.parametrize(
    "item, expected",
    [
        (CRASH_ID, CRASH_ID),
        (f"bp-{CRASH_ID}", CRASH_ID),
        (f"https://example.org/report/index/{CRASH_ID}", CRASH_ID),
        (f"http://example.org:80/report/index/{CRASH_ID}?x=1#y", CRASH_ID),
        (f"https://example.org/report/{CRASH_ID}", None),
        (f"ftp://example.org/report/index/{CRASH_ID}", None),
        (f"bp-{CRASH_ID}0", None),
        (CRASH_ID.upper(), None),
        ("https://example.org/report/index/", None),
        ("", None),
    ],
)
def test_crash_ids(item, expected):
    assert utils.parse_crashid(item) == expected
    assert utils.is_crash_id_valid(item) is (item == CRASH_ID)


# siglists_utils


# What the other package, which has it still, makes of these.
@pytest.mark.parametrize(
    "arguments, exceptions, expected",
    [
        (("Kite<int>::fly<T<U>>(int)", "<", ">", "<T>"), None, "Kite<T>::fly<T>(int)"),
        (("fly(int) (char)", "(", ")"), None, "fly "),
        (("Kite<open", "<", ">", "<T>"), [], "Kite<T>"),
        (("a>b<c", "<", ">"), None, "a>b"),
        (("<A as B>::fly<int>", "<", ">", "<T>"), (" as ",), "<A as B>::fly<T>"),
        (("Wind<Kite<int> >", "<", ">", "<T>"), ["Wind"], "Wind<Kite<T> >"),
        (("Kite<as>", "<", ">", "-"), ["<as"], "Kite<as>"),
        (("", "<", ">"), None, ""),
    ],
)
def test_collapse(arguments, exceptions, expected):
    assert utils.collapse(*arguments, exceptions=exceptions) == expected


def test_values():
    assert len(utils.ALLOWED_CHARS) == 95 and utils.ALLOWED_CHARS[0] == " " and utils.ALLOWED_CHARS[-1] == "~"
    assert utils.CRASH_ID_RE.match("0badf00d-0000-0000-0000-000000260827")
    assert not utils.CRASH_ID_RE.match("0badf00d-0000-0000-0000-00000026082x")
    with pytest.raises(AttributeError):
        utils.nothing  # noqa: B018


def test_the_file_of_a_list(tmp_path):
    path = siglists_utils.get_filepath("mine", source=str(tmp_path))
    assert path == tmp_path / "mine.txt"
    built_in = siglists_utils.get_filepath("signature_sentinels")
    assert (str(built_in), built_in.name, built_in.is_file()) == ("INCLUDED", "signature_sentinels.txt", True)
    path.write_bytes(built_in.read_bytes())
    entries = get_signature_list_content("signature_sentinels")
    assert get_signature_list_content("mine", source=tmp_path) == entries
    with built_in.open("rb") as file:
        assert file.read() == built_in.read_bytes() == built_in.read_text().encode("utf-8")
    with built_in.open() as file:
        assert set(entries) <= set(map(str.strip, file))
    with pytest.raises(ValueError):
        built_in.open("w")
    assert not siglists_utils.get_filepath("nothing").is_file()
    with pytest.raises(FileNotFoundError):
        siglists_utils.get_filepath("nothing").open("rb")


def test_the_included_lists():
    for name in (
        "irrelevant_signature_re",
        "prefix_signature_re",
        "signature_sentinels",
        "signatures_with_line_numbers_re",
    ):
        lines = get_signature_list_content(name)
        assert isinstance(lines, tuple) and lines
        assert lines == get_signature_list_content(name, source=INCLUDED)
        assert all(line == line.strip() and line and not line.startswith("#") for line in lines)
    with pytest.raises(FileNotFoundError):
        get_signature_list_content("nothing")


def test_included_is_one():
    assert str(INCLUDED) == repr(INCLUDED) == "INCLUDED"
    assert copy.deepcopy(INCLUDED) is INCLUDED
    assert pickle.loads(pickle.dumps(INCLUDED)) is INCLUDED


def test_a_list_of_any_name(tmp_path):
    (tmp_path / "mine.txt").write_bytes(b"# comment\r\n\r\n  a.* \r\nb\n")
    for source in (tmp_path, str(tmp_path)):
        assert get_signature_list_content("mine", source=source) == ("a.*", "b")
        assert get_signature_list_content("mine", source) == ("a.*", "b")
        with pytest.raises(FileNotFoundError):
            get_signature_list_content("other", source=source)


def test_a_bad_line(tmp_path):
    (tmp_path / "mine.txt").write_text("a\n\n(b\n", encoding="utf-8")
    with pytest.raises(BadRegularExpressionLineError) as caught:
        get_signature_list_content("mine", source=tmp_path)
    message = str(caught.value)
    assert message.startswith("Regex error: ")
    assert message.endswith(f" in file {tmp_path / 'mine.txt'} at line 2")
    assert (caught.value.list, caught.value.line, caught.value.source) == ("mine", 3, str(tmp_path / "mine.txt"))
    assert isinstance(caught.value, siggen.SiglistError)


def test_text_that_is_no_utf_8(tmp_path):
    (tmp_path / "mine.txt").write_bytes(b"a\n\xff\n")
    with pytest.raises(UnicodeDecodeError):
        get_signature_list_content("mine", source=tmp_path)


def test_the_exception_is_an_ordinary_one():
    error = BadRegularExpressionLineError("message")
    assert str(error) == "message"
    assert pickle.loads(pickle.dumps(error)).message == "message"
    assert siglists_utils.BadRegularExpressionLineError is BadRegularExpressionLineError
