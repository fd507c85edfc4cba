"""What went wrong, as one line for a terminal."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Generator

__all__ = ["Failure", "Usage", "explained"]


class Failure(Exception):
    """Ends the command; its message is the line the user sees."""


class Usage(Exception):
    """The command was called wrongly: says how, below the line of usage (by default that of its command)."""

    def __init__(self, message: str, usage: str = "") -> None:
        super().__init__(message)
        self.usage = usage


@contextmanager
def explained(base_url: str, secret: str) -> Generator[None, None, None]:
    """Turn what a request can raise into a `Failure` whose line never shows `secret`."""
    import httpx

    from groq import GroqError

    try:
        yield
    except (GroqError, httpx.HTTPError, httpx.InvalidURL) as error:
        line = " ".join(_explanation(error, base_url).split())
        raise Failure(line.replace(secret, "***") if secret else line) from error


def _explanation(error: Exception, base_url: str) -> str:
    from groq import APIConnectionError, APIStatusError, APITimeoutError, AuthenticationError

    if isinstance(error, APIStatusError):
        request_id = error.response.headers.get("x-request-id")
        where = "(status %d%s)" % (error.status_code, ", request %s" % request_id if request_id else "")
        if isinstance(error, AuthenticationError):
            return "the API key was refused: %s Check GROQ_API_KEY. %s" % (_sentence(_message(error)), where)
        return "%s %s" % (_message(error), where)
    if isinstance(error, APITimeoutError):
        return "%s did not answer in time." % base_url
    if isinstance(error, APIConnectionError):
        return "cannot reach %s: %s" % (base_url, error.__cause__ or error)
    return str(error) or type(error).__name__


def _message(error: Any) -> str:
    """The server's own words where the body has them."""
    try:
        message: object = error.body["error"]["message"]
    except (KeyError, TypeError):
        message = None
    return message if isinstance(message, str) and message else str(error)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else text + "."
