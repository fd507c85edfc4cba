"""A multipart body (RFC 7578) to its parts."""

from __future__ import annotations

import re
from typing import Dict, List
from urllib.parse import unquote, unquote_to_bytes

from ._errors import invalid, unsupported_media_type
from ._form import Part

__all__ = ["boundary_of", "parts_of"]

_PARAMETER = re.compile(r';\s*([\w!#$%&\'*+.^`|~-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s;"]+))')


def boundary_of(content_type: str) -> bytes:
    """The boundary that a Content-Type names; refuses what is not a form, or names none."""
    if content_type.partition(";")[0].strip().lower() != "multipart/form-data":
        raise unsupported_media_type(content_type, "multipart/form-data")
    boundary = _parameters(content_type).get("boundary")
    if not boundary:
        raise invalid("The multipart Content-Type names no boundary.", "invalid_multipart")
    return boundary.encode("utf-8", "replace")


def parts_of(body: bytes, boundary: bytes) -> List[Part]:
    """The parts of a body, in order. What stands before the first and after the last delimiter is ignored."""
    sections = (b"\r\n" + body).split(b"\r\n--" + boundary)[1:]
    if not any(section.startswith(b"--") for section in sections):
        raise invalid("The multipart body ends before its closing boundary.", "invalid_multipart")
    parts: List[Part] = []
    for section in sections:
        if section.startswith(b"--"):
            break
        parts.append(_part(section))
    return parts


def _part(section: bytes) -> Part:
    # A delimiter's line may end in white space; a part without headers starts with an empty line.
    padding, ended, rest = section.partition(b"\r\n")
    head, separated, content = (b"\r\n" + rest).partition(b"\r\n\r\n")
    if padding.strip() or not ended or not separated:
        raise invalid("A part of the multipart body has no end of headers.", "invalid_multipart")
    headers: Dict[str, str] = {}
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    disposition = _parameters(headers.get("content-disposition", ""))
    if "name" not in disposition:
        raise invalid("A part of the multipart body has no name.", "invalid_multipart")
    return Part(disposition["name"], content, disposition.get("filename"), headers.get("content-type"))


def _parameters(header: str) -> Dict[str, str]:
    """The parameters of a header value; `name*=` (RFC 5987) wins over `name=`."""
    plain: Dict[str, str] = {}
    extended: Dict[str, str] = {}
    for name, quoted, bare in _PARAMETER.findall(header):
        key = name.lower()
        if key.endswith("*"):
            charset, _, rest = bare.partition("'")
            extended[key[:-1]] = unquote_to_bytes(rest.partition("'")[2]).decode(_known(charset), "replace")
        else:
            plain[key] = _unescaped(quoted) if quoted else bare
    return {**plain, **extended}


def _known(charset: str) -> str:
    return "latin-1" if charset.strip().lower() == "iso-8859-1" else "utf-8"


def _unescaped(quoted: str) -> str:
    # HTML forms escape a quote as %22 and keep backslashes; older writers use backslashes.
    for escaped in ("%22", "%0D", "%0A"):
        quoted = quoted.replace(escaped, unquote(escaped))
    return re.sub(r'\\(["\\])', r"\1", quoted)
