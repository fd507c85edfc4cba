"""Texts and JSON with secrets in them to the same without."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any, Callable, Dict, Mapping, Optional, Tuple

from ._checks import is_list, is_object
from ._exchange import Request

__all__ = ["SCRUBBED", "Scrubber"]

SCRUBBED = "[scrubbed]"

_KEY = re.compile(r"gsk_\w+", re.ASCII)
_ORGANIZATION = re.compile(r"\borg_(?=[A-Za-z]*[0-9])[A-Za-z0-9]{10,}")  # not `org_name`, which programs write
_NAMES = {"authorization", "proxy-authorization", "cookie", "set-cookie", "api-key", "apikey", "x-api-key"}
_JSON_LINE = re.compile(r"(data: ?)?(\{.*\})(\r?)")
_USER = re.compile(r"//[^/@?#]*@")
_SHORTEST = 8  # a shorter key is nobody's, and would be found in ordinary words


@dataclass(frozen=True)
class Scrubber:
    """Takes `keys` out of whatever it is given, and all that looks or is named like a secret.

    That is: keys of Groq's form, ids of organizations, members named as credentials are, and what a remote MCP server
    is sent. `hook` is then given each text. `public` is a key that is no secret.
    """

    keys: Tuple[str, ...] = ()
    hook: Optional[Callable[[str], str]] = None
    public: str = ""

    def knowing(self, request: Request) -> Scrubber:
        """This one, which also knows the key that a request came with."""
        key = request.headers.get("authorization", "").rpartition(" ")[2]
        return self if key == self.public else replace(self, keys=(*self.keys, key))

    def text(self, text: str) -> str:
        """A text, whose lines may be JSON or events of JSON."""
        text = self._plain("\n".join(self._line(line) for line in text.split("\n")))
        return self.hook(text) if self.hook else text

    def content(self, content: bytes) -> bytes:
        """Bytes that are no text; the hook is not asked."""
        return self._plain(content.decode("latin-1")).encode("latin-1")

    def value(self, value: object) -> Any:
        """A JSON value."""
        return self._value(value, self.hook)

    def named(self, name: str, text: str) -> str:
        """The text that stands under a name."""
        return SCRUBBED if name.lower().replace("_", "-") in _NAMES else self.text(text)

    def _plain(self, text: str) -> str:
        for key in self.keys:
            if len(key) >= _SHORTEST:
                text = text.replace(key, SCRUBBED)
        return _ORGANIZATION.sub("org_" + SCRUBBED, _KEY.sub(SCRUBBED, text))

    def _line(self, line: str) -> str:
        found = _JSON_LINE.fullmatch(line)
        try:
            value = json.loads(found.group(2)) if found else None
        except (ValueError, RecursionError):
            return line
        scrubbed = self._value(value, None)
        if found is None or scrubbed == value:  # as it came, to the byte
            return line
        return "%s%s%s" % (found.group(1) or "", json.dumps(scrubbed, ensure_ascii=False), found.group(3))

    def _value(self, value: Any, hook: Optional[Callable[[str], str]]) -> Any:
        if isinstance(value, str):
            text = self._plain(value)
            return hook(text) if hook else text
        if is_list(value):
            return [self._value(item, hook) for item in value]
        if not is_object(value):
            return value
        members = _without_what_a_server_is_sent(value)
        return {
            self._plain(name): SCRUBBED if _is_secret(name, member) else self._value(member, hook)
            for name, member in members.items()
        }


def _is_secret(name: str, member: object) -> bool:
    return isinstance(member, str) and name.lower().replace("_", "-") in _NAMES


def _without_what_a_server_is_sent(tool: Mapping[str, Any]) -> Dict[str, Any]:
    """The members of a JSON object, without headers and a URL's secrets where it is a tool of a remote MCP server."""
    members = dict(tool)
    if members.get("type") == "mcp":
        headers: Any = members.get("headers")
        if headers is not None:
            members["headers"] = dict.fromkeys(headers, SCRUBBED) if is_object(headers) else SCRUBBED
        if isinstance(members.get("server_url"), str):
            address, asked, _ = _USER.sub("//%s@" % SCRUBBED, members["server_url"]).partition("?")
            members["server_url"] = address + asked + SCRUBBED * bool(asked)
    return members
