"""The machine, the network and the API to findings."""

from __future__ import annotations

import platform
import socket
import ssl
import time
from importlib.metadata import PackageNotFoundError, version
from typing import Iterator

from .._version import __version__
from ._connection import connected, shown_url
from ._failure import Failure
from ._findings import FAILED, OK, Finding

__all__ = ["called", "proxied", "resolved", "secured", "versions"]

_PATIENCE = 10.0  # seconds
_PACKAGES = ("httpx", "pydantic", "anyio", "typing_extensions", "typer", "rich", "aiohttp")


def versions() -> Iterator[Finding]:
    """What runs here."""
    system = "%s on %s %s" % (platform.python_version(), platform.system(), platform.machine())
    yield Finding("python", OK, system)
    yield Finding("groq", OK, __version__)
    yield Finding("packages", OK, ", ".join(_installed()))


def _installed() -> Iterator[str]:
    for name in _PACKAGES:
        try:
            yield "%s %s" % (name, version(name))
        except PackageNotFoundError:
            yield "no %s" % name


def proxied(scheme: str, host: str) -> str:
    """The proxy that the environment has for a server, without its password; nothing where it has none."""
    from urllib.request import getproxies, proxy_bypass

    known = getproxies()
    return "" if proxy_bypass(host) else shown_url(known.get(scheme) or known.get("all") or "")


def resolved(host: str, port: int) -> Finding:
    """The addresses of a host."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        advice = "check the network and the base URL"
        return Finding("DNS", FAILED, "%s has no address: %s" % (host, error.strerror or error), advice)
    addresses = sorted({str(entry[4][0]) for entry in found})
    return Finding("DNS", OK, "%s is %s" % (host, ", ".join(addresses)))


def secured(host: str, port: int) -> Finding:
    """A handshake with the certificates that the client trusts."""
    import httpx

    where = "%s port %d" % (host, port)
    try:
        plain = socket.create_connection((host, port), timeout=_PATIENCE)
        with plain, httpx.create_ssl_context().wrap_socket(plain, server_hostname=host) as connection:
            until = (connection.getpeercert() or {}).get("notAfter")
            return Finding("TLS", OK, "%s with %s, certificate until %s" % (connection.version(), where, until))
    except ssl.SSLCertVerificationError as error:
        advice = "where a proxy shows certificates of its own, name the file of its authority in SSL_CERT_FILE"
        return Finding("TLS", FAILED, "%s is not trusted: %s" % (where, error.verify_message), advice)
    except OSError as error:
        advice = "check the network, a firewall and the base URL"
        return Finding("TLS", FAILED, "no connection to %s: %s" % (where, error.strerror or error), advice)


def called() -> Finding:
    """A request with the key, and how long it took."""
    began = time.perf_counter()
    try:
        with connected() as client:
            listed = client.with_options(max_retries=0, timeout=_PATIENCE).models.list()
    except Failure as failure:
        return Finding("models", FAILED, str(failure).rstrip("."), "see https://console.groq.com/docs/errors")
    taken = (time.perf_counter() - began) * 1000
    return Finding("models", OK, "%d models in %d ms" % (len(listed.data), taken))
