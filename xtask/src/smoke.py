"""Says whether the wheel works where nothing else is installed.

Usage: python -I smoke.py, in an environment that holds only the wheel.
"""

import json
import subprocess
import sys
import sysconfig
from importlib import metadata
from pathlib import Path

import siggen
from siggen.generator import SignatureGenerator

CRASH = {"threads": [{"frames": [{"function": "memcpy"}, {"function": "draw(int)"}, {"function": "main"}]}]}
SIGNATURE = "memcpy | draw"


def check(what, found, expected):
    if found != expected:
        sys.exit(f"smoke test: {what}: {found!r} in place of {expected!r}")


SIGNIFY = (Path(sysconfig.get_path("scripts")) / "signify").with_suffix(".exe" if sys.platform == "win32" else "")


def signify(*arguments, **options):
    return subprocess.run([str(SIGNIFY), *arguments], stdout=subprocess.PIPE, check=True, **options).stdout


def main():
    text = json.dumps(CRASH)
    check("version", siggen.__version__, metadata.version("siggen-py"))
    check("dict", siggen.generate(CRASH).signature, SIGNATURE)
    check("bytes", siggen.generate(text.encode()).signature, SIGNATURE)
    check("many", [one.signature for one in siggen.generate_many([CRASH, text])], [SIGNATURE, SIGNATURE])
    check("explain", siggen.explain(CRASH).frames[0].decided_by.pattern, "memcpy")
    check("drop-in", SignatureGenerator().generate(CRASH).signature, SIGNATURE)
    check("signify", json.loads(signify(input=text.encode()))["signature"], SIGNATURE)
    # A script would begin with the path of a Python.
    check("whether signify is a script", SIGNIFY.read_bytes()[:2] == b"#!", False)
    check("version of signify", signify("--version").split()[-1].decode(), siggen.__version__)
    needed = [name for name in metadata.requires("siggen-py") or [] if "extra ==" not in name]
    check("what it needs", needed, [])
    installed = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    loaded = {
        name.partition(".")[0]
        for name, module in list(sys.modules.items())
        if (getattr(module, "__file__", None) or "").startswith(tuple(installed))
    }
    # An environment's own start-up files may load a module with an underscore.
    check("what it imports", {name for name in loaded if not name.startswith("_")}, {"siggen"})


main()
