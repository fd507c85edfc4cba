"""Look at an answer's headers, before or instead of its body."""

from _setup import ensure_api
from groq import Groq

ensure_api()
client = Groq()

raw = client.chat.completions.with_raw_response.create(
    model="openai/gpt-oss-20b",
    messages=[{"role": "user", "content": "Say hello."}],
)
print("status:", raw.status_code, "after", raw.retries_taken, "retries")
for name in ("x-request-id", "content-type", "x-ratelimit-remaining-requests", "x-ratelimit-remaining-tokens"):
    print(f"{name}: {raw.headers.get(name)}")
print(raw.parse().choices[0].message.content)  # the object that create() itself would have returned

with client.chat.completions.with_streaming_response.create(
    model="openai/gpt-oss-20b",
    messages=[{"role": "user", "content": "Say goodbye."}],
) as response:  # the body is read inside the block, as far as you want
    print("content type:", response.headers.get("content-type"))
    for line in response.iter_lines():
        print(line)
