"""Follow an answer by its events, then another one as a value that grows."""

from __future__ import annotations

from typing import List

from pydantic import BaseModel

from _setup import ensure_api
from groq import Groq

ensure_api()
client = Groq()


class Plan(BaseModel):
    title: str
    steps: List[str]


with client.chat.completions.stream(
    model="openai/gpt-oss-20b",
    messages=[{"role": "user", "content": "Why is the sea salt?"}],
) as stream:
    for event in stream:
        if event.type == "reasoning.done":
            print(f"(it thought: {event.reasoning})")
        elif event.type == "content.delta":
            print(event.delta, end="", flush=True)
        elif event.type == "usage":
            print(f"\n{event.usage.completion_tokens} tokens")
    completion = stream.get_final_completion()  # as it comes without a stream
print("ended because:", completion.choices[0].finish_reason)

with client.chat.completions.stream(
    model="openai/gpt-oss-20b",
    messages=[{"role": "user", "content": "Plan a garden."}],
    response_format=Plan,
) as plans:
    for _ in plans.text_stream:
        if plans.parsed:  # what has not come yet is None
            print(f"\r{plans.parsed.title or '...'}: {len(plans.parsed.steps or [])} steps", end="")
    plan = plans.get_final_completion().choices[0].message.parsed
print("\nparsed:", plan)
