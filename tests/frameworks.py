"""Frameworks built on this library, each completing a chat and a stream against the local Groq.

    python tests/frameworks.py langchain-groq pydantic-ai instructor openinference opentelemetry

Run by people, in an environment where this library is installed beside the framework; not collected by pytest, for the
frameworks bring half the world along. Exits with 1 where one of them failed.
"""

from __future__ import annotations

import asyncio
import sys
import traceback
from typing import Any, Callable, Dict, List, Tuple

import groq
from groq.testing import LocalGroq

MODEL = "llama-3.3-70b-versatile"
MESSAGES: Any = [{"role": "user", "content": "Why does low latency matter?"}]


def langchain(url: str, key: str) -> Tuple[str, List[str]]:
    from langchain_groq import ChatGroq

    model = ChatGroq(model=MODEL, base_url=url, api_key=key, max_retries=0)
    streamed = [chunk.content for chunk in model.stream("Why?")]
    awaited = asyncio.run(ChatGroq(model=MODEL, base_url=url, api_key=key).ainvoke("Why?"))
    assert awaited.content == model.invoke("Why?").content == "".join(streamed)
    return awaited.content, streamed


def pydantic_ai(url: str, key: str) -> Tuple[str, List[str]]:
    from pydantic_ai import Agent
    from pydantic_ai.models.groq import GroqModel
    from pydantic_ai.providers.groq import GroqProvider

    async def run() -> Tuple[str, List[str]]:
        async with groq.AsyncGroq(base_url=url, api_key=key) as client:
            agent = Agent(GroqModel(MODEL, provider=GroqProvider(groq_client=client)))
            answer = await agent.run("Why?")
            async with agent.run_stream("Why?") as result:
                return answer.output, [text async for text in result.stream_text(delta=True, debounce_by=None)]

    return asyncio.run(run())


def instructor(url: str, key: str) -> Tuple[str, List[str]]:
    import instructor
    from pydantic import BaseModel

    class Person(BaseModel):
        name: str
        age: int

    client = instructor.from_groq(groq.Groq(base_url=url, api_key=key), mode=instructor.Mode.TOOLS)
    wanted: Any = {"model": MODEL, "response_model": Person, "messages": MESSAGES}
    person = client.chat.completions.create(**wanted)
    return repr(person), [repr(part) for part in client.chat.completions.create_partial(**wanted)]


def traced(url: str, key: str, instrumentor: Any) -> Tuple[str, List[str]]:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    instrumentor.instrument(tracer_provider=provider)
    try:
        client = groq.Groq(base_url=url, api_key=key)
        answer = client.chat.completions.create(model=MODEL, messages=MESSAGES)
        stream = client.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True)
        words = [chunk.choices[0].delta.content or "" for chunk in stream]
        spans = exporter.get_finished_spans()
        assert [span.status.status_code.name != "ERROR" for span in spans] == [True, True], spans
    finally:
        instrumentor.uninstrument()
    return answer.choices[0].message.content or "", words


def openinference(url: str, key: str) -> Tuple[str, List[str]]:
    from openinference.instrumentation.groq import GroqInstrumentor

    return traced(url, key, GroqInstrumentor())


def opentelemetry(url: str, key: str) -> Tuple[str, List[str]]:
    from opentelemetry.instrumentation.groq import GroqInstrumentor

    return traced(url, key, GroqInstrumentor())


CHECKS: Dict[str, Callable[[str, str], Tuple[str, List[str]]]] = {
    "langchain-groq": langchain,
    "pydantic-ai": pydantic_ai,
    "instructor": instructor,
    "openinference": openinference,
    "opentelemetry": opentelemetry,
}


def main(names: List[str]) -> int:
    failed = 0
    for name in names or list(CHECKS):
        with LocalGroq().serve() as server:
            try:
                answer, parts = CHECKS[name](server.url, server.api_key)
                assert answer, "the chat has no answer"
                assert parts, "the stream has no parts"
            except Exception:
                failed += 1
                traceback.print_exc()
                print("FAILED %s with groq %s" % (name, groq.__version__))
            else:
                print("ok %s with groq %s: %.40s... in %d parts" % (name, groq.__version__, answer, len(parts)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
