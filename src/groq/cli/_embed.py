"""`embed`: texts to vectors."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Dict, Tuple

from ._connection import connected
from ._declare import Command, argument, option
from ._failure import Usage
from ._output import JSON, output_option, print_json
from ._progress import progress
from ._stdin import standard_input

__all__ = ["COMMAND", "EmbedOptions", "embed"]

_AT_ONCE = 256
"""Texts in one request."""


@dataclass(frozen=True)
class EmbedOptions:
    """What `embed` takes."""

    texts: Tuple[str, ...] = argument(
        "the texts; the lines of standard input where they are left out", default=(), metavar="TEXT"
    )
    model: str = option("--model", "-m", default="nomic-embed-text-v1_5", metavar="MODEL", help="the model to ask")
    output: str = output_option()


def embed(options: EmbedOptions) -> None:
    """Print a line of JSON for each text, or with `--output json` one document."""
    texts = options.texts or tuple(line.rstrip("\r") for line in standard_input("texts").split("\n") if line.strip())
    if not texts or not all(text.strip() for text in texts):
        raise Usage("a text is empty" if texts else "there is no text")
    whole: Dict[str, Any] = {"object": "list", "data": [], "model": options.model, "usage": {}}
    with connected() as client, progress("Embedding", total=len(texts)) as bar:
        for start in range(0, len(texts), _AT_ONCE):
            some = list(texts[start : start + _AT_ONCE])
            answer = client.embeddings.create(input=some, model=options.model).to_dict(mode="json")
            _merge(whole, answer, start)
            bar.advance(len(some))
    if options.output == JSON:
        print_json(whole)
        return
    for item in whole["data"]:
        line: Dict[str, Any] = {"index": item["index"], "text": texts[item["index"]], "embedding": item["embedding"]}
        print(json.dumps(line, ensure_ascii=False))


COMMAND = Command("embed", "Turn texts into vectors, a line of JSON each.", EmbedOptions, embed)


def _merge(whole: Dict[str, Any], answer: Dict[str, Any], start: int) -> None:
    """Add the answer to a request whose first text was number `start`."""
    whole["model"] = answer.get("model", whole["model"])
    whole["data"] += [{**item, "index": start + item["index"]} for item in answer["data"]]
    usage: Dict[str, int] = answer.get("usage") or {}
    for name, count in usage.items():
        whole["usage"][name] = whole["usage"].get(name, 0) + count
