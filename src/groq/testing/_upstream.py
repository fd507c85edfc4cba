"""A request to the answer of a real Groq."""

from __future__ import annotations

import os
from typing import Optional

import httpx

from ._cassette_file import CassetteError
from ._exchange import Answer, Request
from ._recording import kept

__all__ = ["Upstream"]

_GROQ = "https://api.groq.com"
_TIMEOUT = httpx.Timeout(120, connect=5)
# What belongs to the client's connection to the local Groq, and to its credentials there.
_OWN = {
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "cookie",
    "host",
    "keep-alive",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
}


class Upstream:
    """Where requests are passed on to, under a key of its own."""

    def __init__(self, url: Optional[str], api_key: Optional[str], http_client: Optional[httpx.Client]) -> None:
        self.url = (url or os.environ.get("GROQ_BASE_URL") or _GROQ).strip().rstrip("/")
        self.api_key = (api_key or os.environ.get("GROQ_API_KEY") or "").strip()
        if not self.url.startswith(("http://", "https://")):
            raise CassetteError("The upstream %r is no URL: it must begin with https:// or http://." % self.url)
        if not self.api_key:
            raise CassetteError("Recording needs a key of the upstream: pass `api_key` or set GROQ_API_KEY.")
        self._client = http_client or httpx.Client(timeout=_TIMEOUT)
        self._owned = http_client is None

    def answer(self, request: Request) -> Answer:
        """Its answer, read whole, with the headers that are recorded.

        Raises `httpx.HTTPError` or `httpx.InvalidURL` where there is none.
        """
        headers = [(name, value) for name, value in request.headers.multi_items() if name.lower() not in _OWN]
        headers.append(("authorization", "Bearer " + self.api_key))
        url = httpx.URL(self.url + request.path)
        if request.query:
            url = url.copy_merge_params(request.query)
        sent = self._client.build_request(request.method, url, headers=headers, content=request.body)
        response = self._client.send(sent, stream=True, follow_redirects=True)
        try:
            chunks = tuple(chunk for chunk in response.iter_bytes() if chunk)
        finally:
            response.close()
        answer = Answer(response.status_code, kept(response.headers.multi_items()), b"".join(chunks))
        streamed = response.headers.get("content-type", "").startswith("text/event-stream")
        return Answer(answer.status, answer.headers, chunks=chunks) if streamed else answer

    def close(self) -> None:
        """Close its connections, where they are its own."""
        if self._owned:
            self._client.close()
