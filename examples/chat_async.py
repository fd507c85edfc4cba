"""One awaited request, then several at the same time over one client."""

import asyncio

from _setup import ensure_api
from groq import AsyncGroq


async def ask(client: AsyncGroq, question: str) -> str:
    completion = await client.chat.completions.create(
        model="openai/gpt-oss-20b",
        messages=[{"role": "user", "content": question}],
        max_completion_tokens=256,
    )
    return completion.choices[0].message.content or ""


async def main() -> None:
    async with AsyncGroq() as client:
        print(await ask(client, "What is entanglement, in one sentence?"))
        questions = [f"What is {n} plus {n}?" for n in range(1, 4)]
        for question, answer in zip(questions, await asyncio.gather(*(ask(client, q) for q in questions))):
            print(f"{question} {answer}")


ensure_api()
asyncio.run(main())
