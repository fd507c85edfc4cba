"""The types of the Responses API, resolved on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_exports

if TYPE_CHECKING:
    from .parsed_response import ParsedResponse as ParsedResponse
    from .parsed_response import ParsedResponseFunctionToolCall as ParsedResponseFunctionToolCall
    from .parsed_response import ParsedResponseOutputMessage as ParsedResponseOutputMessage
    from .parsed_response import ParsedResponseOutputText as ParsedResponseOutputText
    from .response import IncompleteDetails as IncompleteDetails
    from .response import Response as Response
    from .response import ResponseError as ResponseError
    from .response import ResponseReasoning as ResponseReasoning
    from .response import ResponseTextConfig as ResponseTextConfig
    from .response_built_in_calls import CodeInterpreterOutput as CodeInterpreterOutput
    from .response_built_in_calls import ResponseCodeInterpreterToolCall as ResponseCodeInterpreterToolCall
    from .response_built_in_calls import ResponseWebSearchToolCall as ResponseWebSearchToolCall
    from .response_create_params import ResponseCreateParams as ResponseCreateParams
    from .response_create_params import ResponseFormatJsonObjectParam as ResponseFormatJsonObjectParam
    from .response_create_params import ResponseFormatJsonSchemaParam as ResponseFormatJsonSchemaParam
    from .response_create_params import ResponseFormatTextParam as ResponseFormatTextParam
    from .response_create_params import ResponseReasoningParam as ResponseReasoningParam
    from .response_create_params import ResponseTextConfigParam as ResponseTextConfigParam
    from .response_create_params import ResponseTextFormatParam as ResponseTextFormatParam
    from .response_function_tool_call import ResponseFunctionToolCall as ResponseFunctionToolCall
    from .response_input_param import EasyInputMessageParam as EasyInputMessageParam
    from .response_input_param import ResponseFunctionCallOutputParam as ResponseFunctionCallOutputParam
    from .response_input_param import ResponseFunctionToolCallParam as ResponseFunctionToolCallParam
    from .response_input_param import ResponseInput as ResponseInput
    from .response_input_param import ResponseInputContentParam as ResponseInputContentParam
    from .response_input_param import ResponseInputImageParam as ResponseInputImageParam
    from .response_input_param import ResponseInputItem as ResponseInputItem
    from .response_input_param import ResponseInputItemParam as ResponseInputItemParam
    from .response_input_param import ResponseInputMessageParam as ResponseInputMessageParam
    from .response_input_param import ResponseInputTextParam as ResponseInputTextParam
    from .response_input_param import ResponseItemReferenceParam as ResponseItemReferenceParam
    from .response_input_param import ResponseMcpApprovalRequestParam as ResponseMcpApprovalRequestParam
    from .response_input_param import ResponseMcpApprovalResponseParam as ResponseMcpApprovalResponseParam
    from .response_input_param import ResponseMcpCallParam as ResponseMcpCallParam
    from .response_input_param import ResponseMcpListToolsParam as ResponseMcpListToolsParam
    from .response_input_param import ResponseOutputRefusalParam as ResponseOutputRefusalParam
    from .response_input_param import ResponseOutputTextParam as ResponseOutputTextParam
    from .response_input_param import ResponseReasoningItemParam as ResponseReasoningItemParam
    from .response_lifecycle_events import ResponseCompletedEvent as ResponseCompletedEvent
    from .response_lifecycle_events import ResponseContentPartAddedEvent as ResponseContentPartAddedEvent
    from .response_lifecycle_events import ResponseContentPartDoneEvent as ResponseContentPartDoneEvent
    from .response_lifecycle_events import ResponseCreatedEvent as ResponseCreatedEvent
    from .response_lifecycle_events import ResponseFailedEvent as ResponseFailedEvent
    from .response_lifecycle_events import ResponseIncompleteEvent as ResponseIncompleteEvent
    from .response_lifecycle_events import ResponseInProgressEvent as ResponseInProgressEvent
    from .response_lifecycle_events import ResponseOutputItemAddedEvent as ResponseOutputItemAddedEvent
    from .response_lifecycle_events import ResponseOutputItemDoneEvent as ResponseOutputItemDoneEvent
    from .response_lifecycle_events import ResponseQueuedEvent as ResponseQueuedEvent
    from .response_lifecycle_events import (
        ResponseReasoningSummaryPartAddedEvent as ResponseReasoningSummaryPartAddedEvent,
    )
    from .response_lifecycle_events import (
        ResponseReasoningSummaryPartDoneEvent as ResponseReasoningSummaryPartDoneEvent,
    )
    from .response_mcp import ResponseMcpApprovalRequest as ResponseMcpApprovalRequest
    from .response_mcp import ResponseMcpCall as ResponseMcpCall
    from .response_mcp import ResponseMcpListTools as ResponseMcpListTools
    from .response_mcp import ResponseMcpListToolsTool as ResponseMcpListToolsTool
    from .response_output_item import ResponseOutputItem as ResponseOutputItem
    from .response_output_message import ResponseAnnotation as ResponseAnnotation
    from .response_output_message import ResponseFileCitation as ResponseFileCitation
    from .response_output_message import ResponseOutputContent as ResponseOutputContent
    from .response_output_message import ResponseOutputMessage as ResponseOutputMessage
    from .response_output_message import ResponseOutputRefusal as ResponseOutputRefusal
    from .response_output_message import ResponseOutputText as ResponseOutputText
    from .response_output_message import ResponseUrlCitation as ResponseUrlCitation
    from .response_reasoning_item import ReasoningSummary as ReasoningSummary
    from .response_reasoning_item import ReasoningText as ReasoningText
    from .response_reasoning_item import ResponseReasoningItem as ResponseReasoningItem
    from .response_status import ResponseItemStatus as ResponseItemStatus
    from .response_status import ResponseStatus as ResponseStatus
    from .response_stream_event import ResponseStreamEvent as ResponseStreamEvent
    from .response_text_events import ResponseOutputTextAnnotationAddedEvent as ResponseOutputTextAnnotationAddedEvent
    from .response_text_events import ResponseReasoningSummaryTextDeltaEvent as ResponseReasoningSummaryTextDeltaEvent
    from .response_text_events import ResponseReasoningSummaryTextDoneEvent as ResponseReasoningSummaryTextDoneEvent
    from .response_text_events import ResponseReasoningTextDeltaEvent as ResponseReasoningTextDeltaEvent
    from .response_text_events import ResponseReasoningTextDoneEvent as ResponseReasoningTextDoneEvent
    from .response_text_events import ResponseRefusalDeltaEvent as ResponseRefusalDeltaEvent
    from .response_text_events import ResponseRefusalDoneEvent as ResponseRefusalDoneEvent
    from .response_text_events import ResponseTextDeltaEvent as ResponseTextDeltaEvent
    from .response_text_events import ResponseTextDoneEvent as ResponseTextDoneEvent
    from .response_tool import ResponseBuiltInTool as ResponseBuiltInTool
    from .response_tool import ResponseFunctionTool as ResponseFunctionTool
    from .response_tool import ResponseMcpTool as ResponseMcpTool
    from .response_tool import ResponseTool as ResponseTool
    from .response_tool_events import (
        ResponseCodeInterpreterCallCodeDeltaEvent as ResponseCodeInterpreterCallCodeDeltaEvent,
    )
    from .response_tool_events import (
        ResponseCodeInterpreterCallCodeDoneEvent as ResponseCodeInterpreterCallCodeDoneEvent,
    )
    from .response_tool_events import ResponseCodeInterpreterCallEvent as ResponseCodeInterpreterCallEvent
    from .response_tool_events import ResponseFunctionCallArgumentsDeltaEvent as ResponseFunctionCallArgumentsDeltaEvent
    from .response_tool_events import ResponseFunctionCallArgumentsDoneEvent as ResponseFunctionCallArgumentsDoneEvent
    from .response_tool_events import ResponseMcpCallArgumentsDeltaEvent as ResponseMcpCallArgumentsDeltaEvent
    from .response_tool_events import ResponseMcpCallArgumentsDoneEvent as ResponseMcpCallArgumentsDoneEvent
    from .response_tool_events import ResponseMcpCallEvent as ResponseMcpCallEvent
    from .response_tool_events import ResponseMcpListToolsEvent as ResponseMcpListToolsEvent
    from .response_tool_events import ResponseWebSearchCallEvent as ResponseWebSearchCallEvent
    from .response_tool_param import ResponseBrowserSearchToolParam as ResponseBrowserSearchToolParam
    from .response_tool_param import ResponseCodeInterpreterToolParam as ResponseCodeInterpreterToolParam
    from .response_tool_param import ResponseFunctionToolParam as ResponseFunctionToolParam
    from .response_tool_param import ResponseMcpToolParam as ResponseMcpToolParam
    from .response_tool_param import ResponseNamedToolChoice as ResponseNamedToolChoice
    from .response_tool_param import ResponseNamedToolChoiceFunction as ResponseNamedToolChoiceFunction
    from .response_tool_param import ResponseNamedToolChoiceParam as ResponseNamedToolChoiceParam
    from .response_tool_param import ResponseToolChoiceParam as ResponseToolChoiceParam
    from .response_tool_param import ResponseToolParam as ResponseToolParam
    from .response_unknown import ResponseUnknown as ResponseUnknown
    from .response_unknown import ResponseUnknownEvent as ResponseUnknownEvent
    from .response_unknown import ResponseUnknownItem as ResponseUnknownItem
    from .response_unknown import ResponseUnknownPart as ResponseUnknownPart
    from .response_usage import InputTokensDetails as InputTokensDetails
    from .response_usage import OutputTokensDetails as OutputTokensDetails
    from .response_usage import ResponseUsage as ResponseUsage

__all__ = [
    "CodeInterpreterOutput",
    "EasyInputMessageParam",
    "IncompleteDetails",
    "InputTokensDetails",
    "OutputTokensDetails",
    "ParsedResponse",
    "ParsedResponseFunctionToolCall",
    "ParsedResponseOutputMessage",
    "ParsedResponseOutputText",
    "ReasoningSummary",
    "ReasoningText",
    "Response",
    "ResponseAnnotation",
    "ResponseBrowserSearchToolParam",
    "ResponseBuiltInTool",
    "ResponseCodeInterpreterCallCodeDeltaEvent",
    "ResponseCodeInterpreterCallCodeDoneEvent",
    "ResponseCodeInterpreterCallEvent",
    "ResponseCodeInterpreterToolCall",
    "ResponseCodeInterpreterToolParam",
    "ResponseCompletedEvent",
    "ResponseContentPartAddedEvent",
    "ResponseContentPartDoneEvent",
    "ResponseCreateParams",
    "ResponseCreatedEvent",
    "ResponseError",
    "ResponseFailedEvent",
    "ResponseFileCitation",
    "ResponseFormatJsonObjectParam",
    "ResponseFormatJsonSchemaParam",
    "ResponseFormatTextParam",
    "ResponseFunctionCallArgumentsDeltaEvent",
    "ResponseFunctionCallArgumentsDoneEvent",
    "ResponseFunctionCallOutputParam",
    "ResponseFunctionTool",
    "ResponseFunctionToolCall",
    "ResponseFunctionToolCallParam",
    "ResponseFunctionToolParam",
    "ResponseInProgressEvent",
    "ResponseIncompleteEvent",
    "ResponseInput",
    "ResponseInputContentParam",
    "ResponseInputImageParam",
    "ResponseInputItem",
    "ResponseInputItemParam",
    "ResponseInputMessageParam",
    "ResponseInputTextParam",
    "ResponseItemReferenceParam",
    "ResponseItemStatus",
    "ResponseMcpApprovalRequest",
    "ResponseMcpApprovalRequestParam",
    "ResponseMcpApprovalResponseParam",
    "ResponseMcpCall",
    "ResponseMcpCallArgumentsDeltaEvent",
    "ResponseMcpCallArgumentsDoneEvent",
    "ResponseMcpCallEvent",
    "ResponseMcpCallParam",
    "ResponseMcpListTools",
    "ResponseMcpListToolsEvent",
    "ResponseMcpListToolsParam",
    "ResponseMcpListToolsTool",
    "ResponseMcpTool",
    "ResponseMcpToolParam",
    "ResponseNamedToolChoice",
    "ResponseNamedToolChoiceFunction",
    "ResponseNamedToolChoiceParam",
    "ResponseOutputContent",
    "ResponseOutputItem",
    "ResponseOutputItemAddedEvent",
    "ResponseOutputItemDoneEvent",
    "ResponseOutputMessage",
    "ResponseOutputRefusal",
    "ResponseOutputRefusalParam",
    "ResponseOutputText",
    "ResponseOutputTextAnnotationAddedEvent",
    "ResponseOutputTextParam",
    "ResponseQueuedEvent",
    "ResponseReasoning",
    "ResponseReasoningItem",
    "ResponseReasoningItemParam",
    "ResponseReasoningParam",
    "ResponseReasoningSummaryPartAddedEvent",
    "ResponseReasoningSummaryPartDoneEvent",
    "ResponseReasoningSummaryTextDeltaEvent",
    "ResponseReasoningSummaryTextDoneEvent",
    "ResponseReasoningTextDeltaEvent",
    "ResponseReasoningTextDoneEvent",
    "ResponseRefusalDeltaEvent",
    "ResponseRefusalDoneEvent",
    "ResponseStatus",
    "ResponseStreamEvent",
    "ResponseTextConfig",
    "ResponseTextConfigParam",
    "ResponseTextDeltaEvent",
    "ResponseTextDoneEvent",
    "ResponseTextFormatParam",
    "ResponseTool",
    "ResponseToolChoiceParam",
    "ResponseToolParam",
    "ResponseUnknown",
    "ResponseUnknownEvent",
    "ResponseUnknownItem",
    "ResponseUnknownPart",
    "ResponseUrlCitation",
    "ResponseUsage",
    "ResponseWebSearchCallEvent",
    "ResponseWebSearchToolCall",
]

_NAMES = {
    ".parsed_response": (
        "ParsedResponse ParsedResponseFunctionToolCall ParsedResponseOutputMessage ParsedResponseOutputText"
    ),
    ".response": "IncompleteDetails Response ResponseError ResponseReasoning ResponseTextConfig",
    ".response_built_in_calls": "CodeInterpreterOutput ResponseCodeInterpreterToolCall ResponseWebSearchToolCall",
    ".response_create_params": (
        "ResponseCreateParams ResponseFormatJsonObjectParam ResponseFormatJsonSchemaParam "
        "ResponseFormatTextParam ResponseReasoningParam ResponseTextConfigParam ResponseTextFormatParam"
    ),
    ".response_function_tool_call": "ResponseFunctionToolCall",
    ".response_input_param": (
        "EasyInputMessageParam ResponseFunctionCallOutputParam ResponseFunctionToolCallParam ResponseInput "
        "ResponseInputContentParam ResponseInputImageParam ResponseInputItem ResponseInputItemParam "
        "ResponseInputMessageParam ResponseInputTextParam ResponseItemReferenceParam ResponseMcpApprovalRequestParam "
        "ResponseMcpApprovalResponseParam ResponseMcpCallParam ResponseMcpListToolsParam "
        "ResponseOutputRefusalParam ResponseOutputTextParam ResponseReasoningItemParam"
    ),
    ".response_lifecycle_events": (
        "ResponseCompletedEvent ResponseContentPartAddedEvent ResponseContentPartDoneEvent "
        "ResponseCreatedEvent ResponseFailedEvent ResponseInProgressEvent ResponseIncompleteEvent "
        "ResponseOutputItemAddedEvent ResponseOutputItemDoneEvent ResponseQueuedEvent "
        "ResponseReasoningSummaryPartAddedEvent ResponseReasoningSummaryPartDoneEvent"
    ),
    ".response_mcp": "ResponseMcpApprovalRequest ResponseMcpCall ResponseMcpListTools ResponseMcpListToolsTool",
    ".response_output_item": "ResponseOutputItem",
    ".response_output_message": (
        "ResponseAnnotation ResponseFileCitation ResponseOutputContent ResponseOutputMessage "
        "ResponseOutputRefusal ResponseOutputText ResponseUrlCitation"
    ),
    ".response_reasoning_item": "ReasoningSummary ReasoningText ResponseReasoningItem",
    ".response_status": "ResponseItemStatus ResponseStatus",
    ".response_stream_event": "ResponseStreamEvent",
    ".response_text_events": (
        "ResponseOutputTextAnnotationAddedEvent ResponseReasoningSummaryTextDeltaEvent "
        "ResponseReasoningSummaryTextDoneEvent ResponseReasoningTextDeltaEvent ResponseReasoningTextDoneEvent "
        "ResponseRefusalDeltaEvent ResponseRefusalDoneEvent ResponseTextDeltaEvent ResponseTextDoneEvent"
    ),
    ".response_tool": "ResponseBuiltInTool ResponseFunctionTool ResponseMcpTool ResponseTool",
    ".response_tool_events": (
        "ResponseCodeInterpreterCallCodeDeltaEvent ResponseCodeInterpreterCallCodeDoneEvent "
        "ResponseCodeInterpreterCallEvent ResponseFunctionCallArgumentsDeltaEvent "
        "ResponseFunctionCallArgumentsDoneEvent ResponseMcpCallArgumentsDeltaEvent "
        "ResponseMcpCallArgumentsDoneEvent ResponseMcpCallEvent ResponseMcpListToolsEvent "
        "ResponseWebSearchCallEvent"
    ),
    ".response_tool_param": (
        "ResponseBrowserSearchToolParam ResponseCodeInterpreterToolParam ResponseFunctionToolParam "
        "ResponseMcpToolParam ResponseNamedToolChoice ResponseNamedToolChoiceFunction "
        "ResponseNamedToolChoiceParam ResponseToolChoiceParam ResponseToolParam"
    ),
    ".response_unknown": "ResponseUnknown ResponseUnknownEvent ResponseUnknownItem ResponseUnknownPart",
    ".response_usage": "InputTokensDetails OutputTokensDetails ResponseUsage",
}

_EXPORTS = {name: module for module, names in _NAMES.items() for name in names.split()}

if not TYPE_CHECKING:  # checkers go by the imports above, and refuse any other name
    __getattr__, __dir__ = lazy_exports(__name__, _EXPORTS, tuple(module[1:] for module in _NAMES))
