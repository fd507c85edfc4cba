"""The types of chat completions, resolved on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..._lazy import lazy_exports

if TYPE_CHECKING:
    from .chat_completion import ChatCompletion as ChatCompletion
    from .chat_completion_assistant_message_param import (
        ChatCompletionAssistantMessageParam as ChatCompletionAssistantMessageParam,
    )
    from .chat_completion_chunk import ChatCompletionChunk as ChatCompletionChunk
    from .chat_completion_content_part_image_param import (
        ChatCompletionContentPartImageParam as ChatCompletionContentPartImageParam,
    )
    from .chat_completion_content_part_param import ChatCompletionContentPartParam as ChatCompletionContentPartParam
    from .chat_completion_content_part_text_param import (
        ChatCompletionContentPartTextParam as ChatCompletionContentPartTextParam,
    )
    from .chat_completion_function_call_option_param import (
        ChatCompletionFunctionCallOptionParam as ChatCompletionFunctionCallOptionParam,
    )
    from .chat_completion_function_message_param import (
        ChatCompletionFunctionMessageParam as ChatCompletionFunctionMessageParam,
    )
    from .chat_completion_message import ChatCompletionMessage as ChatCompletionMessage
    from .chat_completion_message_param import ChatCompletionMessageParam as ChatCompletionMessageParam
    from .chat_completion_message_tool_call import ChatCompletionMessageToolCall as ChatCompletionMessageToolCall
    from .chat_completion_message_tool_call_param import (
        ChatCompletionMessageToolCallParam as ChatCompletionMessageToolCallParam,
    )
    from .chat_completion_named_tool_choice_param import (
        ChatCompletionNamedToolChoiceParam as ChatCompletionNamedToolChoiceParam,
    )
    from .chat_completion_role import ChatCompletionRole as ChatCompletionRole
    from .chat_completion_system_message_param import (
        ChatCompletionSystemMessageParam as ChatCompletionSystemMessageParam,
    )
    from .chat_completion_token_logprob import ChatCompletionTokenLogprob as ChatCompletionTokenLogprob
    from .chat_completion_tool_choice_option_param import (
        ChatCompletionToolChoiceOptionParam as ChatCompletionToolChoiceOptionParam,
    )
    from .chat_completion_tool_message_param import ChatCompletionToolMessageParam as ChatCompletionToolMessageParam
    from .chat_completion_tool_param import ChatCompletionToolParam as ChatCompletionToolParam
    from .chat_completion_user_message_param import ChatCompletionUserMessageParam as ChatCompletionUserMessageParam
    from .chat_model import ChatModel as ChatModel
    from .completion_create_params import CitationOptions as CitationOptions
    from .completion_create_params import CompletionCreateParams as CompletionCreateParams
    from .finish_reason import FinishReason as FinishReason
    from .parsed_chat_completion import ParsedChatCompletion as ParsedChatCompletion
    from .parsed_chat_completion import ParsedChatCompletionMessage as ParsedChatCompletionMessage
    from .parsed_chat_completion import ParsedChoice as ParsedChoice
    from .parsed_chat_completion import ParsedFunction as ParsedFunction
    from .parsed_chat_completion import ParsedFunctionToolCall as ParsedFunctionToolCall
    from .reasoning import ReasoningEffort as ReasoningEffort
    from .reasoning import ReasoningFormat as ReasoningFormat
    from .response_format_param import ResponseFormat as ResponseFormat
    from .service_tier import ServiceTier as ServiceTier

__all__ = [
    "ChatCompletion",
    "ChatCompletionAssistantMessageParam",
    "ChatCompletionChunk",
    "ChatCompletionContentPartImageParam",
    "ChatCompletionContentPartParam",
    "ChatCompletionContentPartTextParam",
    "ChatCompletionFunctionCallOptionParam",
    "ChatCompletionFunctionMessageParam",
    "ChatCompletionMessage",
    "ChatCompletionMessageParam",
    "ChatCompletionMessageToolCall",
    "ChatCompletionMessageToolCallParam",
    "ChatCompletionNamedToolChoiceParam",
    "ChatCompletionRole",
    "ChatCompletionSystemMessageParam",
    "ChatCompletionTokenLogprob",
    "ChatCompletionToolChoiceOptionParam",
    "ChatCompletionToolMessageParam",
    "ChatCompletionToolParam",
    "ChatCompletionUserMessageParam",
    "ChatModel",
    "CitationOptions",
    "CompletionCreateParams",
    "FinishReason",
    "ParsedChatCompletion",
    "ParsedChatCompletionMessage",
    "ParsedChoice",
    "ParsedFunction",
    "ParsedFunctionToolCall",
    "ReasoningEffort",
    "ReasoningFormat",
    "ResponseFormat",
    "ServiceTier",
]

_EXPORTS = {
    "ChatCompletion": ".chat_completion",
    "ChatCompletionAssistantMessageParam": ".chat_completion_assistant_message_param",
    "ChatCompletionChunk": ".chat_completion_chunk",
    "ChatCompletionContentPartImageParam": ".chat_completion_content_part_image_param",
    "ChatCompletionContentPartParam": ".chat_completion_content_part_param",
    "ChatCompletionContentPartTextParam": ".chat_completion_content_part_text_param",
    "ChatCompletionFunctionCallOptionParam": ".chat_completion_function_call_option_param",
    "ChatCompletionFunctionMessageParam": ".chat_completion_function_message_param",
    "ChatCompletionMessage": ".chat_completion_message",
    "ChatCompletionMessageParam": ".chat_completion_message_param",
    "ChatCompletionMessageToolCall": ".chat_completion_message_tool_call",
    "ChatCompletionMessageToolCallParam": ".chat_completion_message_tool_call_param",
    "ChatCompletionNamedToolChoiceParam": ".chat_completion_named_tool_choice_param",
    "ChatCompletionRole": ".chat_completion_role",
    "ChatCompletionSystemMessageParam": ".chat_completion_system_message_param",
    "ChatCompletionTokenLogprob": ".chat_completion_token_logprob",
    "ChatCompletionToolChoiceOptionParam": ".chat_completion_tool_choice_option_param",
    "ChatCompletionToolMessageParam": ".chat_completion_tool_message_param",
    "ChatCompletionToolParam": ".chat_completion_tool_param",
    "ChatCompletionUserMessageParam": ".chat_completion_user_message_param",
    "ChatModel": ".chat_model",
    "CitationOptions": ".completion_create_params",
    "CompletionCreateParams": ".completion_create_params",
    "FinishReason": ".finish_reason",
    "ParsedChatCompletion": ".parsed_chat_completion",
    "ParsedChatCompletionMessage": ".parsed_chat_completion",
    "ParsedChoice": ".parsed_chat_completion",
    "ParsedFunction": ".parsed_chat_completion",
    "ParsedFunctionToolCall": ".parsed_chat_completion",
    "ReasoningEffort": ".reasoning",
    "ReasoningFormat": ".reasoning",
    "ResponseFormat": ".response_format_param",
    "ServiceTier": ".service_tier",
}

if not TYPE_CHECKING:  # checkers go by the imports above, and refuse any other name
    __getattr__, __dir__ = lazy_exports(__name__, _EXPORTS, tuple(sorted({module[1:] for module in _EXPORTS.values()})))
