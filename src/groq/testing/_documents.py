"""The documents of a chat request to a sentence that draws on one of them, and its citation."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Mapping, Optional, Tuple

from ._conversation import Conversation
from ._text import words

__all__ = ["cited"]


def cited(body: Mapping[str, Any], conversation: Conversation) -> Tuple[str, List[Dict[str, Any]]]:
    """The beginning of an answer that quotes the fittest document, and its annotations; empty without documents."""
    documents = [*_listed(body), *_attached(conversation)]
    if not documents:
        return "", []
    asked = set(words(conversation.prompt))
    name, text = max(documents, key=lambda document: len(asked.intersection(words(document[1]))))
    opening, quote = "The document %s says: “" % name, _short(text)
    citation = {"start_index": len(opening), "end_index": len(opening) + len(quote), "document_id": name}
    annotations = [{"type": "document_citation", "document_citation": citation}]
    enabled = body.get("citation_options") != "disabled"
    return "%s%s” " % (opening, quote), annotations if enabled else []


def _listed(body: Mapping[str, Any]) -> List[Tuple[str, str]]:
    """The name and the text of each of the documents that came beside the messages."""
    given: List[Mapping[str, Any]] = body.get("documents") or []
    return [
        (_name(document.get("id"), number), source["text"] if source["type"] == "text" else _json(source["data"]))
        for number, document in enumerate(given)
        for source in (document["source"],)
    ]


def _attached(conversation: Conversation) -> List[Tuple[str, str]]:
    """The name and the text of each of the documents in the last question."""
    parts = conversation.parts("document")
    return [
        (_name(part["document"].get("id"), number), _json(part["document"].get("data")))
        for number, part in enumerate(parts)
    ]


def _name(given: Optional[str], number: int) -> str:
    return given or "doc_%d" % number


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 200 else line[:199].rstrip() + "…"
