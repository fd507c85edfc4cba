"""A conversation in the terminal. End it with "exit" or the end of input (Ctrl-D)."""

from typing import List

import groq
from _setup import ensure_api
from groq import Groq
from groq.types.chat import ChatCompletionMessageParam

ensure_api()
client = Groq()
history: List[ChatCompletionMessageParam] = [
    {"role": "system", "content": "You are a helpful assistant. You reply with very short answers."}
]

while True:
    try:
        question = input("You: ").strip()
    except EOFError:
        print()
        break
    if question in {"exit", "quit"}:
        break
    if not question:
        continue
    history.append({"role": "user", "content": question})
    try:
        completion = client.chat.completions.create(
            model="openai/gpt-oss-20b",
            messages=history,
            max_completion_tokens=300,
            temperature=1.2,
        )
    except groq.APIError as error:
        history.pop()  # a question without an answer would confuse the next turn
        print("Error:", error)
        continue
    answer = completion.choices[0].message.content
    history.append({"role": "assistant", "content": answer})
    print("Assistant:", answer)
