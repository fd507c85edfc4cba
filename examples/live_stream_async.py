"""Follow an answer without blocking, and keep what arrived when it breaks off."""

import asyncio

import groq
from _setup import ensure_api


async def main() -> None:
    async with groq.AsyncGroq() as client:
        request = client.chat.completions.stream(
            model="openai/gpt-oss-20b",
            messages=[{"role": "user", "content": "Tell me a very short story about a ferry."}],
        )
        async with request as stream:
            try:
                async for text in stream.text_stream:
                    print(text, end="", flush=True)
            except groq.APIError as error:
                print(f"\nbroke off: {error}")
            print("\nwords:", len((stream.current.choices[0].message.content or "").split()) if stream.current else 0)

        # Chunks that were collected elsewhere add up to the same.
        chunks = await client.chat.completions.create(
            model="openai/gpt-oss-20b", messages=[{"role": "user", "content": "Name a colour."}], stream=True
        )
        completion = await groq.accumulate(chunks)
        print("answer:", completion.choices[0].message.content)


ensure_api()
asyncio.run(main())
