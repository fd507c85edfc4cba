"""See how a reasoning model came to its answer, or ask it to keep that to itself."""

from _setup import ensure_api
from groq import Groq

ensure_api()
client = Groq()

shown = client.chat.completions.create(
    model="openai/gpt-oss-20b",
    messages=[{"role": "user", "content": "How often does the letter r occur in strawberry?"}],
    reasoning_effort="low",  # or "medium", "high": more thought, more tokens
    max_completion_tokens=1024,
)
print("reasoning:", shown.choices[0].message.reasoning)
print("answer:", shown.choices[0].message.content)

parsed = client.chat.completions.create(
    model="qwen/qwen3.8-27b",
    messages=[{"role": "user", "content": "Solve x + 5 = 12."}],
    reasoning_format="parsed",  # in a field of its own; "raw" leaves it in the text, "hidden" drops it
)
print("reasoning:", parsed.choices[0].message.reasoning)
print("answer:", parsed.choices[0].message.content)

hidden = client.chat.completions.create(
    model="openai/gpt-oss-20b",
    messages=[{"role": "user", "content": "What is 15 % of 80?"}],
    include_reasoning=False,  # this or reasoning_format, not both
)
print("answer alone:", hidden.choices[0].message.content)
