"""The headers of the last request to those of the next, which are nearly always the same."""

from __future__ import annotations

from typing import Any, List, Mapping, Optional, Tuple

import httpx

__all__ = ["HeadTemplate", "posted"]


class HeadTemplate:
    """Merges the headers of a request as httpx does, and keeps the outcome for a next request that asks for the same.

    Threads may share it: what one of them keeps is right for all that ask for it.
    """

    __slots__ = ("_kept",)

    def __init__(self) -> None:
        self._kept: Tuple[Optional[List[Any]], httpx.Headers] = (None, httpx.Headers())

    def headers(self, own: httpx.Headers, given: Mapping[str, Any], host: bytes) -> httpx.Headers:
        """The `given` headers over those of the HTTP client's `own`, with the `Host` in front; not to be changed."""
        wanted: List[Any] = [host, own.raw, *given.items()]
        kept, headers = self._kept
        if kept != wanted:
            headers = httpx.Headers(own)
            headers.update(given)
            if "host" not in headers:
                headers = httpx.Headers([(b"Host", host), *headers.raw])
            self._kept = (wanted, headers)
        return headers


def posted(arguments: Mapping[str, Any], client: Any, template: HeadTemplate) -> Optional[httpx.Request]:
    """The request that httpx makes of these arguments and the settings of `client`, if they hold the bytes of a body.

    `None` for what needs more than putting the parts together: forms, streamed bodies, queries of the client's own.
    """
    content: Any = arguments.get("content")
    if type(content) is not bytes or not content or client.params:
        return None
    url: httpx.URL = arguments["url"]
    headers = template.headers(client.headers, arguments["headers"], url.netloc)
    if "content-length" in headers or "transfer-encoding" in headers or not url.host:
        return None
    request = httpx.Request(
        arguments["method"],
        url,
        headers=headers,
        cookies=client.cookies,
        stream=httpx.ByteStream(content),
        extensions={**arguments.get("extensions", {}), "timeout": httpx.Timeout(arguments["timeout"]).as_dict()},
    )
    request.headers["Content-Length"] = str(len(content))
    request.read()
    return request
