"""Refusals: what is wrong with a request, to the error body Groq would send."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional, Tuple

from ._exchange import Answer, json_answer

__all__ = [
    "Refusal",
    "internal",
    "decommissioned",
    "invalid",
    "invalid_api_key",
    "method_not_allowed",
    "no_such_model",
    "not_found",
    "too_large",
    "unknown_url",
    "unsupported_media_type",
]


class Refusal(Exception):
    """A request that is answered with an error."""

    def __init__(
        self,
        status: int,
        message: str,
        code: str,
        *,
        param: Optional[str] = None,
        kind: str = "invalid_request_error",
        headers: Tuple[Tuple[str, str], ...] = (),
        details: Optional[Mapping[str, Any]] = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.param = param
        self.kind = kind
        self.headers = headers
        self.details = details or {}

    @property
    def error(self) -> Dict[str, Any]:
        """The `error` member of the body: `details` are what else Groq says in it, such as `failed_generation`."""
        error = {"message": self.message, "type": self.kind, "code": self.code}
        return {**error, **({} if self.param is None else {"param": self.param}), **self.details}

    def answer(self) -> Answer:
        return json_answer({"error": self.error}, self.status).with_headers(self.headers)


def invalid(message: str, code: str = "invalid_value", param: Optional[str] = None) -> Refusal:
    return Refusal(400, message, code, param=param)


def internal(error: Exception) -> Refusal:
    """What an error of the local Groq's own, or of a function that a test gave it, is answered with."""
    message = "The local Groq failed on this request: %s: %s" % (type(error).__name__, error)
    return Refusal(500, message, "internal", kind="internal_server_error")


def invalid_api_key() -> Refusal:
    return Refusal(401, "Invalid API Key", "invalid_api_key")


def decommissioned(model: str) -> Refusal:
    message = (
        "The model `%s` has been decommissioned and is no longer supported. "
        "Please refer to https://console.groq.com/docs/deprecations for what to use instead." % model
    )
    return invalid(message, "model_decommissioned", "model")


def too_large(what: str, megabytes: int) -> Refusal:
    return Refusal(413, "'%s' : at most %d MB are taken" % (what, megabytes), "request_too_large", param=what)


def no_such_model(model: str, param: Optional[str] = None) -> Refusal:
    message = "The model `%s` does not exist or you do not have access to it." % model
    return Refusal(404, message, "model_not_found", param=param)


def not_found(kind: str, identifier: str, param: Optional[str] = None) -> Refusal:
    return Refusal(404, "The %s `%s` does not exist." % (kind, identifier), "%s_not_found" % kind, param=param)


def unknown_url(method: str, path: str) -> Refusal:
    message = (
        "Unknown request URL: %s %s. Please check the URL for typos, or see the docs at https://console.groq.com/docs/"
        % (method, path)
    )
    return Refusal(404, message, "unknown_url")


def method_not_allowed(method: str, path: str, allowed: Tuple[str, ...]) -> Refusal:
    message = "Method %s is not allowed for %s: use %s." % (method, path, " or ".join(allowed))
    return Refusal(405, message, "method_not_allowed", headers=(("allow", ", ".join(allowed)),))


def unsupported_media_type(received: str, expected: str) -> Refusal:
    message = "Unsupported media type: the request Content-Type is %s, expected %s." % (received or "missing", expected)
    return Refusal(415, message, "unsupported_media_type")
