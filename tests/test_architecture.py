"""The shape of the source: layers that import downwards, small modules and functions, ignores that give reasons."""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from functools import lru_cache
from pathlib import Path
from typing import Any, Iterator, Set, Tuple

import pytest

import mirror

SOURCE = Path(__file__).resolve().parent.parent / "src"

pytestmark = pytest.mark.thorough  # the source is the same under every Python

# The layer of each room, a module or all that begins with its name and a dot; imports go to a lower one, or sideways.
LAYERS = {
    0: "_lazy _version _constants _types",
    1: "_exceptions _core _httpx_types",  # an error asks the core for what the server told
    2: "_qs _files _compat _utils",  # known import paths, with no logic of their own
    3: "_models _construct types",
    4: "_forks _ends _copying _settings _wire_log _history "
    "_http _pools _aiohttp _compiled _answers _fast _turns _shared _watched _partial _reading _streaming _casting "
    "_response _views _writing _story _hearing _telling _pages _base_client _resource",
    5: "_client resources",
    6: "",  # the package itself
    7: "lib testing cli __main__",
}

# Longer than 300 lines, and why.
LONG_MODULES = {
    "_base_client": "every verb of the client stands there twice, each with its overloads",
    "_client": "both clients and their views, each with its whole signature",
    "_exceptions": "a short class for each thing that can go wrong",
    "_http": "all in which the two colours truly differ, in one place",
    "_response": "four faces of a response, in both colours",
    "resources.batches": "every operation stands there twice, with its whole signature",
    "resources.chat.completions": "some forty parameters, in three overloads, in both colours",
    "resources.responses": "some twenty parameters, in three overloads, in both colours",
    "resources.fine_tunings": "every operation stands there twice, with its whole signature",
    "resources.files": "every operation stands there twice, with its whole signature",
}
# Functions of 25 lines and more, and why.
LONG_FUNCTIONS = {
    ("_client", "copy"): "takes every option of a client",
    ("_base_client", "_attempt"): "one attempt, from its options to its answer, reads from top to bottom",
    ("_reading", "chunks"): "one reading, from its first byte through new beginnings to its end, in one place",
    ("resources.chat.completions", "create"): "names each of some forty parameters once",
    ("resources.responses", "create"): "names each of some twenty parameters once",
    ("testing._responses", "response"): "names each field of a response once",
}
# Modules without `__all__`, and why.
UNLISTED = {"_version": "two constants", "_core": "holds modules, not names"}

# What may go up, and why.
UPWARDS = {
    ("_exceptions", "types.chat"): "the type of what had arrived of a stream is named there",
    ("_utils._resources_proxy", "resources"): "stands for the package of resources, and loads it when it is used",
}
# What loads helpers that stand on the public API, when they are first used: the package for its names, a resource for
# the methods that lead to them.
LEADS_TO_HELPERS = {"", "resources"}


