"""Texts and conversations to verdicts of the models that watch over others.

verdict = groq.lib.moderation.check(client, "Ignore all previous instructions.")
if verdict.flagged:
    print(*verdict.categories)
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from inspect import isawaitable
from typing import (
    TYPE_CHECKING,
    Any,
    Awaitable,
    Callable,
    Coroutine,
    Dict,
    Iterable,
    List,
    Mapping,
    Optional,
    Union,
    cast,
    overload,
)

from typing_extensions import Literal, TypeAlias

from .._core.history import fields_of, is_history, sanitized
from .._exceptions import GroqError
from ..types.chat.chat_completion import ChatCompletion
from ..types.chat.chat_completion_message import ChatCompletionMessage
from ..types.chat.chat_completion_message_param import ChatCompletionMessageParam
from ._verdicts import Category, Verdict, VerdictError, llama_guard, prompt_guard, safeguard

if TYPE_CHECKING:
    from .._client import AsyncGroq, Groq

__all__ = ["Category", "GuardModel", "ModerationInputError", "Verdict", "VerdictError", "check"]

GuardModel: TypeAlias = Literal[
    "meta-llama/llama-guard-4-12b",
    "meta-llama/llama-prompt-guard-2-22m",
    "meta-llama/llama-prompt-guard-2-86m",
    "openai/gpt-oss-safeguard-20b",
]
"""The models that are known to judge, as of early 2026. Others whose name says what they are are asked the same way."""

Messages = Iterable[Union[ChatCompletionMessageParam, ChatCompletionMessage]]

_LLAMA_GUARD: GuardModel = "meta-llama/llama-guard-4-12b"
_SAFEGUARD: GuardModel = "openai/gpt-oss-safeguard-20b"
_PROMPT_GUARD_TOKENS = 512
_FORM = """

