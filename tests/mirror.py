"""Derives each sync class from its async twin, and the overloads of streamed methods from their signatures.

    python tests/mirror.py            names what drifted from its twin, and exits with 1 if anything did
    python tests/mirror.py --write    rewrites it

Both classes stand in one module with real code in both, because tracing tools patch them there; the async one is
written by hand. Lines that end in `# twin only` have no image. A rule that fires nowhere is an error.
"""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Tuple

SOURCE = Path(__file__).resolve().parent.parent / "src" / "groq"
MODULES = [
    *(SOURCE / ("_%s.py" % name) for name in ("base_client", "client", "reading", "resource", "response")),
    *(SOURCE / ("_%s.py" % name) for name in ("streaming", "telling")),
    *(path for room in ("resources", "lib") for path in sorted((SOURCE / room).rglob("*.py"))),
]

# Whole names. What begins with Async or async_ loses just that.
NAMES: Dict[str, str] = {
    "AsyncAPIClient": "SyncAPIClient",
    "AsyncAPIResource": "SyncAPIResource",
    "AsyncHttpxClientWrapper": "SyncHttpxClientWrapper",
    "StopAsyncIteration": "StopIteration",
    "_AsyncAPIResponseT": "_APIResponseT",
    "_AsyncPageT": "_SyncPageT",
    "_AsyncStreamT": "_StreamT",
    "__aenter__": "__enter__",
    "__aexit__": "__exit__",
    "__aiter__": "__iter__",
    "__anext__": "__next__",
    "aclose": "close",
    "aiter_bytes": "iter_bytes",
    "aiter_lines": "iter_lines",
    "aiter_text": "iter_text",
    "aread": "read",
}
_request = (
    "stream: %s,\n        stream_cls: Optional[Type[%s]] = None,\n"
    "    ) -> Union[ResponseT, %s]: ...\n    async def request"
)
# Passages of code and of docstrings, before the names.
PASSAGES: List[Tuple[str, str]] = [
    ("anyio.open_file", "open"),
    ("anyio.sleep", "time.sleep"),
    ("Callable[[], Awaitable[AsyncStream[ChatCompletionChunk]]]", "Callable[[], Stream[ChatCompletionChunk]]"),
    ("Awaitable[_AsyncAPIResponseT]", "Callable[[], _APIResponseT]"),
    ("await self._api_request", "self._request_func()"),
    ("api_request", "request_func"),
    ("model: Type[_T], page: Type[_AsyncPageT]", "model: Type[object], page: Type[_SyncPageT]"),
    ("model: Type[_T],\n", "model: Type[object],\n"),
    ("_pages.AsyncPaginator[_T, _AsyncPageT]", "_SyncPageT"),
    # Where the known signatures of the two colours differ by a default, and by the order of two keywords.
    (_request % ("bool", "_AsyncStreamT", "_AsyncStreamT"), _request % ("bool = False", "_StreamT", "_StreamT")),
    (
        "        files: Optional[RequestFiles] = None,\n        options: _types.RequestOptions = {},\n        stream",
        "        options: _types.RequestOptions = {},\n        files: Optional[RequestFiles] = None,\n        stream",
    ),
    ("`async with`", "`with`"),
    ("An awaited client", "A client"),
    ("awaiting the answers", "blocking until the answers are there"),
    ("`await parse()`", "`parse()`"),
]


def segments(source: str) -> Dict[str, Tuple[int, int]]:
    """The first and the last line of each class, decorators included, counted from 1."""
    found: Dict[str, Tuple[int, int]] = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.ClassDef):
            found[node.name] = (min([node.lineno, *(d.lineno for d in node.decorator_list)]), end_of(node))
    return found


def end_of(node: ast.AST) -> int:
    return max(getattr(child, "end_lineno", 0) or 0 for child in ast.walk(node))


def renamed(name: str) -> str:
    if name in NAMES:
        used.add(name)
        return NAMES[name]
    return re.sub(r"^(_?)(Async(?=[A-Z])|async_)", r"\1", name)


def image(twin: str) -> str:
    """The sync class of an async one, as text."""
    text = "\n".join(line for line in twin.split("\n") if not line.endswith("# twin only"))
    for passage, replacement in PASSAGES:
        if passage in text:
            used.add(passage)
            text = text.replace(passage, replacement)
    lines = text.split("\n")
    edits: List[Tuple[int, int, int, str]] = []
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    for token, following in zip(tokens, tokens[1:]):
        (row, column), (_, end) = token.start, token.end
        if token.type == tokenize.NAME and token.string in ("async", "await"):
            edits.append((row, column, following.start[1], ""))
        elif token.type == tokenize.NAME:
            edits.append((row, column, end, renamed(token.string)))
        elif token.type == tokenize.STRING and "\n" not in token.string:
            edits.append((row, column, end, re.sub(r"\w+", lambda match: renamed(match.group()), token.string)))
        elif token.type == tokenize.STRING:
            for offset in range(token.string.count("\n") + 1):
                lines[row - 1 + offset] = re.sub(r"\bAsync(?=[A-Z])", "", lines[row - 1 + offset])
    for row, column, end, new in reversed(edits):
        lines[row - 1] = lines[row - 1][:column] + new + lines[row - 1][end:]
    return "\n".join(lines)


