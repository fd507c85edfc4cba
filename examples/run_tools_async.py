"""Run tools while the answers stream in: async functions at the same time, each step as it happens."""

import asyncio

from pydantic import BaseModel

from _setup import ensure_api
from groq import AsyncGroq


async def get_weather(city: str) -> str:
    """Tell the weather in a city right now."""
    await asyncio.sleep(0.01)  # a request to a weather service, say
    return f"18 degrees and clear in {city}"


class Trains(BaseModel):
    """Tell which trains go to a city."""

    city: str
    seats: int = 2

    async def __call__(self) -> str:
        await asyncio.sleep(0.01)
        return f"one at noon to {self.city}, seats for {self.seats}"


async def main() -> None:
    async with AsyncGroq() as client:
        run = await client.chat.completions.run_tools(
            [{"role": "user", "content": "How is the weather in Rome, and which trains go there?"}],
            model="openai/gpt-oss-20b",
            tools=[get_weather, Trains],
            timeout=60,
            stream=True,
        )
        async with run:
            async for event in run:
                if event.type == "chunk":
                    print(event.text, end="", flush=True)
                elif event.type == "tool_result":
                    print(f"{event.call.name} -> {event.call.output}")
        print(f"\n{len(run.result.turns)} turns")


ensure_api()
asyncio.run(main())
