"""Let the model call a function of yours, and answer from what the function said."""

import json
from typing import Any, List

from _setup import ensure_api
from groq import Groq
from groq.types.chat import ChatCompletionToolParam


def get_weather(location: str, unit: str = "celsius") -> str:
    return json.dumps({"location": location, "temperature": 18, "unit": unit, "sky": "clear"})


TOOLS: List[ChatCompletionToolParam] = [
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "The weather at a place right now",
            "parameters": {
                "type": "object",
                "properties": {
                    "location": {"type": "string", "description": "City and country, such as Paris, France"},
                    "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]},
                },
                "required": ["location"],
            },
        },
    }
]

ensure_api()
client = Groq()
messages: List[Any] = [{"role": "user", "content": "What is the weather in Paris?"}]

asked = client.chat.completions.create(
    model="openai/gpt-oss-20b",
    messages=messages,
    tools=TOOLS,
    tool_choice="required",  # "auto" leaves it to the model
)
message = asked.choices[0].message
messages.append(message)  # an answer goes back into the conversation as it is

for call in message.tool_calls or []:
    arguments = json.loads(call.function.arguments)
    print(f"the model calls {call.function.name}({arguments})")
    result = get_weather(**arguments)
    messages.append({"role": "tool", "tool_call_id": call.id, "content": result})

answered = client.chat.completions.create(model="openai/gpt-oss-20b", messages=messages)
print(answered.choices[0].message.content)
