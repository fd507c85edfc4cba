"""Upload, list, look at, read and delete a file."""

import json

from _setup import ensure_api
from groq import Groq

LINE = {
    "custom_id": "1",
    "method": "POST",
    "url": "/v1/chat/completions",
    "body": {"model": "openai/gpt-oss-20b", "messages": [{"role": "user", "content": "Hello"}]},
}

ensure_api()
client = Groq()

uploaded = client.files.create(file=("hello.jsonl", json.dumps(LINE).encode() + b"\n"), purpose="batch")
assert uploaded.id  # typed as optional, always sent
print(f"{uploaded.id}: {uploaded.filename}, {uploaded.bytes} bytes, for {uploaded.purpose}")

for file in client.files.list().data or []:
    print("on the server:", file.id, file.filename)

info = client.files.info(uploaded.id)
print("status:", info.status)

content = client.files.content(uploaded.id)
print("begins with:", content.read()[:40])

print("deleted:", client.files.delete(uploaded.id).deleted)
