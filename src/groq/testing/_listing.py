"""Records to the answer of an operation that lists them."""

from __future__ import annotations

from typing import Any, Dict, List

from ._exchange import Answer, Request, json_answer

__all__ = ["listing"]


def listing(records: List[Dict[str, Any]], request: Request) -> Answer:
    """All records at once, as Groq gives them, or those after the one whose id the query names as `after`.

    Clients that know pages ask so until nothing is left, and would never end where they always got all.
    """
    ids = [record["id"] for record in records]
    after = request.query.get("after")
    return json_answer({"object": "list", "data": records[ids.index(after) + 1 :] if after in ids else records})
