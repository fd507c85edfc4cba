"""What proves who is calling to what may be shown of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Dict, List, Tuple, Union, cast

if TYPE_CHECKING:
    import httpx

__all__ = [
    "HeaderFields",
    "Secret",
    "hidden",
    "is_secret",
    "leaves",
    "masked",
    "scrubbed",
    "shown_option",
    "shown_tool",
    "shown_url",
]

# Not compiled before they are used, and `re` keeps them then: the import of the package is to be short.
_NAME = r"(?i)auth|cookie|credential|password|secret|token|api[-_]?key"
_KEY = r"(?a)gsk_\w{4,}"
_MEMBER = (  # not every `token`: those of an answer are words
    r'(?i)("[\w-]*(?:authori[sz]ation|cookie|credential|password|secret|api[-_]?key|_token)"\s*:\s*)"(?:[^"\\]|\\.)*"'
)
_MCP = r'"type"\s*:\s*"mcp"'
_TEXT = r'"(?:[^"\\]|\\.)*"'
_HEADERS = (  # also those of another form, which the API refuses
    rf'("headers"\s*:\s*)(?:{_TEXT}|\[(?:[^\[\]"]|{_TEXT})*\]|\{{(?:[^{{}}"]|{_TEXT}|\{{(?:[^{{}}"]|{_TEXT})*\}})*\}})'
)
_SERVER = r'("server_url"\s*:\s*")((?:[^"\\]|\\.)*)"'
_USER = r"//[^/@?#]*@"
_MASK = "***"


def is_secret(name: Union[str, bytes]) -> bool:
    """Whether a header, or a parameter of a query, of this name proves who is calling."""
    return re.search(_NAME, name if isinstance(name, str) else name.decode("latin-1")) is not None


def masked(text: str) -> str:
    """What tells one key from another without giving it away: the ends of a long one. A scheme in front is kept."""
    scheme, space, key = text.rpartition(" ")
    return scheme + space + ("%s...%s" % (key[:4], key[-4:]) if len(key) > 16 else "...")


class Secret(str):
    """A text that shows itself masked, as where a traceback lists variables. It is written and sent as it is."""

    __slots__ = ()

    def __repr__(self) -> str:
        return repr(masked(self))


def hidden(value: Any) -> Any:
    """A text as a `Secret`; anything else as it is."""
    return Secret(value) if isinstance(value, str) else value


class HeaderFields(Dict[str, Any]):
    """Headers that show those of their values masked that prove who is calling."""

    def __repr__(self) -> str:
        return "{%s}" % ", ".join("%r: %r" % (name, _shown(name, value)) for name, value in self.items())


def _shown(name: str, value: object) -> object:
    if isinstance(value, (str, bytes)) and is_secret(name):
        return hidden(value) if isinstance(value, str) else _MASK
    return value


def shown_url(url: httpx.URL) -> str:
    """A URL without its password, and without the values of what is named like a secret in its query."""
    if url.password:
        url = url.copy_with(username=url.username, password="...")
    pairs: List[Tuple[str, str]] = url.params.multi_items() if url.query else []
    if any(is_secret(name) for name, _ in pairs):
        url = url.copy_with(params=[(name, "..." if is_secret(name) else value) for name, value in pairs])
    return str(url)


def scrubbed(text: str, key: str = "") -> str:
    """A body without keys of Groq's, this `key`, and what members of JSON hold that are named like secrets."""
    if len(key) >= 8:  # a shorter one is nobody's, and would be found in ordinary words
        text = text.replace(key, _MASK)
    if re.search(_MCP, text):
        text = re.sub(_HEADERS, r'\1"%s"' % _MASK, text)
        text = re.sub(_SERVER, lambda found: '%s%s"' % (found.group(1), _shown_address(found.group(2))), text)
    return re.sub(_MEMBER, r'\1"%s"' % _MASK, re.sub(_KEY, _MASK, text))


def shown_option(name: object, value: Any) -> Any:
    """What a request is made of, for its `repr`: headers masked, a body without what it gives to MCP servers."""
    if name == "headers":
        return HeaderFields(value) if value else value
    if name not in ("json_data", "extra_json") or not isinstance(value, dict):
        return value
    body = cast("Dict[str, Any]", value)
    tools: Any = body.get("tools")
    if not isinstance(tools, (list, tuple)):
        return body
    listed = cast("List[Any]", tools)
    return {**body, "tools": [shown_tool(tool) for tool in listed]}


def shown_tool(tool: Any) -> Any:
    """A tool for its `repr`: of a remote MCP server without what its headers hold and secrets in its address."""
    members = cast("Dict[str, Any]", tool) if isinstance(tool, dict) else {}
    if members.get("type") != "mcp":
        return cast(object, tool)
    shown = {name: _MASK if isinstance(value, str) and is_secret(name) else value for name, value in members.items()}
    if shown.get("headers") is not None:
        headers: Any = shown["headers"]
        names = cast("Dict[str, Any]", headers) if isinstance(headers, dict) else None
        shown["headers"] = _MASK if names is None else dict.fromkeys(names, _MASK)
    if isinstance(shown.get("server_url"), str):
        shown["server_url"] = _shown_address(shown["server_url"])
    return shown


def _shown_address(address: str) -> str:
    """An address without a name and a password in it, and without its query."""
    place, asked, _ = re.sub(_USER, "//%s@" % _MASK, address).partition("?")
    return place + asked + _MASK * bool(asked)


def leaves(origin: httpx.URL, url: httpx.URL) -> bool:
    """Whether `url` is not of the same origin, nor the same host upgraded to TLS: httpx's rule for `Authorization`."""
    before, after = _place(origin), _place(url)
    upgraded = before == ("http", origin.host, 80) and after == ("https", origin.host, 443)
    return before != after and not upgraded


def _place(url: httpx.URL) -> Tuple[str, str, Any]:
    return url.scheme, url.host, url.port or {"http": 80, "https": 443}.get(url.scheme)
