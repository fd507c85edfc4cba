"""What messages, histories and verdicts are made of and give."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Coroutine, List, Mapping, Optional, Tuple

from typing_extensions import assert_type

from groq import AsyncGroq, Groq, messages
from groq.lib import moderation
from groq.lib.moderation import Category, Verdict
from groq.types.chat import (
    ChatCompletion,
    ChatCompletionAssistantMessageParam,
    ChatCompletionMessageParam,
    ChatCompletionSystemMessageParam,
    ChatCompletionToolMessageParam,
    ChatCompletionUserMessageParam,
)


def made(completion: ChatCompletion) -> List[ChatCompletionMessageParam]:
    answer = completion.choices[0].message
    assert_type(messages.system("Be brief."), ChatCompletionSystemMessageParam)
    assert_type(messages.user("Hi", images=[Path("a.png"), b"", "https://host"]), ChatCompletionUserMessageParam)
    assert_type(messages.assistant("Hello"), ChatCompletionAssistantMessageParam)
    assert_type(answer.to_param(), ChatCompletionAssistantMessageParam)
    messages.user("Hi", images=[1])  # refused
    messages.user("Hi", detail="much")  # refused
    messages.user(None)  # refused
    history: List[ChatCompletionMessageParam] = [messages.user("Hi"), answer.to_param()]
    for call in answer.tool_calls or []:
        assert_type(messages.tool(call, {"any": [1]}), ChatCompletionToolMessageParam)
        history.append(messages.tool(call.id, call))
        messages.tool(3, "")  # refused
    assert_type(messages.sanitize([answer, *history, {"role": "user"}]), List[ChatCompletionMessageParam])
    messages.sanitize([1])  # refused
    return history


def sent(client: Groq, awaited: AsyncGroq, completion: ChatCompletion) -> None:
    clean = client.with_options(sanitize_history=True)
    assert_type(clean, Groq)
    assert_type(awaited.with_options(sanitize_history=True), AsyncGroq)
    Groq(sanitize_history="yes")  # refused
    create = clean.chat.completions.create
    assert_type(create(messages=made(completion), model="m"), ChatCompletion)
    assert_type(create(messages=[messages.user("Hi"), messages.assistant("Hello")], model="m"), ChatCompletion)


async def judged(client: Groq, awaited: AsyncGroq, completion: ChatCompletion) -> None:
    verdict = moderation.check(client, "Hi")
    assert_type(verdict, Verdict)
    assert_type(verdict.flagged, bool)
    assert_type(verdict.categories, Tuple[Category, ...])
    assert_type(verdict.scores, Mapping[str, float])
    assert_type((verdict.model, verdict.raw), Tuple[str, str])
    assert_type(verdict.rationale, Optional[str])
    pending = moderation.check(awaited, "Hi")
    assert_type(await assert_type(pending, Coroutine[Any, Any, Verdict]), Verdict)
    assert_type(await moderation.check(awaited, [completion.choices[0].message, *made(completion)]), Verdict)
    moderation.check(client, 3)  # refused
    moderation.check("client", "Hi")  # refused
    verdict.flagged = False  # refused
