"""What editors and type checkers read, beside what the native module has."""

from __future__ import annotations

import ast
import doctest
import inspect
import sys
import typing
from pathlib import Path

import pytest

import siggen
import siggen.analysis
from siggen import _siggen

STUB = Path(siggen.__file__).with_name("_siggen.pyi")
TREE = ast.parse(STUB.read_text(encoding="utf-8"))

#: Protocols and aliases of the stub, which the module doesn't have.
FOR_TYPES = {"_ArrowStream", "_ArrowArray", "_ParquetFile", "_Dataset", "_Scanner", "_ArrowFile"}


def stubs():
    """Each class, function, method and property of the stub: its name, its node, and what the module has."""
    for node in TREE.body:
        if not isinstance(node, (ast.ClassDef, ast.FunctionDef)) or node.name in FOR_TYPES:
            continue
        made = getattr(_siggen, node.name)
        yield node.name, node, made
        for member in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(member, ast.FunctionDef):
                yield f"{node.name}.{member.name}", member, inspect.getattr_static(made, member.name)


ALL = {name: (node, made) for name, node, made in stubs()}
CONSTANTS = {node.target.id for node in TREE.body if isinstance(node, ast.AnnAssign)}
DOCUMENTED = {
    name: both for name, both in ALL.items() if not name.rpartition(".")[2].startswith("__") and "._" not in name
}
CALLED = {
    name: (node, made)
    for name, (node, made) in ALL.items()
    if isinstance(node, ast.FunctionDef) and not node.decorator_list and not name.rpartition(".")[2].startswith("_")
}


@pytest.mark.parametrize("name", DOCUMENTED)
def test_docstrings_are_those_of_the_module(name):
    node, made = DOCUMENTED[name]
    assert made.__doc__, f"{name} has no documentation"
    assert ast.get_docstring(node) == inspect.cleandoc(made.__doc__)


@pytest.mark.parametrize("name", CALLED)
def test_signatures_are_those_of_the_module(name):
    node, made = CALLED[name]
    assert parameters_of(node) == parameters(inspect.signature(made))


@pytest.mark.skipif(sys.version_info < (3, 10), reason="inspect finds no signature of native classes")
def test_the_constructor():
    node, _ = ALL["Generator.__new__"]
    assert parameters_of(node)[1:] == parameters(inspect.signature(_siggen.Generator))


def test_nothing_is_left_out():
    for name, made in vars(_siggen).items():
        if name.startswith("__"):
            continue
        if not isinstance(made, type):
            assert name in ALL or name in CONSTANTS, name
            continue
        for member in vars(made):
            if not member.startswith("_"):
                assert f"{name}.{member}" in ALL, f"{name}.{member}"


def parameters(signature):
    """Each parameter as name, kind, and default as text."""
    return [
        (
            parameter.name,
            parameter.kind.description,
            None if parameter.default is parameter.empty else repr(parameter.default),
        )
        for parameter in signature.parameters.values()
    ]


def parameters_of(node):
    """The same of a function in the stub."""
    source = f"def f({ast.unparse(without_types(node.args))}): ..."
    made: dict[str, typing.Any] = {}
    exec(source, made)
    found = parameters(inspect.signature(made["f"]))
    # The methods of native classes can't be called with self by name.
    return [(name, "positional-only" if name == "self" else kind, default) for name, kind, default in found]


def without_types(arguments):
    for argument in ast.walk(arguments):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    return arguments


class TestShape:
    NAMES = ("crash-data", "processed", "raw", "stackwalk", "ping")

    def test_all_say_the_same_names(self):
        assert typing.get_args(siggen.Shape) == self.NAMES
        (alias,) = [
            node.value
            for node in TREE.body
            if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "Shape" and node.value
        ]
        assert ast.literal_eval(ast.unparse(alias).removeprefix("Literal[").removesuffix("]")) == self.NAMES
        with pytest.raises(ValueError, match=f"the shapes are {', '.join(self.NAMES)}$"):
            siggen.generate({}, shape="nope")
        for name in self.NAMES:
            siggen.generate({}, shape=name)
            for function in (siggen.generate, siggen.explain, siggen.generate_many, siggen.generate_arrow):
                assert f'``"{name}"``' in function.__doc__

    def test_no_other_name_is_made_up(self):
        assert not hasattr(siggen, "Shapes")
        with pytest.raises(ImportError, match="cannot import name 'Shapes' from 'siggen'"):
            from siggen import Shapes  # noqa: F401


def test_examples_in_docstrings():
    runner, told = doctest.DocTestRunner(), []
    shown = [siggen.generate, siggen.explain, siggen.generate_many, siggen.generate_arrow, siggen.Generator]
    shown += [siggen.analysis.diff, siggen.analysis.coverage, siggen.analysis.explain_without, siggen.analysis.lint]
    for documented in shown:
        test = doctest.DocTestParser().get_doctest(inspect.getdoc(documented), {}, documented.__name__, None, 0)
        assert len(test.examples) > 1, documented
        runner.run(test, out=told.append)
    assert not runner.summarize(verbose=False).failed, "".join(told)


@pytest.mark.parametrize("function", [siggen.generate, siggen.explain, siggen.generate_many, siggen.generate_arrow])
def test_help_is_full(function):
    """Each parameter by its name, what is returned, and which exceptions there are."""
    for parameter in inspect.signature(function).parameters:
        assert f"\n``{parameter}`` " in function.__doc__
    assert "\nReturns " in function.__doc__ and "\nRaises " in function.__doc__ and "\n>>> " in function.__doc__
