"""Let the model call functions of yours that are run for it: the whole conversation in one call."""

from typing import Dict, Literal

from typing_extensions import Annotated

from _setup import ensure_api
from groq import Groq
from groq.lib.tools import ToolCall


def get_weather(city: str, unit: Literal["celsius", "fahrenheit"] = "celsius") -> str:
    """Tell the weather in a city right now.

    Args:
        city: the city and its country, such as Paris, France.
        unit: what the temperature is told in.
    """
    return f"18 degrees {unit} and clear in {city}"


def book_table(city: str, people: Annotated[int, "How many will come."] = 2) -> Dict[str, object]:
    """Book a table at a restaurant."""
    return {"restaurant": "Chez Local", "city": city, "people": people}


def approve(call: ToolCall) -> bool:
    """Look at each call before it runs."""
    print(f"the model calls {call.name} with {call.parsed}")
    return call.name in ("get_weather", "book_table")


ensure_api()
client = Groq()

run = client.chat.completions.run_tools(
    [{"role": "user", "content": "How is the weather in Paris? Book a table there, too."}],
    model="openai/gpt-oss-20b",
    tools=[get_weather, book_table],
    approve=approve,
    max_turns=5,
)
for call in run.calls:
    print(f"{call.name}: {call.status}, {call.output}")
print(run.text)
print(f"{len(run.turns)} turns, {run.usage.total_tokens if run.usage else 0} tokens")
