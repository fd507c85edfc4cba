"""Texts, pictures and the results of tools to the messages of a request.

Reachable as `groq.messages`.
"""

from __future__ import annotations

import json
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Union, cast

import pydantic
from pydantic_core import PydanticSerializationError, to_jsonable_python

from .._core.history import assistant_param, is_history, sanitized
from ..types.chat.chat_completion_assistant_message_param import ChatCompletionAssistantMessageParam
from ..types.chat.chat_completion_message_param import ChatCompletionMessageParam
from ..types.chat.chat_completion_message_tool_call import ChatCompletionMessageToolCall
from ..types.chat.chat_completion_message_tool_call_param import ChatCompletionMessageToolCallParam
from ..types.chat.chat_completion_system_message_param import ChatCompletionSystemMessageParam
from ..types.chat.chat_completion_tool_message_param import ChatCompletionToolMessageParam
from ..types.chat.chat_completion_user_message_param import (
    ChatCompletionContentPartParam,
    ChatCompletionUserMessageParam,
)
from ._images import IMAGE_LIMITS, Image, ImageDetail, ImageError, ImageLimits, image_parts

__all__ = [
    "IMAGE_LIMITS",
    "Image",
    "ImageError",
    "ImageLimits",
    "ToolCall",
    "assistant",
    "sanitize",
    "system",
    "tool",
    "user",
]

ToolCall = Union[ChatCompletionMessageToolCall, ChatCompletionMessageToolCallParam]
"""A call that a model has asked for, from its answer or as it goes back to it."""


def system(text: str) -> ChatCompletionSystemMessageParam:
    """Make the message that says what the model is to be and to heed."""
    return {"role": "system", "content": _text(text)}


def user(
    text: str,
    images: Sequence[Image] = (),
    *,
    detail: Optional[ImageDetail] = None,
    limits: Optional[ImageLimits] = IMAGE_LIMITS,
) -> ChatCompletionUserMessageParam:
    """Make a message of a user, with pictures if need be.

    A picture is a path, the bytes of a file, or an address: `https:`, `http:` or `data:`. What is sent along is read
    here and now, and must be PNG, JPEG, GIF or WebP by its first bytes, whatever its name says; what an address leads
    to is Groq's to fetch. `detail` says how closely the model looks. `limits` are Groq's for one request, checked for
    this message; `limits=None` leaves that to Groq.

    Raises:
        ImageError: a picture is not there, of another kind, or there is more than the limits allow.
    """
    parts: List[ChatCompletionContentPartParam] = [*image_parts(_several(images), detail, limits)]
    if not parts:
        return {"role": "user", "content": _text(text)}
    if _text(text):
        parts.insert(0, {"type": "text", "text": text})
    return {"role": "user", "content": parts}


def assistant(
    text: Optional[str] = None, *, reasoning: Optional[str] = None, tool_calls: Iterable[ToolCall] = ()
) -> ChatCompletionAssistantMessageParam:
    """Make an earlier answer of the model, such as an example of one. Of a real answer, take `message.to_param()`."""
    calls = [call if isinstance(call, Mapping) else call.to_dict() for call in tool_calls]
    if text is None and not calls:
        raise ValueError("an answer has a text or tool calls, or both: got neither")
    said: Dict[str, Any] = {"content": None if text is None else _text(text), "reasoning": reasoning}
    return cast(ChatCompletionAssistantMessageParam, assistant_param({**said, "tool_calls": calls}))


def tool(call: Union[str, ToolCall], result: object) -> ChatCompletionToolMessageParam:
    """Make the message that answers a tool call.

    `call` is the call or its id. `result` goes as it is if it is a text, else as JSON: pydantic models, dataclasses and
    dates included.

    Raises:
        TypeError: JSON cannot carry the result, or there is no such call.
        ValueError: the result holds NaN or an infinity, or the call has no id.
    """
    return {"role": "tool", "tool_call_id": _id_of(call), "content": _told(result)}


def sanitize(
    history: Iterable[Union[ChatCompletionMessageParam, pydantic.BaseModel, Mapping[str, object]]],
) -> List[ChatCompletionMessageParam]:
    """Give the messages without what the API refuses in them, as they come from other libraries, or from answers.

    Those are fields that no request has (`refusal`, `audio`, `annotations`, `executed_tools`, `parsed`, `id` and the
    like, also in tool calls and parts of a content), `name` where it is refused, the `reasoning` of anyone but the
    model, nulls and empty `tool_calls`, and parts of an answer that are no text. A content that may not be missing
    becomes an empty text. Nothing else is changed: results of tools stay, whoever called them, and what only the API
    can judge is left to it. Messages are not changed in place; one in which all is well is given as it is.
    """
    if not is_history(history):
        raise TypeError("`history` is a single %s: pass a list of messages" % type(history).__name__)
    messages, _ = sanitized(history)
    return messages


def _text(text: object) -> str:
    if not isinstance(text, str):
        raise TypeError("`text` is a %s: pass a string" % type(text).__name__)
    return text


def _several(images: object) -> List[Image]:
    kind = type(images).__name__
    if isinstance(images, (str, bytes, bytearray, memoryview)) or not isinstance(images, Iterable):
        raise TypeError("`images` is a single %s: pass a list" % kind)
    return [*cast("Iterable[Image]", images)]


def _id_of(call: object) -> str:
    found, kind = call, type(call).__name__
    if isinstance(call, Mapping):
        found = cast("Mapping[str, object]", call).get("id")
    elif not isinstance(call, str):
        found = getattr(call, "id", call)
    if found == "" or (found is None and call is not None):
        raise ValueError("the tool call has no id: nobody could tell what is answered")
    if not isinstance(found, str):
        raise TypeError("`call` is a %s: pass a tool call of an answer, or its id" % kind)
    return found


def _told(result: object) -> str:
    if isinstance(result, str):
        return result
    try:
        plain = to_jsonable_python(result, by_alias=True)
        return json.dumps(plain, ensure_ascii=False, allow_nan=False)
    except PydanticSerializationError as error:
        raise TypeError("the result of the tool is no JSON: %s. Pass a text" % error) from error
