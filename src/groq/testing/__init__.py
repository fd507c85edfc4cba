"""Groq's API without Groq: an emulator to develop and test against, in memory or over a loopback socket.

    from groq.testing import LocalGroq

    with LocalGroq() as local:
        client = local.client()
        ...
        assert local.requests[-1].json["model"] == "openai/gpt-oss-20b"

`OPERATIONS` is the table of what it answers, with a canned call and answer of each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from ._exchange import Answer as Answer
    from ._exchange import Request as Request
    from ._form import Part as Part
    from ._local import LocalGroq as LocalGroq
    from ._operation import Operation as Operation
    from ._operations import OPERATIONS as OPERATIONS
    from ._server import LocalServer as LocalServer

__all__ = ["OPERATIONS", "Answer", "LocalGroq", "LocalServer", "Operation", "Part", "Request"]

if not TYPE_CHECKING:  # checkers go by the imports above, and refuse any other name
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "Answer": "._exchange",
            "LocalGroq": "._local",
            "LocalServer": "._server",
            "OPERATIONS": "._operations",
            "Operation": "._operation",
            "Part": "._form",
            "Request": "._exchange",
        },
    )
