"""Sort texts by how well they answer a question, and answer it with the best of them."""

from _setup import ensure_api
from groq import Groq

QUESTION = "Which trains go to Rome on Sunday?"
DOCS = [
    "On Sunday two trains go to Rome: at noon and at six.",
    "The bakery is closed on Sunday.",
    "Rome was not built in a day.",
    "A ticket for the bus is two euros.",
]

ensure_api()
client = Groq()

ranked = client.reranking.create(
    model="qwen3-reranker-4b",
    query=QUESTION,
    docs=DOCS,  # 1 to 100 texts
    instruction="Prefer texts with times of departure.",
)
for result in ranked.results:  # the best one first; where it was sent is not told
    print(f"{result.score:.3f}  text {DOCS.index(result.doc)}: {result.doc}")

answer = client.chat.completions.create(
    model="openai/gpt-oss-20b",
    messages=[
        {"role": "system", "content": "Answer from this text alone: " + ranked.results[0].doc},
        {"role": "user", "content": QUESTION},
    ],
)
print("answer:", answer.choices[0].message.content)
