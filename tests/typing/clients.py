"""Clients made, copied, subclassed and used below the operations."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Union

import httpx
from typing_extensions import Literal, assert_type, override

import groq
from groq import NOT_GIVEN, AsyncGroq, AsyncStream, BaseModel, Groq, RequestOptions, Stream, not_given
from groq._models import FinalRequestOptions
from groq.types import Model


class Answer(BaseModel):
    text: str
    number: Optional[int] = None


class Logged(Groq):
    @property
    @override
    def auth_headers(self) -> Dict[str, str]:
        return {**super().auth_headers, "X-Team": "a"}

    @override
    def _prepare_options(self, options: FinalRequestOptions) -> FinalRequestOptions:
        assert_type(options.url, str)
        return super()._prepare_options(options)

    @override
    def _should_retry(self, response: httpx.Response) -> bool:
        return response.status_code == 499 or super()._should_retry(response)


Clock = Literal["connect", "write", "pool", "read", "first_token", "between_tokens", "total"]


class AsyncLogged(AsyncGroq):
    @override
    async def _prepare_request(self, request: httpx.Request) -> None:
        request.headers["X-A"] = "1"


def made(headers: Mapping[str, str]) -> None:
    Groq(api_key="k", base_url=httpx.URL("https://a.example"), timeout=None, max_retries=0, default_headers=headers)
    Groq(timeout=NOT_GIVEN, http_client=httpx.Client(), default_query={"a": 1}, _strict_response_validation=True)
    Groq(timeout=groq.Timeout(5), http_client=groq.DefaultHttpxClient(proxy="http://a.example"))
    AsyncGroq(timeout=1.5, http_client=groq.DefaultAsyncHttpxClient())
    Groq(timeout=groq.TimeLimits(5, first_token=2), retry_policy=groq.RetryPolicy(also=[498], on_longer_wait="raise"))
    AsyncGroq().with_options(retry_policy=None, timeout=groq.TimeLimits(total=1, connect=None))
    assert_type(Groq(retry_policy=groq.RetryPolicy(on_retry=print)).retry_policy, Optional[groq.RetryPolicy])
    assert_type(groq.Client(), Groq)
    assert_type(groq.AsyncClient(), AsyncGroq)
    assert_type(Logged(api_key="k").with_options(timeout=1, max_retries=3), Logged)
    assert_type(Logged().copy(set_default_headers={}, set_default_query=None, _extra_kwargs={}), Logged)
    with Logged() as client:
        assert_type(client, Logged)
        assert_type(client.models.retrieve("m"), Model)
        assert_type(client.base_url, httpx.URL)
        assert_type(client.max_retries, int)
        assert_type(client.is_closed(), bool)
    client.base_url = "https://b.example"
    Groq("k")  # refused
    Groq(http_client=httpx.AsyncClient())  # refused
    Groq(max_retries=None)  # refused
    Groq(timeout="1")  # refused
    Groq().with_options(max_retires=1)  # refused
    Groq(retry_policy={"attempts": 3})  # refused
    groq.RetryPolicy(on_longer_wait="never")  # refused
    groq.RetryPolicy().jitter = 1.0  # refused
    groq.Grok()  # refused


def verbs(client: Groq, flag: bool) -> None:
    assert_type(client.get("/a", cast_to=Answer), Answer)
    assert_type(client.get("/a", cast_to=httpx.Response), httpx.Response)
    assert_type(client.get("/a", cast_to=Dict[str, Any]), Dict[str, Any])
    assert_type(client.post("/a", cast_to=str, body={"a": 1}), str)
    assert_type(client.post("/a", cast_to=Answer, files={"file": b"a"}, options={"headers": {"X-A": "1"}}), Answer)
    assert_type(client.post("/a", cast_to=Answer, stream=True, stream_cls=Stream[Answer]), Stream[Answer])
    assert_type(
        client.post("/a", cast_to=Answer, stream=flag, stream_cls=Stream[Answer]), Union[Answer, Stream[Answer]]
    )
    assert_type(client.get("/a", cast_to=Answer, stream=True, stream_cls=Stream[Answer]), Stream[Answer])
    assert_type(client.put("/a", cast_to=Answer, body=None), Answer)
    assert_type(client.patch("/a", cast_to=Answer, content=b"a"), Answer)
    assert_type(client.delete("/a", cast_to=Answer), Answer)
    options: RequestOptions = {"params": {"a": [1]}, "timeout": 1, "max_retries": 0, "idempotency_key": "a"}
    assert_type(client.delete("/a", cast_to=List[str], options=options), List[str])
    client.get("/a")  # refused
    client.get("/a", cast_to=Answer, options={"timeout": "1"})  # refused


async def awaited_verbs(client: AsyncGroq, flag: bool) -> None:
    assert_type(await client.get("/a", cast_to=Answer), Answer)
    stream = await client.post("/a", cast_to=Answer, stream=True, stream_cls=AsyncStream[Answer])
    assert_type(stream, AsyncStream[Answer])
    either = await client.post("/a", cast_to=Answer, stream=flag, stream_cls=AsyncStream[Answer])
    assert_type(either, Union[Answer, AsyncStream[Answer]])
    assert_type(await client.delete("/a", cast_to=Answer), Answer)
    async with client.with_options(timeout=not_given) as copy:
        assert_type(copy, AsyncGroq)


def failures(client: Groq) -> None:
    try:
        client.models.list()
    except groq.RateLimitError as error:
        assert_type(error.response, httpx.Response)
        assert_type(error.status_code, Literal[429])
        assert_type(error.body, Union[object, None])
        assert_type(error.code, Optional[str])
        assert_type(error.retry_after, Optional[float])
        assert_type(error.rate_limit, Optional[groq.RateLimits])
        assert_type(error.never_fits, bool)
    except groq.ToolUseFailedError as error:
        assert_type(error.status_code, Literal[400])
        assert_type(error.failed_generation, Optional[str])
    except groq.RequestTooLargeError as error:
        assert_type(error.status_code, Literal[413])
        assert_type(error.requested, Optional[float])
    except groq.APIStreamError as error:
        assert_type(error.request_id, Optional[str])
        assert_type(error.status_code, int)  # refused
    except groq.APIConnectionError as error:
        assert_type(error.request, httpx.Request)
        assert_type(error.message, str)
        if isinstance(error, groq.APITimeoutError):
            assert_type(error.seconds, Optional[float])
            assert_type(error.clock, Optional[Clock])
    except (groq.APIStatusError, groq.APIError, groq.GroqError) as error:
        raise error


def rate_limits(client: Groq) -> None:
    raw = client.models.with_raw_response.list()
    assert_type(raw.rate_limit, Optional[groq.RateLimits])
    stream = client.post("/a", cast_to=Answer, stream=True, stream_cls=Stream[Answer])
    if stream.rate_limit is not None:
        assert_type(stream.rate_limit.tokens, groq.RateLimit)
        assert_type(stream.rate_limit.tokens.remaining, Optional[int])
        assert_type(stream.rate_limit.requests.reset, Optional[float])
    assert_type(client.rate_limits, Mapping[str, groq.RateLimits])
    client.rate_limits["m"].tokens = None  # refused


class WithCode(groq.APIStatusError):
    def __init__(self, message: str, *, response: httpx.Response, body: Optional[object]) -> None:
        super().__init__(message, response=response, body=body)
        self.code = "own"


def models(answer: Answer) -> None:
    assert_type(answer.to_dict(), Dict[str, object])
    assert_type(answer.to_json(), str)
    assert_type(answer.model_dump(), Dict[str, Any])
    assert_type(Answer.construct(text="a", other=1), Answer)
    Answer(number=1)  # refused
