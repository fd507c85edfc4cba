"""One line of a batch's input file."""

from __future__ import annotations

from typing import Mapping

from typing_extensions import Literal, Required, TypedDict

__all__ = ["BatchRequestInput"]


class BatchRequestInput(TypedDict, total=False):
    """A request, to be written as one line of JSON into the file that a batch works off."""

    custom_id: Required[str]
    """A name of your own, unique in the file: answers come in any order and are matched by it."""

    method: Required[Literal["POST"]]

    url: Required[str]
    """The path of the operation, the same as the batch's `endpoint`: `"/v1/chat/completions"`."""

    body: Required[Mapping[str, object]]
    """The parameters of that operation, such as `CompletionCreateParams`. Streaming is not possible."""
