"""`doctor`: each check as it is where all is well, and where that one thing is wrong."""

from __future__ import annotations

import json
import socket
import ssl
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

import pytest

from command_line import SECRET, serving
from groq import __version__
from groq.cli import main
from groq.testing import LocalServer

pytest.importorskip("typer", reason='the extra "cli" is not installed')

CERTIFICATE = Path(__file__).with_name("loopback.pem")


@pytest.fixture(name="examine")
def examine_by_doctor(capsys: pytest.CaptureFixture[str]) -> Any:
    """The exit status and the findings, by their check."""

    def examine() -> Tuple[int, Dict[str, Dict[str, str]]]:
        status = main(["doctor", "--output", "json"])
        out, err = capsys.readouterr()
        assert err == ""
        assert SECRET not in out
        return status, {finding.pop("check"): finding for finding in json.loads(out)}

    return examine


def finding(status: str, detail: str, advice: str = "") -> Dict[str, str]:
    return {"status": status, "detail": detail, "advice": advice}


def test_all_is_well(groq_server: LocalServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    out, err = capsys.readouterr()
    assert (SECRET in out, err) == (False, "")
    lines = [line.split(None, 2) for line in out.splitlines()]
    assert [line[:2] for line in lines] == [
        ["ok", "python"],
        ["ok", "groq"],
        ["ok", "packages"],
        ["ok", "key"],
        ["ok", "base"],
        ["ok", "proxy"],
        ["ok", "DNS"],
        ["skipped", "TLS"],
        ["ok", "models"],
    ]
    assert lines[1][2] == __version__
    assert "httpx " in lines[2][2]
    assert "pydantic " in lines[2][2]
    assert lines[3][2] == "GROQ_API_KEY is gsk_…6789"
    assert lines[4][2] == "URL  " + groq_server.url
    assert [request.path for request in groq_server.requests] == ["/openai/v1/models"]


def test_findings_are_json_for_programs(groq_server: LocalServer, examine: Any) -> None:
    status, found = examine()
    assert status == 0
    assert found["key"] == finding("ok", "GROQ_API_KEY is gsk_…6789")
    assert found["proxy"] == finding("ok", "none")
    assert found["DNS"] == finding("ok", "127.0.0.1 is 127.0.0.1")
    assert found["TLS"] == finding("skipped", "the base URL is plain HTTP")
    assert {entry["status"] for entry in found.values()} == {"ok", "skipped"}


def test_without_a_key_all_but_the_key_is_checked(
    groq_server: LocalServer, examine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GROQ_API_KEY")
    status, found = examine()
    assert status == 1
    assert found["key"] == finding("failed", "GROQ_API_KEY is not set", "make one at https://console.groq.com/keys")
    assert found["DNS"]["status"] == "ok"
    assert found["models"] == finding("skipped", "there is no key to ask with")
    assert groq_server.requests == []


@pytest.mark.parametrize(
    ("key", "status", "detail"),
    [
        ("gsk_key", "ok", "GROQ_API_KEY is gsk_…"),
        ("sk-0123456789012345678901", "ok", "GROQ_API_KEY is set, but does not begin with gsk_ as Groq's keys do"),
        ("gsk_ké", "failed", "GROQ_API_KEY has characters that a key cannot have"),
    ],
)
def test_of_a_key_its_shape_is_told_and_little_else(
    key: str, status: str, detail: str, groq_server: LocalServer, examine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROQ_API_KEY", key)
    exit_status, found = examine()
    assert exit_status == 1  # this server has another key
    assert (found["key"]["status"], found["key"]["detail"]) == (status, detail)


def test_a_key_that_is_refused_is_told(groq_server: LocalServer, examine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROQ_API_KEY", "gsk_another_key_0123456789")
    status, found = examine()
    assert status == 1
    told = "the API key was refused: Invalid API Key. Check GROQ_API_KEY. (status 401, request req_"
    assert found["models"]["detail"].startswith(told)
    assert found["models"] == finding("failed", found["models"]["detail"], "see https://console.groq.com/docs/errors")


@pytest.mark.parametrize(
    ("url", "detail", "advice"),
    [
        ("api.groq.com", "api.groq.com is no URL of a server", "set GROQ_BASE_URL to a URL"),
        ("ftp://x", "ftp://x is no URL of a server", "set GROQ_BASE_URL to a URL"),
        ("http://[::1", "http://[::1 is no URL of a server", "set GROQ_BASE_URL to a URL"),
        ("http://x:99999", "http://x:99999 is no URL of a server", "set GROQ_BASE_URL to a URL"),
        ("https://me:secret@x/openai/v1/", "https://x/openai/v1", "leave out /openai/v1, which the client adds"),
    ],
)
def test_a_base_url_that_cannot_work_is_told(
    url: str, detail: str, advice: str, examine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GROQ_API_KEY", SECRET)
    monkeypatch.setenv("GROQ_BASE_URL", url)
    status, found = examine()
    assert status == 1
    assert (found["base URL"]["status"], found["base URL"]["detail"]) == ("failed", detail)
    assert found["base URL"]["advice"].startswith(advice)
    assert [*found][-1] == "base URL"


def test_a_host_without_an_address_is_told(examine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    status, found = examine()
    assert status == 1
    assert found["base URL"] == finding("ok", "https://api.groq.com")
    assert found["DNS"] == finding(
        "failed",
        "api.groq.com has no address: Name or service not known",
        "check the network and the base URL",
    )
    assert [*found][-1] == "DNS"


def test_a_proxy_is_told_without_its_password_and_asked_in_their_place(
    examine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://me:secret@127.0.0.1:9")
    status, found = examine()
    assert status == 1  # there is no key
    assert found["proxy"] == finding("ok", "http://127.0.0.1:9")
    assert found["DNS"] == finding("skipped", "the proxy looks names up")
    assert found["TLS"] == finding("skipped", "the proxy stands between")
    monkeypatch.setenv("NO_PROXY", "api.groq.com")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: [])
    assert examine()[1]["proxy"] == finding("ok", "none")


@contextmanager
def secure_server() -> Iterator[str]:
    """A server that shakes hands with each connection, and closes it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(str(CERTIFICATE))

    def shake_hands(connection: socket.socket) -> None:
        connection.settimeout(10)
        with context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(1)

    with serving(shake_hands) as port:
        yield "https://127.0.0.1:%d" % port


def test_a_certificate_that_is_not_trusted_is_told(examine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with secure_server() as url:
        monkeypatch.setenv("GROQ_BASE_URL", url)
        status, found = examine()
    assert status == 1
    assert found["TLS"]["status"] == "failed"
    assert found["TLS"]["detail"].startswith("127.0.0.1 port %s is not trusted: " % url.rpartition(":")[2])
    assert "SSL_CERT_FILE" in found["TLS"]["advice"]


def test_a_certificate_that_is_trusted_is_told_with_its_end(examine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with secure_server() as url:
        monkeypatch.setenv("GROQ_BASE_URL", url)
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        status, found = examine()
    assert status == 1  # there is no key
    assert found["TLS"]["status"] == "ok", found["TLS"]
    assert "TLSv1." in found["TLS"]["detail"]
    assert "certificate until " in found["TLS"]["detail"]


def test_a_port_where_nobody_listens_is_told(examine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setenv("GROQ_BASE_URL", "https://127.0.0.1:%d" % port)
    status, found = examine()
    assert status == 1
    assert found["TLS"]["detail"].startswith("no connection to 127.0.0.1 port %d: " % port)
    assert [*found][-1] == "TLS"


def test_packages_that_are_not_there_are_told(
    groq_server: LocalServer, examine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from groq.cli import _probes

    asked: List[str] = []

    def version(name: str) -> str:
        asked.append(name)
        if name == "aiohttp":
            raise _probes.PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(_probes, "version", version)
    assert examine()[1]["packages"]["detail"] == ", ".join(
        "no aiohttp" if name == "aiohttp" else name + " 1.0" for name in asked
    )
