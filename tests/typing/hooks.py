"""Hooks and what they are told, and how a client is instrumented."""

from __future__ import annotations

from typing import Mapping, Optional, Tuple

from typing_extensions import Literal, assert_type

import groq
from groq import AsyncGroq, Groq, Hooks, RateLimits, TokenUsage
from groq.lib import otel


def asked(notice: groq.RequestNotice) -> None:
    assert_type(notice.call, int)
    assert_type(notice.operation, str)
    assert_type(notice.model, Optional[str])
    assert_type(notice.attempt, int)
    assert_type(notice.seconds, float)
    assert_type(notice.parameters, Mapping[str, object])
    assert_type(notice.body, object)
    notice.attempt = 2  # refused


def tried(notice: groq.RetryNotice) -> None:
    assert_type(notice.wait, float)
    assert_type(notice.error, groq.APIError)
    assert_type(notice.status, Optional[int])


def answered(notice: groq.ResponseNotice) -> int:
    assert_type(notice.status, int)
    assert_type(notice.rate_limit, Optional[RateLimits])
    assert_type(notice.usage, Optional[TokenUsage])
    assert_type(notice.result, object)
    return notice.status  # what a hook gives is nobody's business


async def over(notice: groq.EndNotice) -> None:
    assert_type(notice.outcome, Literal["complete", "failed", "closed", "abandoned", "cancelled"])
    assert_type(notice.error, Optional[BaseException])
    assert_type(notice.first_token, Optional[float])
    assert_type(notice.usage, Optional[TokenUsage])


hooks = Hooks(on_request=asked, on_retry=tried, on_response=answered)
Hooks(on_request=tried)  # refused
Hooks(on_chunks=asked)  # refused
Hooks(on_chunk=lambda notice: assert_type(notice, groq.ChunkNotice))
Hooks(on_error=lambda notice: assert_type(notice, groq.ErrorNotice))

client = Groq(hooks=hooks)
assert_type(client.hooks, Tuple[Hooks, ...])
awaited = AsyncGroq(hooks=[hooks, Hooks(on_end=over)])
client.with_options(hooks=None).with_options(hooks=(hooks,))
client.get("/x", cast_to=object, options={"hooks": hooks})
Groq(hooks=asked)  # refused
client.with_options(hooks={"on_request": asked})  # refused

otel.instrument()
otel.instrument(client, capture_content=True)
otel.uninstrument(awaited)
otel.instrument("client")  # refused
