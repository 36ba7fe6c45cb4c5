"""The program `signify`."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

import siggen
from siggen import cmd_signify

CRASH = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "flyé(int)"}]}]}
PROCESSED = {
    "json_dump": {"crash_info": {"crashing_thread": 0, "type": "EXCEPTION_STACK_OVERFLOW"}, "threads": CRASH["threads"]}
}


@pytest.fixture
def signify(monkeypatch, capsys):
    def run(crash, *options):
        crash = crash if isinstance(crash, bytes) else json.dumps(crash).encode("utf-8")
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(crash), encoding="utf-8"))
        status = cmd_signify.main(list(options))
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def test_crash_data(signify):
    assert signify(CRASH) == (
        0,
        '{\n  "signature": "memcpy | fly",\n  "proto_signature": "memcpy | fly\\u00e9",\n  "notes": [\n'
        '    "SigPrintableCharsOnly: unprintable characters removed"\n  ]\n}\n',
        "",
    )
    assert signify({}) == (
        0,
        '{\n  "signature": "EMPTY: no frame data available",\n  "proto_signature": "",\n  "notes": [\n'
        '    "SignatureGenerationRule: CSignatureTool: no frame data for crashing thread (0)"\n  ]\n}\n',
        "",
    )


def test_a_processed_crash(signify):
    assert json.loads(signify(PROCESSED)[1])["signature"] == "stackoverflow | memcpy | fly"
    # Its name written with an escape, and without a value.
    escaped = json.dumps(PROCESSED).replace("json_dump", "json\\u005fdump").encode("utf-8")
    assert json.loads(signify(escaped)[1])["signature"] == "stackoverflow | memcpy | fly"
    assert json.loads(signify({**CRASH, "json_dump": None})[1])["signature"] == "EMPTY: no frame data available"
    # Only the document's own members count.
    assert json.loads(signify({**CRASH, "hang": "json_dump"})[1])["signature"] == "hang: json_dump | memcpy | fly"


def test_the_debug_log_comes_first(signify):
    status, out, _ = signify(PROCESSED, "-v")
    lines = out.splitlines()
    assert status == 0
    assert lines[:3] == [
        "Crash data is a processed crash. Converting ...",
        "SignatureGenerationRule: using CSignatureTool",
        "SignatureGenerationRule: using included signature lists",
    ]
    assert json.loads("\n".join(lines[lines.index("{") :]))["signature"] == "stackoverflow | memcpy | fly"
    assert signify(CRASH, "--verbose")[1].startswith("SignatureGenerationRule: using CSignatureTool\n")


def test_lists(signify, tmp_path):
    names = ("irrelevant_signature_re", "prefix_signature_re", "signature_sentinels", "signatures_with_line_numbers_re")
    status, out, err = signify(CRASH, "--signature-list-dir", str(tmp_path))
    assert (status, out) == (2, "") and err.startswith("signify: ")
    for name in names:
        (tmp_path / f"{name}.txt").write_text("memcpy" if name.startswith("irr") else "", encoding="utf-8")
    assert json.loads(signify(CRASH, f"--signature-list-dir={tmp_path}")[1])["signature"] == "fly"
    (tmp_path / "prefix_signature_re.txt").write_text("(", encoding="utf-8")
    status, out, err = signify(CRASH, "--signature-list-dir", str(tmp_path))
    assert (status, out) == (2, "") and err.startswith("signify: ")


@pytest.mark.parametrize("crash", [b"", b" \n", b"{", b"[]", b"5", b'{"a": NaN}', b"\xff", b'{"json_dump": '])
def test_bad_input(signify, crash):
    status, out, err = signify(crash)
    assert (status, out) == (1, "")
    assert err.startswith("signify: ") and err.count("\n") == 1


def test_text_in_place_of_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(CRASH)))
    assert cmd_signify.main([]) == 0
    assert json.loads(capsys.readouterr().out)["signature"] == "memcpy | fly"


def test_options(capsys):
    assert cmd_signify.main(["--nothing"]) == 2
    assert capsys.readouterr() == ("", "signify: invalid option '--nothing'\n")
    assert cmd_signify.main(["--help"]) == 0
    assert "signature lists" in capsys.readouterr().out
    assert cmd_signify.main(["--version"]) == 0
    assert capsys.readouterr().out == f"signify (siggen) {siggen.__version__}\n"


def test_standard_input_that_cannot_be_read(monkeypatch, capsys):
    class Broken:
        def read(self):
            raise OSError("gone")

    monkeypatch.setattr("sys.stdin", Broken())
    assert cmd_signify.main([]) == 1
    assert capsys.readouterr() == ("", "signify: cannot read: gone\n")


def test_the_program():
    command = [sys.executable, "-m", "siggen.cmd_signify"]
    run = subprocess.run(command, input=json.dumps(CRASH), capture_output=True, text=True, encoding="utf-8")
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout)["signature"] == "memcpy | fly"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close in another way")
def test_nobody_reads_the_output():
    command = [sys.executable, "-m", "siggen.cmd_signify", "-v"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        program.stdout.close()
        program.stdin.write(json.dumps(CRASH).encode("utf-8"))
        program.stdin.close()
        assert program.stderr.read() == b""
    assert program.returncode == 0
