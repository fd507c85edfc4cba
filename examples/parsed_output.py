"""Get answers as values of your own types: a pydantic model, a list, and the arguments of a tool."""

from dataclasses import dataclass
from typing import List, Optional

from pydantic import BaseModel, Field

from _setup import ensure_api
from groq import Groq, ParseValidationError, SchemaNotStrictError, strict_schema

ensure_api()
client = Groq()


class Person(BaseModel):
    name: str
    age: Optional[int] = Field(None, description="In years, where it is told.")
    languages: List[str] = []  # the model may leave it out


completion = client.chat.completions.parse(
    model="openai/gpt-oss-20b",  # keeps to the schema strictly; of another model the answer is validated
    messages=[{"role": "user", "content": "Grace Hopper was 37 when she joined the navy. She spoke COBOL."}],
    response_format=Person,
    retries=2,  # ask again, with what was wrong, when an answer does not fit
)
person = completion.choices[0].message.parsed
if person is not None:
    print(person.name, person.age, person.languages)


@dataclass
class City:
    name: str
    inhabitants: int


cities = client.chat.completions.parse(
    model="openai/gpt-oss-20b",
    messages=[{"role": "user", "content": "The three largest cities of Italy?"}],
    response_format=List[City],
)
for city in cities.choices[0].message.parsed or []:
    print(city.name, city.inhabitants)


class Weather(BaseModel):
    """Tell the weather of a city."""

    city: str
    days: int = 1


called = client.chat.completions.parse(
    model="openai/gpt-oss-20b",
    messages=[{"role": "user", "content": "What will the weather be in Rome?"}],
    tools=[Weather],
)
for call in called.choices[0].message.tool_calls or []:
    if isinstance(call.function.parsed_arguments, Weather):
        print("weather of", call.function.parsed_arguments.city)

# What a schema cannot express, and an answer that does not fit, are told apart.
try:
    strict_schema(dict)
except SchemaNotStrictError as error:
    print(error)
try:
    client.chat.completions.parse(
        model="llama-3.1-8b-instant",
        messages=[{"role": "user", "content": "Who was Ada Lovelace?"}],
        response_format=Person,
    )
except ParseValidationError as error:
    for attempt in error.attempts:
        print(attempt.content, attempt.problem)
