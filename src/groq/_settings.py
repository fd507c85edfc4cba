"""What a caller says of the key, the address and the headers, and the environment, to what a client keeps of it."""

from __future__ import annotations

import os
import re
import warnings
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Mapping, Optional, Union

from . import _exceptions
from ._core.secret import HeaderFields, Secret, hidden, shown_url

if TYPE_CHECKING:
    import httpx

__all__ = [
    "api_key_of",
    "api_key_option",
    "base_url_of",
    "checked_key",
    "custom_headers_of",
    "shown",
    "without_api_path",
]

_API_PATH = re.compile(r"^([^?]*)/openai/v1/?(?=\?|$)")


def api_key_of(given: Any) -> Secret:
    """The key that was given, or that of the environment. Raises `GroqError` if there is none that can be sent."""
    key = hidden(os.environ.get("GROQ_API_KEY")) if given is None else given
    if key is None:
        raise _exceptions.GroqError(
            "The api_key client option must be set either by passing api_key to the client or by setting the "
            "GROQ_API_KEY environment variable"
        )
    return checked_key(key)


def checked_key(key: Any) -> Secret:
    """A key without the white space around it, if it can be sent. No message shows it, nor does a variable here."""
    if not isinstance(key, str):
        raise _exceptions.GroqError("`api_key` is a %s: pass a string" % type(key).__name__)
    stripped = Secret(key.strip())
    if not (stripped.isascii() and stripped.isprintable()):
        raise _exceptions.GroqError("`api_key` holds characters that are not printable ASCII: check how it was copied")
    return stripped


def _set_key(client: Any, key: Any) -> None:
    if isinstance(key, Secret):  # which was checked when it was made
        client._api_key = key
        return
    key = hidden(key)
    # What is no text may well come to one when it is sent, each time another; `None` comes to nothing good.
    client._api_key = checked_key(key) if key is None or isinstance(key, str) else key


def _delete_key(client: Any) -> None:  # `mock.patch.object` does so before it puts the old one back
    del client._api_key


api_key_option: Any = property(attrgetter("_api_key"), _set_key, _delete_key)
"""The attribute of a client; reading it takes no call of Python's."""


def base_url_of(given: Union[str, httpx.URL, None]) -> Union[str, httpx.URL]:
    """The address that was given, or that of the environment, or Groq's own."""
    url = os.environ.get("GROQ_BASE_URL", "https://api.groq.com") if given is None else given
    return without_api_path(url) if _API_PATH.search(str(url)) else url


def without_api_path(url: Union[str, httpx.URL], stacklevel: int = 4) -> Union[str, httpx.URL]:
    """The URL without the path that this library adds itself; warns where it was there."""
    text = str(url)
    if _API_PATH.search(text) is None:
        return url
    stripped = _API_PATH.sub(r"\1", text)
    warnings.warn(
        "The base URL ends in /openai/v1, which this library adds to every path itself; using %s" % _named(stripped),
        stacklevel=stacklevel,
    )
    return stripped


def _named(url: str) -> str:
    return re.sub(r"//[^/@]*@", "//...@", url.partition("?")[0])


def custom_headers_of(given: Optional[Mapping[str, str]]) -> HeaderFields:
    """The headers of the environment, and over them those that were given."""
    lines = os.environ.get("GROQ_CUSTOM_HEADERS", "").splitlines()
    pairs = (line.partition(":") for line in lines if ":" in line)
    return HeaderFields({**{name.strip(): value.strip() for name, _, value in pairs}, **(given or {})})


def shown(client: Any) -> str:
    """A client in a line, its key masked; in a traceback it may be one that is not finished yet."""
    url = shown_url(client.base_url) if "_url" in vars(client) else None
    return "%s(base_url=%r, api_key=%r)" % (type(client).__name__, url, hidden(getattr(client, "api_key", None)))
