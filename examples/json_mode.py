"""Ask for JSON without saying which: `json_object` promises that the text parses, no more."""

import json

from _setup import ensure_api
from groq import Groq

ensure_api()
client = Groq()

completion = client.chat.completions.create(
    model="openai/gpt-oss-20b",
    messages=[
        {"role": "system", "content": "You extract data. Answer in JSON with the keys name, age and email."},
        {"role": "user", "content": "Ada Lovelace is 36 and reads mail at ada@example.com."},
    ],
    response_format={"type": "json_object"},
    temperature=0.1,
)

try:
    person = json.loads(completion.choices[0].message.content or "")
except json.JSONDecodeError as error:  # an answer cut short by max_completion_tokens
    raise SystemExit(f"not JSON: {error}") from error

for key, value in person.items():
    print(f"{key}: {value}")
