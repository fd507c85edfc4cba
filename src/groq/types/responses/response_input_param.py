"""What a response is an answer to."""

from __future__ import annotations

from typing import Dict, Iterable, Optional, Union

from typing_extensions import Literal, Required, TypeAlias, TypedDict

from .response_output_item import ResponseOutputItem
from .response_status import ResponseItemStatus

__all__ = [
    "EasyInputMessageParam",
    "ResponseFunctionCallOutputParam",
    "ResponseFunctionToolCallParam",
    "ResponseInput",
    "ResponseInputContentParam",
    "ResponseInputImageParam",
    "ResponseInputItem",
    "ResponseInputItemParam",
    "ResponseInputMessageParam",
    "ResponseInputTextParam",
    "ResponseItemReferenceParam",
    "ResponseMcpApprovalRequestParam",
    "ResponseMcpApprovalResponseParam",
    "ResponseMcpCallParam",
    "ResponseMcpListToolsParam",
    "ResponseOutputRefusalParam",
    "ResponseOutputTextParam",
    "ResponseReasoningItemParam",
]


class ResponseInputTextParam(TypedDict, total=False):
    """A text in a message to the model."""

    text: Required[str]

    type: Required[Literal["input_text"]]


class ResponseInputImageParam(TypedDict, total=False):
    """An image in a message to the model, for models that can see."""

    image_url: Required[str]
    """An address, or the image itself as `data:image/png;base64,...`."""

    type: Required[Literal["input_image"]]

    detail: Literal["auto", "low", "high"]


class ResponseOutputTextParam(TypedDict, total=False):
    """A text of the model, sent back."""

    text: Required[str]

    type: Required[Literal["output_text"]]

    annotations: Iterable[Dict[str, object]]

    logprobs: Optional[Iterable[object]]


class ResponseOutputRefusalParam(TypedDict, total=False):
    """A refusal of the model, sent back."""

    refusal: Required[str]

    type: Required[Literal["refusal"]]


ResponseInputContentParam: TypeAlias = Union[
    ResponseInputTextParam, ResponseInputImageParam, ResponseOutputTextParam, ResponseOutputRefusalParam
]
"""Told apart by their `type`."""


class EasyInputMessageParam(TypedDict, total=False):
    """A message: who speaks, and what is said."""

    content: Required[Union[str, Iterable[ResponseInputContentParam]]]

    role: Required[Literal["user", "assistant", "system", "developer"]]

    type: Literal["message"]


class ResponseInputMessageParam(TypedDict, total=False):
    """A message, of the model as well."""

    content: Required[Union[str, Iterable[ResponseInputContentParam]]]

    role: Required[Literal["user", "assistant", "system", "developer"]]

    type: Required[Literal["message"]]

    id: str

    status: Optional[ResponseItemStatus]


class ResponseItemReferenceParam(TypedDict, total=False):
    """An item by its id. Groq keeps none: send the item itself."""

    id: Required[str]

    type: Required[Literal["item_reference"]]


class ResponseFunctionToolCallParam(TypedDict, total=False):
    """A call of a function that the model made."""

    arguments: Required[str]
    """A JSON text."""

    call_id: Required[str]

    name: Required[str]

    type: Required[Literal["function_call"]]

    id: Optional[str]

    status: Optional[ResponseItemStatus]


class ResponseFunctionCallOutputParam(TypedDict, total=False):
    """What a function gave."""

    call_id: Required[str]
    """That of the call."""

    output: Required[str]

    type: Required[Literal["function_call_output"]]

    id: Optional[str]

    status: Optional[ResponseItemStatus]


class ResponseReasoningItemParam(TypedDict, total=False):
    """What the model thought, sent back."""

    summary: Required[Iterable[Dict[str, object]]]

    type: Required[Literal["reasoning"]]

    content: Optional[Iterable[Dict[str, object]]]

    encrypted_content: Optional[str]

    id: str

    status: Optional[ResponseItemStatus]


class ResponseMcpListToolsParam(TypedDict, total=False):
    """The tools of a remote MCP server, sent back, so that it is not asked again."""

    id: Required[str]

    server_label: Required[str]

    tools: Required[Iterable[Dict[str, object]]]

    type: Required[Literal["mcp_list_tools"]]

    error: Optional[object]


class ResponseMcpCallParam(TypedDict, total=False):
    """A call of a tool of a remote MCP server, sent back."""

    id: Required[str]

    arguments: Required[str]

    name: Required[str]

    server_label: Required[str]

    type: Required[Literal["mcp_call"]]

    approval_request_id: Optional[str]

    error: Optional[object]

    output: Optional[str]

    status: Optional[str]


class ResponseMcpApprovalRequestParam(TypedDict, total=False):
    """A call that waits for approval, sent back."""

    id: Required[str]

    arguments: Required[str]

    name: Required[str]

    server_label: Required[str]

    type: Required[Literal["mcp_approval_request"]]


class ResponseMcpApprovalResponseParam(TypedDict, total=False):
    """Whether a call may be made."""

    approval_request_id: Required[str]
    """The `id` of the request."""

    approve: Required[bool]

    type: Required[Literal["mcp_approval_response"]]

    id: Optional[str]

    reason: Optional[str]


ResponseInputItemParam: TypeAlias = Union[
    EasyInputMessageParam,
    ResponseInputMessageParam,
    ResponseItemReferenceParam,
    ResponseFunctionToolCallParam,
    ResponseFunctionCallOutputParam,
    ResponseReasoningItemParam,
    ResponseMcpListToolsParam,
    ResponseMcpCallParam,
    ResponseMcpApprovalRequestParam,
    ResponseMcpApprovalResponseParam,
]
"""Told apart by their `type`; a message may do without."""

ResponseInputItem: TypeAlias = Union[ResponseInputItemParam, ResponseOutputItem]
"""An item of the input; what an earlier response has as its `output` goes in as it is."""

ResponseInput: TypeAlias = Union[str, Iterable[ResponseInputItem]]
"""A text, or the items of a conversation, oldest first."""