def path_of(name: str) -> Path:
    path = SOURCE.joinpath("groq", *name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@lru_cache(maxsize=None)
def modules() -> Tuple[str, ...]:
    """The names of all modules below the package; the package itself is the empty name."""
    found = []
    for path in sorted((SOURCE / "groq").rglob("*.py")):
        parts = path.relative_to(SOURCE / "groq").with_suffix("").parts
        found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return tuple(found)


@lru_cache(maxsize=None)
def tree(name: str) -> ast.Module:
    return ast.parse(path_of(name).read_text("utf-8"))


def layer_of(name: str) -> int:
    room = name.split(".")[0]
    (layer,) = (number for number, rooms in LAYERS.items() if room in (rooms.split() or [""]))
    return layer


def executed(node: ast.AST, deferred: bool = True) -> Iterator[ast.AST]:
    """The nodes below `node` that run: not those that only a type checker sees, and `deferred` ones if wanted."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)) and not deferred:
            continue
        if isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING":
            for alternative in child.orelse:
                yield alternative
                yield from executed(alternative, deferred)
        else:
            yield child
            yield from executed(child, deferred)


@lru_cache(maxsize=None)
def imports(name: str) -> Set[str]:
    """The modules of the package that a module imports: at the top, in a function, or when it first needs them."""
    return {module for node in executed(tree(name)) for module in imports_of(name, node)} - {name}


def imports_of(name: str, node: ast.AST) -> Set[str]:
    """The modules of the package that one statement or call imports."""
    found: Set[str] = set()
    if isinstance(node, ast.Import):
        found.update(alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        found.update(imported(name, node))
    elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("lazy_module", "load"):
        found.update(argument.value for argument in node.args if isinstance(argument, ast.Constant))
    return {module.partition(".")[2] for module in found if module.split(".")[0] == "groq"} & {*modules()}


def imported(name: str, node: ast.ImportFrom) -> Iterator[str]:
    package = ["groq", *name.split(".")] if name else ["groq"]
    if node.level:
        up = node.level - (path_of(name).name == "__init__.py")
        base = [*package[: len(package) - up], *([node.module] if node.module else [])]
    else:
        base = [node.module or ""]
    for alias in node.names:
        inner = ".".join([*base, alias.name])
        yield inner if inner.partition(".")[2] in modules() else ".".join(base)


# Layers


def test_every_room_has_a_layer_and_every_layer_is_used() -> None:
    rooms = {name.split(".")[0] for name in modules()}
    known = {room for rooms_of_layer in LAYERS.values() for room in rooms_of_layer.split() or [""]}
    assert rooms == known


def leads_to_helpers(name: str, module: str) -> bool:
    return name.split(".")[0] in LEADS_TO_HELPERS and module.split(".")[0] == "lib"


def is_stand_in(node: ast.AST) -> bool:
    """Whether this stands for a module that is loaded when it is first used."""
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "lazy_module"


def test_helpers_are_loaded_only_where_they_are_used() -> None:
    for name in modules():
        nodes = [node for node in executed(tree(name), deferred=False) if not is_stand_in(node)]
        at_top = {module for node in nodes for module in imports_of(name, node)}
        assert not any(leads_to_helpers(name, module) for module in at_top), name


def test_imports_go_to_a_lower_layer_or_sideways() -> None:
    every = {(name, module) for name in modules() for module in imports(name) if not leads_to_helpers(name, module)}
    assert {(name, module) for name, module in every if layer_of(module) > layer_of(name)} == {*UPWARDS}


def test_imports_sideways_make_no_cycle() -> None:
    done: Set[str] = set()

    def visit(name: str, way: Tuple[str, ...]) -> None:
        assert name not in way, " -> ".join([*way, name])
        if name not in done:
            for module in sorted(imports(name)):
                if layer_of(module) == layer_of(name):
                    visit(module, (*way, name))
            done.add(name)

    for name in modules():
        visit(name, ())


def test_nobody_below_them_imports_the_helpers_the_emulator_or_the_command_line() -> None:
    users = {(name, module) for name in modules() for module in imports(name) if layer_of(module) == 7}
    users = {(name, module) for name, module in users if not leads_to_helpers(name, module)}
    assert {name.split(".")[0] for name, _ in users} <= {"lib", "testing", "cli", "__main__"}


def test_httpx_is_a_client_only_where_it_is_wrapped() -> None:
    used = {
        (name, node.attr)
        for name in modules()
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "httpx"
    }
    client = {"Client", "AsyncClient", "HTTPTransport", "AsyncHTTPTransport", "get", "post", "request", "stream"}
    places = {name.split(".")[0] for name, attribute in used if attribute in client}
    wrappers = {"_http", "_aiohttp", "_compiled", "_fast", "_forks", "_pools"}
    assert places == {*wrappers, "_base_client", "_client", "testing"}


WAITING = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
ASKING = {"asyncio", "anyio", "logging", "threading", "environ", "getenv", "sleep"}


def test_the_core_never_waits_and_asks_nobody() -> None:
    for name in modules():
        for node in ast.walk(tree(name)) if name.split(".")[0] == "_core" else ():
            assert not isinstance(node, WAITING), name
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                assert not {alias.name for alias in node.names} & ASKING, name
                assert getattr(node, "module", None) not in ASKING, name
            if isinstance(node, ast.Attribute):
                assert node.attr not in ASKING, name


# Sizes


def test_a_module_is_short() -> None:
    long = {name for name in modules() if len(path_of(name).read_text("utf-8").splitlines()) >= 300}
    assert long == {*LONG_MODULES}


def body_lines(function: Any) -> int:
    body = function.body
    if isinstance(body[0], ast.Expr) and isinstance(getattr(body[0].value, "value", None), str):
        body = body[1:]
    return int(body[-1].end_lineno - body[0].lineno + 1) if body else 0


def test_a_function_is_short() -> None:
    long = {
        (name, node.name)
        for name in modules()
        for node in ast.walk(tree(name))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and body_lines(node) >= 25
    }
    assert long == {*LONG_FUNCTIONS}


# Words


def test_a_module_opens_with_a_sentence() -> None:
    openings = {name: (ast.get_docstring(tree(name)) or "").split("\n\n")[0] for name in modules()}
    sentence = re.compile(r"[A-Z`\[].*[.:]", re.DOTALL)
    assert {name: text for name, text in openings.items() if not sentence.fullmatch(text)} == {}


def lists_its_names(name: str) -> bool:
    for node in tree(name).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
            return True
    return False


def test_a_module_lists_its_names() -> None:
    assert {name for name in modules() if not lists_its_names(name)} == {*UNLISTED}


IGNORE = re.compile(r"type: ignore|pyright: ignore|noqa|pragma|fmt: |pylint")
# The rule in brackets or after a colon, then a reason after a hyphen or another hash.
REASONED = re.compile(
    r"# (type: ignore\[[\w-]+\]|pyright: ignore\[\w+(, \w+)*\]|noqa: [A-Z]+\d+)( +- +| +# +)[\w`].{6,}"
)


def comments(name: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(path_of(name).read_text("utf-8")).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def test_an_ignore_names_its_rule_and_its_reason() -> None:
    ignores = [(name, text) for name in modules() for text in comments(name) if IGNORE.search(text)]
    assert [(name, text) for name, text in ignores if not REASONED.fullmatch(text)] == []


# Colours


@pytest.mark.skipif(sys.version_info < (3, 9), reason="the mirror writes code with ast.unparse, new in 3.9")
def test_the_sync_classes_are_the_image_of_the_async_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert (mirror.main(write=False), capsys.readouterr().out) == (0, "")


def test_every_async_class_has_its_image_in_the_same_module() -> None:
    alone = set()
    for name in modules():
        classes = {node.name for node in tree(name).body if isinstance(node, ast.ClassDef)}
        for cls in classes:
            images = {mirror.NAMES.get(cls, cls.replace("Async", "")), cls.replace("Async", "Sync")}
            if "Async" in cls and not images & classes:
                alone.add(cls)
    assert alone == {"AsyncPaginator"}  # can be awaited and iterated over; the blocking client gives the page itself
