"""A call's options and the client's settings to the arguments of one `httpx.Request`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Callable, Dict, Mapping, Optional, Sequence, Tuple, Union, cast
from urllib.parse import urlencode

import httpx

from .encode import merged_body
from .options import CallOptions
from .uploads import ForceMultipartDict

__all__ = ["absolute_url", "read_timeout", "request_arguments"]

_MULTIPART = "multipart/form-data"

_Form = Callable[[Mapping[object, object]], Dict[str, Any]]


def absolute_url(base_url: httpx.URL, url: str) -> httpx.URL:
    """`url` as it is when it is absolute, else appended to the path of `base_url` (which ends in a slash)."""
    return _joined(str(base_url), url)


@lru_cache(maxsize=64)  # most calls of an application go to a few paths
def _joined(base: str, url: str) -> httpx.URL:
    base_url, target = httpx.URL(base), httpx.URL(url)
    if not target.is_relative_url:
        return target
    base_path, _, base_query = base_url.raw_path.partition(b"?")
    path, _, query = target.raw_path.partition(b"?")
    queries = b"&".join(part for part in (base_query, query) if part)
    return base_url.copy_with(raw_path=base_path + path.lstrip(b"/") + (b"?" + queries if queries else b""))


def read_timeout(timeout: object) -> Optional[object]:
    """The seconds one read may take, `None` for no limit."""
    return timeout.read if isinstance(timeout, httpx.Timeout) else timeout


def request_arguments(
    options: CallOptions,
    *,
    url: httpx.URL,
    headers: Dict[str, Any],
    timeout: Union[float, httpx.Timeout, None],
    query: Sequence[Tuple[str, str]],
    form: _Form,
) -> Dict[str, Any]:
    """What to hand to `build_request` of an httpx client; `form` makes the plain fields of a form from a body."""
    if query:
        # Quoted here, because versions of httpx differ in how they do it, and drop the query that the URL has already.
        pairs = url.params.merge(cast(Any, query)).multi_items() if url.query else query
        url = url.copy_with(query=urlencode(pairs).encode("ascii"))
    arguments: Dict[str, Any] = {"method": options.method, "url": url, "timeout": timeout}
    arguments.update(_body(options, headers, form))
    arguments["headers"] = headers
    if "_" in url.host:
        # An underscore is no character of a host name in TLS; servers are known by the hyphenated form.
        arguments["extensions"] = {"sni_hostname": url.host.replace("_", "-")}
    return arguments


def _body(options: CallOptions, headers: Dict[str, Any], form: _Form) -> Dict[str, Any]:
    """The part of the arguments that carries the body; takes out of `headers` what httpx has to fill in."""
    if options.content is not None:
        return {"content": options.content}
    if options.method.lower() == "get":
        _pop(headers, "content-type")
        return {}
    content_type = _find(headers, "content-type")
    if options.files is not None or _is_multipart(content_type):
        return _multipart(options, headers, content_type, form)
    if options.json_data is None and options.extra_json is None:
        return {}
    return {"content": options.encoded_body()}


def _multipart(
    options: CallOptions, headers: Dict[str, Any], content_type: Optional[Tuple[str, Any]], form: _Form
) -> Dict[str, Any]:
    if content_type is not None and not (_is_multipart(content_type) and "boundary=" in str(content_type[1])):
        headers.pop(content_type[0])
    body: Any = merged_body(options.json_data, options.extra_json)
    if body is not None and not isinstance(body, Mapping):
        raise TypeError(
            "A multipart request takes its fields from a dictionary, but the body is a %s" % type(body).__name__
        )
    # httpx falls back to a URL-encoded form when there is no file: an empty entry keeps the request multipart.
    return {"data": form(cast("Mapping[object, object]", body or {})), "files": options.files or ForceMultipartDict()}


def _find(headers: Mapping[str, Any], name: str) -> Optional[Tuple[str, Any]]:
    return next(((key, value) for key, value in headers.items() if key.lower() == name), None)


def _pop(headers: Dict[str, Any], name: str) -> None:
    found = _find(headers, name)
    if found is not None:
        headers.pop(found[0])


def _is_multipart(content_type: Optional[Tuple[str, Any]]) -> bool:
    return content_type is not None and str(content_type[1]).lower().startswith(_MULTIPART)
