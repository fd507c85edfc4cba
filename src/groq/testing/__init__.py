"""Groq's API without Groq: an emulator to develop and test against, in memory or over a loopback socket.

    from groq.testing import LocalGroq

    with LocalGroq() as local:
        client = local.client()
        ...
        assert local.requests[-1].json["model"] == "openai/gpt-oss-20b"

`record` and `replay` give one that records a cassette of a real Groq, or answers from it. `OPERATIONS` is the table of
what it answers, with a canned call and answer of each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from ._cassette_file import CassetteError as CassetteError
    from ._exchange import Answer as Answer
    from ._exchange import Request as Request
    from ._form import Part as Part
    from ._local import LocalGroq as LocalGroq
    from ._operation import Operation as Operation
    from ._operations import OPERATIONS as OPERATIONS
    from ._reply import Reply as Reply
    from ._reply import ToolCall as ToolCall
    from ._server import LocalServer as LocalServer
    from ._sessions import record as record
    from ._sessions import replay as replay

__all__ = [
    "OPERATIONS",
    "Answer",
    "CassetteError",
    "LocalGroq",
    "LocalServer",
    "Operation",
    "Part",
    "Reply",
    "Request",
    "ToolCall",
    "record",
    "replay",
]

if not TYPE_CHECKING:  # checkers go by the imports above, and refuse any other name
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "Answer": "._exchange",
            "CassetteError": "._cassette_file",
            "LocalGroq": "._local",
            "LocalServer": "._server",
            "OPERATIONS": "._operations",
            "Operation": "._operation",
            "Part": "._form",
            "Reply": "._reply",
            "Request": "._exchange",
            "ToolCall": "._reply",
            "record": "._sessions",
            "replay": "._sessions",
        },
    )
