"""A chat request to the tools that Groq itself would have run for it, and what they would have found.

Compound systems run them of their own accord, other models where the request offers them. Nothing is looked up and no
code is run: the results are made up, their hosts are those that are reserved for examples.
"""

from __future__ import annotations

import json
import re
from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

from ._conversation import Conversation
from ._models import Model
from ._text import words

__all__ = ["BUILT_IN", "executed_tools"]

BUILT_IN = ("browser_search", "code_interpreter")
_ENABLED = ("web_search", "visit_website", "code_interpreter")  # what a compound system has unless it is told
_URL = re.compile(r"https?://[^\s\"'<>)\]]*[^\s\"'<>)\].,;:!?]")
_SUM = re.compile(r"\d\s*[-+*/^]\s*\d")
_CODE = frozenset(words("calculate calculation code compute execute python run script simulate sum multiply"))
_WEB = frozenset(
    words(
        "article articles browse current currently events find forecast happened latest look news now online price "
        "prices recent recently release released score search stock today tomorrow weather web website who yesterday"
    )
)


def executed_tools(body: Mapping[str, Any], model: Model, conversation: Conversation) -> Tuple[Dict[str, Any], ...]:
    """The tools that were run, as the message of the answer lists them."""
    names = _offered(body, model)
    forced = body.get("tool_choice") == "required" and not model.system
    fitting = [name for name in names if _fits(name, conversation.prompt)] or list(names[:1] if forced else ())
    if body.get("tool_choice") == "none" or conversation.last["role"] in ("tool", "function"):
        return ()
    most = 1 if model.id.endswith("mini") else 10  # as documented of the compound systems
    return tuple({"index": index, **_RUN[name](conversation.prompt, body)} for index, name in enumerate(fitting[:most]))


def _offered(body: Mapping[str, Any], model: Model) -> List[str]:
    if model.system:
        custom: Mapping[str, Any] = body.get("compound_custom") or {}
        settings: Mapping[str, Any] = custom.get("tools") or {}
        enabled: Optional[List[str]] = settings.get("enabled_tools")
        return [name for name in (_ENABLED if enabled is None else enabled) if name in _RUN]
    return [tool["type"] for tool in body.get("tools") or () if tool["type"] in BUILT_IN]


def _fits(name: str, prompt: str) -> bool:
    if name == "code_interpreter":
        return bool(_SUM.search(prompt)) or not _CODE.isdisjoint(words(prompt))
    if name == "visit_website":
        return _URL.search(prompt) is not None
    return not _WEB.isdisjoint(words(prompt))


def _code(prompt: str, _: Mapping[str, Any]) -> Dict[str, Any]:
    said = "The local Groq runs no code."
    code = "print(%s)" % json.dumps(said)
    return {
        "type": "python",
        "arguments": json.dumps({"code": "# %s\n%s" % (" ".join(prompt.split()), code)}, ensure_ascii=False),
        "output": said + "\n",
        "code_results": [{"text": said}],
    }


def _search(prompt: str, body: Mapping[str, Any]) -> Dict[str, Any]:
    results = _results(prompt, body)
    output = "\n".join(
        "Title: %(title)s\nURL: %(url)s\nContent: %(content)s\nScore: %(score)s\n" % hit for hit in results
    )
    settings: Mapping[str, Any] = body.get("search_settings") or {}
    images = ["https://%s/1.jpg" % _host(body)] if settings.get("include_images") else []
    return {
        "type": "search",
        "arguments": json.dumps({"query": " ".join(prompt.split())}, ensure_ascii=False),
        "output": output,
        "search_results": {"results": results, "images": images},
    }


def _browser_search(prompt: str, body: Mapping[str, Any]) -> Dict[str, Any]:
    pages = [{name: hit[name] for name in ("url", "title", "content")} for hit in _results(prompt, body)]
    found = _search(prompt, body)
    return {**found, "type": "browser_search", "browser_results": pages}


def _visit(prompt: str, _: Mapping[str, Any]) -> Dict[str, Any]:
    found = _URL.search(prompt)
    url = found.group() if found else "https://example.com/"
    content = "The local Groq visits no website."
    return {
        "type": "visit",
        "arguments": json.dumps({"url": url}, ensure_ascii=False),
        "output": "URL: %s\n%s\n" % (url, content),
        "browser_results": [{"url": url, "title": "A page that was not visited", "content": content}],
    }


def _results(prompt: str, body: Mapping[str, Any]) -> List[Dict[str, Any]]:
    line = " ".join(prompt.split())[:60]
    return [
        {
            "title": "Result %d for “%s”" % (number, line),
            "url": "https://%s/%d" % (_host(body), number),
            "content": "The local Groq searches no web: this text was made up.",
            "score": round(1 - number / 10, 2),
        }
        for number in (1, 2)
    ]


def _host(body: Mapping[str, Any]) -> str:
    """The host of what is found: the first that the request asks for."""
    settings: Mapping[str, Any] = body.get("search_settings") or {}
    domains: List[str] = settings.get("include_domains") or body.get("include_domains") or []
    return domains[0].replace("*.", "").strip("*/.") or "example.com" if domains else "example.com"


_RUN: Dict[str, Callable[[str, Mapping[str, Any]], Dict[str, Any]]] = {
    "browser_search": _browser_search,
    "code_interpreter": _code,
    "visit_website": _visit,
    "web_search": _search,
}
