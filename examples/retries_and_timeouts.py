"""How long to wait and how often to try: for a client, and for one call."""

import httpx

import groq
from _setup import ensure_api
from groq import Groq

ensure_api()
client = Groq(
    max_retries=5,  # the default is 2; connection faults, 408, 409, 429 and 5xx are tried again
    timeout=httpx.Timeout(
        30.0, connect=5.0, read=20.0, write=10.0
    ),  # the default is one minute, five seconds to connect
)

patient = client.with_options(timeout=60.0, max_retries=0)  # the same connections with other settings
try:
    completion = patient.chat.completions.create(
        model="openai/gpt-oss-20b",
        messages=[{"role": "user", "content": "Name a prime number."}],
        timeout=20.0,  # this call alone
    )
    print(completion.choices[0].message.content)
except groq.APITimeoutError:
    print("too slow")

unreachable = client.with_options(base_url="http://127.0.0.1:9", max_retries=1)  # nobody listens there
try:
    unreachable.models.list()
except groq.APIConnectionError as error:
    print("no connection:", error, "/", error.__cause__)
