"""Make a model of a base model and an adapter of one's own, ask it, and delete it (a closed beta of Groq's).

Usage: python examples/fine_tunings.py [FILE_ID_OF_THE_ADAPTER]
"""

import json
import sys

from _setup import ensure_api
from groq import Groq

BASE = "llama-3.1-8b-instant"


def adapter(client: Groq) -> str:
    """The id of an uploaded file that stands in for an adapter, which the local Groq does not look into."""
    body = {"model": BASE, "messages": [{"role": "user", "content": "Hello"}]}
    line = {"custom_id": "1", "method": "POST", "url": "/v1/chat/completions", "body": body}
    uploaded = client.files.create(file=("adapter.jsonl", json.dumps(line).encode() + b"\n"), purpose="batch")
    assert uploaded.id  # typed as optional, always sent
    return uploaded.id


ensure_api()
client = Groq()

file_id = sys.argv[1] if len(sys.argv) > 1 else adapter(client)
made = client.fine_tunings.create(base_model=BASE, input_file_id=file_id, name="support", type="lora")
assert made.id  # typed as optional, as all that the answer has
assert made.data
assert made.data.fine_tuned_model
print("made:", made.data.fine_tuned_model)

for tuned in client.fine_tunings.list():
    print("there is:", tuned.id, tuned.name, "of", tuned.base_model)
print("described:", client.fine_tunings.retrieve(made.id).data)

answer = client.chat.completions.create(
    model=made.data.fine_tuned_model, messages=[{"role": "user", "content": "Hello"}]
)
print("answer:", answer.choices[0].message.content)

print("deleted:", client.fine_tunings.delete(made.id).deleted)