def signatures(signature: str) -> Iterator[str]:
    """The overloads of a method whose `stream` decides what it returns, from its own signature."""
    plain, streamed = split_union(re.search(r"\) -> Union\[(.*)\]:\s*$", signature, re.S).group(1))  # type: ignore[union-attr]
    if "stream_cls" in signature:
        chosen = ("stream: Literal[False] = False", "stream: Literal[True]", "stream: bool")
        streams = (None, "stream_cls: Type[%s]" % streamed, "stream_cls: Optional[Type[%s]] = None" % streamed)
    else:
        chosen = ("stream: Union[Literal[False], Omit, None] = omit", "stream: Literal[True]", "stream: bool")
        streams = (None, None, None)
    for choice, stream_cls, returns in zip(chosen, streams, (plain, streamed, "Union[%s, %s]" % (plain, streamed))):
        text = re.sub(r"\bstream: [^\n]*(?=,\n)", choice, signature)
        text = re.sub(r"\n +stream_cls: [^\n]*,(?=\n)", "\n        %s," % stream_cls if stream_cls else "", text)
        yield "    @overload\n" + re.sub(r"\) -> Union\[.*\]:\s*$", ") -> %s: ..." % returns, text, flags=re.S)


def split_union(text: str) -> Tuple[str, str]:
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "[") - (character == "]")
        if character == "," and depth == 0:
            return text[:position].strip(), text[position + 1 :].strip()
    raise ValueError(text)


def with_overloads(source: str) -> str:
    """The class with the overloads of its streamed methods in front of them, in place of those that were there."""
    lines = source.split("\n")
    body = ast.parse(source).body[0].body  # type: ignore[attr-defined]
    methods = [node for node in body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    for node in reversed(methods):
        names = {argument.arg for argument in node.args.kwonlyargs}
        if node.decorator_list and ast.unparse(node.decorator_list[0]) == "overload":
            if any(other.name == node.name and streams(other) for other in methods):
                del lines[node.decorator_list[0].lineno - 1 : end_of(node)]
        elif streams(node) and "stream" in names:
            signature = "\n".join(lines[node.lineno - 1 : node.body[0].lineno - 1])
            lines[node.lineno - 1 : node.lineno - 1] = "\n".join(signatures(signature)).split("\n")
    return "\n".join(lines)


def streams(node: ast.AST) -> bool:
    returns: Optional[ast.expr] = getattr(node, "returns", None)
    own = not getattr(node, "decorator_list", [])
    return own and returns is not None and re.match(r"Union\[.*Stream", ast.unparse(returns)) is not None


def derived(source: str) -> str:
    """The module with its overloads and images as they ought to be."""
    for name in list(segments(source)):
        if "Async" in name:
            first, last = segments(source)[name]
            lines = source.split("\n")
            twin = with_overloads("\n".join(lines[first - 1 : last]))
            source = "\n".join([*lines[: first - 1], *twin.split("\n"), *lines[last:]])
            new, there = image(twin), segments(source)
            first, last = there.get(renamed(name), (there[name][1] + 1, there[name][1]))
            lines = source.split("\n")
            padding = [] if renamed(name) in there else ["", ""]
            source = "\n".join([*lines[: first - 1], *padding, *new.split("\n"), *lines[last:]])
    return source


def same(one: str, other: str) -> bool:
    return ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))


used: set = set()


def main(write: bool) -> int:
    drifted = 0
    for path in MODULES:
        source = path.read_text("utf-8")
        wanted = derived(source)
        if same(source, wanted):
            continue
        if write:
            path.write_text(wanted, "utf-8")
            subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(path)], check=True)
        else:
            drifted += 1
            have, want = segments(source), segments(wanted)
            cut = lambda text, place: "\n".join(text.split("\n")[place[0] - 1 : place[1]])  # noqa: E731
            names = [n for n in want if n not in have or not same(cut(source, have[n]), cut(wanted, want[n]))]
            print("%s: drifted: %s" % (path.relative_to(SOURCE), ", ".join(names)))
    idle = [rule for rule in [*NAMES, *(passage for passage, _ in PASSAGES)] if rule not in used]
    if idle:
        print("rules that fired nowhere: %s" % ", ".join(idle))
    return 1 if drifted or idle else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] == ["--write"]))
