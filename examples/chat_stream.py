"""Print the answer while it is being written."""

from _setup import ensure_api
from groq import Groq

ensure_api()
client = Groq()

stream = client.chat.completions.create(
    model="openai/gpt-oss-20b",
    messages=[{"role": "user", "content": "Tell me a very short story about a lighthouse."}],
    stream=True,
)

for chunk in stream:
    print(chunk.choices[0].delta.content or "", end="", flush=True)
    if chunk.choices[0].finish_reason:  # the last chunk says how it ended and what it cost
        print(f"\n({chunk.choices[0].finish_reason})")
        if chunk.x_groq and chunk.x_groq.usage:
            print(f"{chunk.x_groq.usage.total_tokens} tokens")
