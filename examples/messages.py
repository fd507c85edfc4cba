"""Make messages with pictures and results of tools, and send answers back without what the API refuses in them.

Usage: python examples/messages.py [PICTURE]
"""

import json
import logging
import sys
from pathlib import Path
from typing import Dict, List

import groq
from _setup import ensure_api, picture
from groq import Groq, messages
from groq.types.chat import ChatCompletionMessageParam

ensure_api()
client = Groq()

image = Path(sys.argv[1]) if len(sys.argv) > 1 else picture()  # a path, bytes, or an address
question = messages.user("What does this show?", images=[image])
seen = client.chat.completions.create(model="qwen/qwen3.8-27b", messages=[question])
print("seen:", seen.choices[0].message.content)

try:
    messages.user("And this?", images=[b"%PDF-1.7 ..."])
except groq.ImageError as error:
    print("refused:", error)

# A tool that is called, and its result.
weather: Dict[str, object] = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
history: List[ChatCompletionMessageParam] = [
    messages.system("Be brief."),
    messages.user("What is the weather in Oslo?"),
]
asked = client.chat.completions.create(
    model="openai/gpt-oss-20b",
    messages=history,
    tools=[{"type": "function", "function": {"name": "get_weather", "parameters": weather}}],
    tool_choice="required",
)
answer = asked.choices[0].message
history.append(answer.to_param())
for call in answer.tool_calls or []:
    history.append(messages.tool(call, {"degrees": 4, "sky": "clear"}))
told = client.chat.completions.create(model="openai/gpt-oss-20b", messages=history)
print("told:", told.choices[0].message.content)

# A history that another library kept. The log says what was taken out of it.
kept = """[{"role": "user", "content": "Hi."},
{"role": "assistant", "content": "Hello.", "refusal": null, "annotations": []}]"""
print("clean:", messages.sanitize(json.loads(kept))[-1])
logging.basicConfig(format="%(name)s: %(message)s", stream=sys.stdout)
logging.getLogger("groq").setLevel(logging.DEBUG)
logging.getLogger("groq._base_client").setLevel(logging.WARNING)
careful = client.with_options(sanitize_history=True)
careful.chat.completions.create(model="openai/gpt-oss-20b", messages=[*json.loads(kept), messages.user("How are you?")])
