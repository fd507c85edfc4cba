"""Many requests in one file, answered within a day at half the price."""

import json
import time

from _setup import ensure_api
from groq import Groq

QUESTIONS = ["What is 2 + 2?", "What is the capital of France?"]
ENDED = {"completed", "failed", "expired", "cancelled"}

ensure_api()
client = Groq()

lines = [
    {
        "custom_id": f"question-{number}",
        "method": "POST",
        "url": "/v1/chat/completions",
        "body": {"model": "openai/gpt-oss-20b", "messages": [{"role": "user", "content": question}]},
    }
    for number, question in enumerate(QUESTIONS, 1)
]
content = "".join(json.dumps(line) + "\n" for line in lines).encode()
uploaded = client.files.create(file=("questions.jsonl", content), purpose="batch")
assert uploaded.id  # typed as optional, always sent

batch = client.batches.create(
    input_file_id=uploaded.id,
    endpoint="/v1/chat/completions",
    completion_window="24h",
    metadata={"made by": "examples/batch.py"},
)
print(f"{batch.id}: {batch.status}")

for _ in range(60):  # ten minutes; a batch that takes longer can be retrieved by its id at any time
    if batch.status in ENDED:
        break
    time.sleep(0.05 if "127.0.0.1" in str(client.base_url) else 10)
    batch = client.batches.retrieve(batch.id)
    print(f"{batch.id}: {batch.status} {batch.request_counts.completed if batch.request_counts else 0} done")

if batch.output_file_id:
    for line in client.files.content(batch.output_file_id).text().splitlines():
        answer = json.loads(line)
        print(answer["custom_id"], answer["response"]["body"]["choices"][0]["message"]["content"])
