"""Responses to the cookies they set."""

from __future__ import annotations

from http.cookiejar import CookieJar

import httpx

__all__ = ["SparingCookies"]


class SparingCookies(httpx.Cookies):
    """Cookies that look at a response only if it sets some.

    httpx makes a mail message and a urllib request of every response and its request to find that out, which takes
    longer than reading a short answer.
    """

    def extract_cookies(self, response: httpx.Response) -> None:
        """Keep the cookies that the response sets."""
        headers = response.headers
        if type(self.jar) is not CookieJar or "set-cookie" in headers or "set-cookie2" in headers:
            super().extract_cookies(response)
