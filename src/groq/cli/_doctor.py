"""`doctor`: what stands between this machine and an answer."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from typing import Iterator, List
from urllib.parse import SplitResult, urlsplit

from ._connection import DEFAULT_BASE_URL, given_key, is_sendable, shown_url
from ._declare import Command
from ._findings import FAILED, OK, SKIPPED, Finding
from ._output import JSON, output_option, print_json, print_text
from ._probes import called, proxied, resolved, secured, versions

__all__ = ["COMMAND", "DoctorOptions", "doctor"]

_KEYS = "make one at https://console.groq.com/keys"


@dataclass(frozen=True)
class DoctorOptions:
    """What `doctor` takes."""

    output: str = output_option()


def doctor(options: DoctorOptions) -> int:
    """Check one thing after another, and say of each how it is."""
    found: List[Finding] = []
    for finding in _findings():
        found.append(finding)
        if options.output != JSON:
            print_text(finding.line)
    if options.output == JSON:
        print_json([asdict(finding) for finding in found])
    return 1 if any(finding.status == FAILED for finding in found) else 0


COMMAND = Command("doctor", "Check the key, the network and the versions.", DoctorOptions, doctor)


def _findings() -> Iterator[Finding]:
    """Each check, the later ones only where the earlier ones leave something to ask."""
    yield from versions()
    key, url = _key(), _base_url()
    yield key
    yield url
    if url.status == FAILED:
        return
    for finding in _network(urlsplit(os.environ.get("GROQ_BASE_URL") or DEFAULT_BASE_URL)):
        yield finding
        if finding.status == FAILED:
            return
    yield called() if key.status == OK else Finding("models", SKIPPED, "there is no key to ask with")


def _network(url: SplitResult) -> Iterator[Finding]:
    """The way to the server, up to the first step that fails."""
    host, port = url.hostname or "", url.port or (443 if url.scheme == "https" else 80)
    proxy = proxied(url.scheme, host)
    yield Finding("proxy", OK, proxy or "none")
    if proxy:
        yield Finding("DNS", SKIPPED, "the proxy looks names up")
        yield Finding("TLS", SKIPPED, "the proxy stands between")
        return
    yield resolved(host, port)
    yield secured(host, port) if url.scheme == "https" else Finding("TLS", SKIPPED, "the base URL is plain HTTP")


def _key() -> Finding:
    """The shape of the key; of the key itself no more than its end is shown."""
    key = given_key()
    if not key:
        return Finding("key", FAILED, "GROQ_API_KEY is not set", _KEYS)
    if not is_sendable(key):
        return Finding("key", FAILED, "GROQ_API_KEY has characters that a key cannot have", "copy it again")
    if not key.startswith("gsk_"):
        return Finding("key", OK, "GROQ_API_KEY is set, but does not begin with gsk_ as Groq's keys do")
    return Finding("key", OK, "GROQ_API_KEY is gsk_\N{HORIZONTAL ELLIPSIS}%s" % (key[-4:] if len(key) >= 20 else ""))


def _base_url() -> Finding:
    given = os.environ.get("GROQ_BASE_URL") or ""
    try:
        parts = urlsplit(given or DEFAULT_BASE_URL)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        parts, valid = urlsplit(""), False
    if not valid:
        advice = "set GROQ_BASE_URL to a URL such as %s, or not at all" % DEFAULT_BASE_URL
        return Finding("base URL", FAILED, "%s is no URL of a server" % shown_url(given), advice)
    if parts.path.rstrip("/").endswith("/openai/v1"):
        advice = "leave out /openai/v1, which the client adds"
        return Finding("base URL", FAILED, shown_url(given), advice)
    return Finding("base URL", OK, shown_url(given or DEFAULT_BASE_URL))
