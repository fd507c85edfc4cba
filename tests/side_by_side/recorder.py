"""A loopback server that records requests, in a form in which two runs can be compared."""

from __future__ import annotations

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, List, Tuple

from answers import ANSWERS, SPECIAL, Answer, answer

__all__ = ["Server"]

JSON = Dict[str, Any]


class Recorder(BaseHTTPRequestHandler):
    """The first path segment is the name of the case: it is recorded with the request and chooses the answer."""

    protocol_version = "HTTP/1.1"
    server: Server

    def handle_request(self) -> None:
        _, case, path = self.path.split("/", 2)
        if case == "redirected":
            case = "redirect." + ("async" if "Async" in self.headers["user-agent"] else "sync")
        size = self.headers.get("content-length")
        body = self.rfile.read(int(size)) if size else b""
        self.server.cases.setdefault(case, []).append(
            plain_request(self.command, "/" + path, list(self.headers.items()), body)
        )
        self.reply(*self.server.answer(case, self.command + " /" + path.split("?")[0]))

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_request

    def reply(self, status: int, kind: str, body: bytes, headers: Dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"content-type": kind, **headers}.items():
            self.send_header(name, value)
        if kind != "text/event-stream":
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for start in range(0, len(body), 97):  # an odd size: cuts lines, line ends and characters in two
            piece = body[start : start + 97]
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the recording is the log."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Recorder)
        self.cases: Dict[str, List[JSON]] = {}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that hangs up is one of the things compared."""

    def answer(self, case: str, operation: str) -> Answer:
        script = SPECIAL.get(case.split(".")[0])
        if script:
            return script[min(len(self.cases[case]), len(script)) - 1]
        return ANSWERS.get(operation, answer({"echo": operation}))


def plain_request(method: str, path: str, headers: List[Tuple[str, str]], body: bytes) -> JSON:
    """The request with what may differ between two runs (versions, boundary, port) replaced by its name."""
    text = body.decode("utf-8", "backslashreplace")
    for _, value in headers:
        found = re.search("boundary=([0-9a-f]{32})", value)
        if found:
            text = text.replace(found.group(1), "BOUNDARY")
    return {
        "line": method + " " + path,
        "headers": [name + ": " + plain_header(name, value) for name, value in headers],
        "body": text,
    }


def plain_header(name: str, value: str) -> str:
    if name.lower() in ("x-stainless-package-version", "x-stainless-runtime-version"):
        return "VERSION"
    value = re.sub(r"(Groq/Python|python-httpx)/?\s?[\w.]+$", r"\1 VERSION", value)
    return re.sub(r"127\.0\.0\.1:\d+", "HOST", re.sub("boundary=[0-9a-f]{32}", "boundary=BOUNDARY", value))
