"""Use the Responses API: a conversation, a function of yours, a stream, and an answer in a type of your own."""

import json
from typing import List

from pydantic import BaseModel

from _setup import ensure_api
from groq import Groq
from groq.types.responses import ResponseFunctionToolParam, ResponseInputItem

MODEL = "openai/gpt-oss-20b"
WEATHER: ResponseFunctionToolParam = {
    "type": "function",
    "name": "get_weather",
    "description": "The weather at a place right now",
    "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
}


class Trip(BaseModel):
    city: str
    days: int
    sights: List[str]


def get_weather(city: str) -> str:
    return json.dumps({"city": city, "temperature": 18, "sky": "clear"})


ensure_api()
client = Groq()

# Groq keeps no responses: to go on from one, its output goes back as it is.
question = "What is the weather in Paris?"
asked = client.responses.create(model=MODEL, input=question, tools=[WEATHER])
conversation: List[ResponseInputItem] = [{"role": "user", "content": question}, *asked.output]
for item in asked.output:
    if item.type == "function_call":
        print(f"the model calls {item.name}({item.arguments})")
        result = get_weather(**json.loads(item.arguments))
        conversation.append({"type": "function_call_output", "call_id": item.call_id, "output": result})
print(client.responses.create(model=MODEL, input=conversation, tools=[WEATHER]).output_text)

for event in client.responses.create(model=MODEL, input="Name three sights of Paris.", stream=True):
    if event.type == "response.output_text.delta":
        print(event.delta, end="", flush=True)
    elif event.type == "response.completed" and event.response.usage:
        print(f" ({event.response.usage.total_tokens} tokens)")

trip = client.responses.parse(model=MODEL, input="Plan a trip to Paris.", text_format=Trip)
print(repr(trip.output_parsed))
