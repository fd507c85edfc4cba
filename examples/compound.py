"""Let Groq search the web and run code on its side before it answers."""

from _setup import ensure_api
from groq import Groq

ensure_api()
client = Groq()

completion = client.chat.completions.create(
    model="groq/compound-mini",
    messages=[{"role": "user", "content": "What changed in the newest release of Python?"}],
)

message = completion.choices[0].message
for tool in message.executed_tools or []:
    print(f"used {tool.type}: {tool.arguments}")
print(message.content)
