"""Ask for JSON of one shape, written by hand or taken from a pydantic model."""

import json
from typing import Dict

from pydantic import BaseModel, ConfigDict

from _setup import ensure_api
from groq import Groq


class Person(BaseModel):
    model_config = ConfigDict(extra="forbid")  # "additionalProperties": false, which strict mode asks for

    name: str
    age: int


PERSON: Dict[str, object] = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "age": {"type": "integer"}},
    "required": ["name", "age"],
    "additionalProperties": False,
}

ensure_api()
client = Groq()

by_hand = client.chat.completions.create(
    model="openai/gpt-oss-20b",
    messages=[{"role": "user", "content": "Grace Hopper was 37 when she joined the navy."}],
    response_format={"type": "json_schema", "json_schema": {"name": "person", "strict": True, "schema": PERSON}},
)
print(json.loads(by_hand.choices[0].message.content or ""))

from_model = client.chat.completions.create(
    model="openai/gpt-oss-20b",
    messages=[{"role": "user", "content": "Alan Turing was 24 when he described his machine."}],
    response_format={
        "type": "json_schema",
        "json_schema": {"name": "person", "strict": True, "schema": Person.model_json_schema()},
    },
)
print(repr(Person.model_validate_json(from_model.choices[0].message.content or "")))