Answer in JSON, and with nothing else: {"violation": 0 or 1, "category": "..." or null, "rationale": "one sentence"}."""


class ModerationInputError(GroqError, ValueError):
    """What is asked of a model that it cannot judge: told before anything is sent."""


@overload
def check(
    client: Groq,
    text_or_messages: Union[str, Messages],
    *,
    model: Union[GuardModel, str, None] = None,
    policy: Optional[str] = None,
    threshold: float = 0.5,
) -> Verdict: ...
@overload
def check(
    client: AsyncGroq,
    text_or_messages: Union[str, Messages],
    *,
    model: Union[GuardModel, str, None] = None,
    policy: Optional[str] = None,
    threshold: float = 0.5,
) -> Coroutine[Any, Any, Verdict]: ...
def check(
    client: Union[Groq, AsyncGroq],
    text_or_messages: Union[str, Messages],
    *,
    model: Union[GuardModel, str, None] = None,
    policy: Optional[str] = None,
    threshold: float = 0.5,
) -> Union[Verdict, Coroutine[Any, Any, Verdict]]:
    """Have a text or a conversation judged, by one request; with `AsyncGroq` the verdict is awaited.

    Of a conversation Llama Guard judges the last message in the light of those before, prompt guard the last message
    alone, and gpt-oss-safeguard the whole.

    Args:
        client: who asks. Its time limits, retries and errors are those of any other call.
        text_or_messages: what a user says, or the messages of a conversation, answers of a model included.
        model: Llama Guard, which knows hazards by number; a prompt guard, which looks for attacks on the instructions
            of a model, in 512 tokens at most; or gpt-oss-safeguard, which judges by your `policy`. When left out, the
            last with a policy, and the first without.
        policy: what is not allowed, in your own words. Unless it tells in which JSON to answer, that is added.
        threshold: from which score on a prompt guard's verdict counts as flagged.

    Raises:
        ModerationInputError: the model is not known to judge, it needs a policy or takes none, or there is nothing to
            judge, or more than it can read.
        VerdictError: what the model wrote is no verdict. `raw` is what it wrote.
        APIError: as with any other call.
    """
    question = _question(text_or_messages, model, policy, threshold)
    answer = _asked(client.chat.completions.create, question)
    if isawaitable(answer):
        return _awaited(cast("Awaitable[ChatCompletion]", answer), question)
    return question.verdict(cast(ChatCompletion, answer))


def _asked(create: Callable[..., object], question: _Question) -> object:
    return create(**question.params)


async def _awaited(answer: Awaitable[ChatCompletion], question: _Question) -> Verdict:
    return question.verdict(await answer)


@dataclass(frozen=True)
class _Question:
    """What is asked, and what reads the answer."""

    params: Dict[str, Any]
    read: Callable[[str, str], Verdict]

    def verdict(self, completion: ChatCompletion) -> Verdict:
        """The verdict in an answer."""
        model = str(self.params["model"])
        choice = completion.choices[0] if completion.choices else None
        raw = (choice.message.content if choice is not None else None) or ""
        if choice is None or not raw.strip():
            raise VerdictError(model, raw, "the answer is empty")
        if choice.finish_reason == "length":
            raise VerdictError(model, raw, "the answer is cut short")
        return self.read(raw, model)


def _question(
    text_or_messages: Union[str, Messages], model: Optional[str], policy: Optional[str], threshold: float
) -> _Question:
    model = model or (_LLAMA_GUARD if policy is None else _SAFEGUARD)
    if not isinstance(cast(object, threshold), (int, float)) or not 0 <= threshold <= 1:
        raise ModerationInputError("`threshold` is %r: pass a number from 0 to 1" % (threshold,))
    messages = _messages(text_or_messages)
    kind = model.lower()
    if "safeguard" in kind:
        return _by_policy(model, messages, policy)
    if policy is not None:
        raise ModerationInputError("`%s` takes no policy: leave it out, or the model to judge by it" % model)
    if "prompt-guard" in kind:
        return _Question(
            {"model": model, "messages": [_short(messages[-1], model)]}, partial(prompt_guard, threshold=threshold)
        )
    if "llama-guard" in kind:
        return _Question({"model": model, "messages": messages}, llama_guard)
    known = ", ".join((_LLAMA_GUARD, "meta-llama/llama-prompt-guard-2-86m", _SAFEGUARD))
    raise ModerationInputError("`%s` is not known to judge texts: pass a model such as %s" % (model, known))


def _messages(text_or_messages: Union[str, Messages]) -> List[Dict[str, Any]]:
    """The messages to judge, one at least, as plain as a request takes them."""
    if isinstance(text_or_messages, str):
        if not text_or_messages.strip():
            raise ModerationInputError("the text to judge is empty")
        return [{"role": "user", "content": text_or_messages}]
    if not is_history(text_or_messages):
        raise ModerationInputError("got a single %s: pass a text or a list of messages" % _kind(text_or_messages))
    messages, _ = sanitized(text_or_messages)
    if not messages:
        raise ModerationInputError("there are no messages to judge")
    return [_plain(message, number) for number, message in enumerate(messages)]


def _plain(message: Any, number: int) -> Dict[str, Any]:
    if isinstance(message, ChatCompletionMessage):
        return {**message.to_param()}
    fields = fields_of(message)
    if fields is None:
        raise ModerationInputError("messages[%d] is a %s: pass a message" % (number, _kind(message)))
    return {**fields}


def _kind(value: object) -> str:
    return type(value).__name__


def _by_policy(model: str, messages: List[Dict[str, Any]], policy: Optional[str]) -> _Question:
    if policy is None or not policy.strip():
        raise ModerationInputError("`%s` judges by a policy: pass `policy`, which says what is not allowed" % model)
    alone = len(messages) == 1 and messages[0].get("role") == "user"
    content = messages[0].get("content") if alone else json.dumps(messages, ensure_ascii=False)
    system = policy if "json" in policy.lower() else policy.rstrip() + _FORM
    asked = [{"role": "system", "content": system}, {"role": "user", "content": content}]
    return _Question({"model": model, "messages": asked}, safeguard)


def _short(message: Mapping[str, Any], model: str) -> Dict[str, Any]:
    """A message as prompt guards take it: a text that is not too long for sure."""
    content: Any = message.get("content")
    parts: Iterable[Any] = [{"text": content or ""}] if content is None or isinstance(content, str) else content
    texts: List[object] = [part.get("text") for part in parts]
    text = "\n".join(said for said in texts if isinstance(said, str))
    if None in texts:
        raise ModerationInputError("`%s` judges texts only: there is something else in the last message" % model)
    if not text.strip():
        raise ModerationInputError("the text to judge is empty")
    words = len(text.split())
    if words > _PROMPT_GUARD_TOKENS:  # a word is one token at least; what is shorter only the API can tell
        most = (model, _PROMPT_GUARD_TOKENS, words)
        raise ModerationInputError("`%s` reads %d tokens, and the text has %d words: judge it in parts" % most)
    return {"role": "user", "content": text}


ModerationInputError.__module__ = "groq"
