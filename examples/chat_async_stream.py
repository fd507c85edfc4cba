"""Print the answer while it is being written, without blocking the event loop."""

import asyncio

from _setup import ensure_api
from groq import AsyncGroq


async def main() -> None:
    async with AsyncGroq() as client:
        stream = await client.chat.completions.create(
            model="openai/gpt-oss-20b",
            messages=[{"role": "user", "content": "Write a four-line poem about rain."}],
            stream=True,
        )
        async for chunk in stream:
            print(chunk.choices[0].delta.content or "", end="", flush=True)
        print()


ensure_api()
asyncio.run(main())
