"""Who is measured: a table of libraries, how each is installed and which of the drivers uses it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, Tuple

__all__ = ["CONTESTANTS", "OURS", "REFERENCE", "Contestant"]


@dataclass(frozen=True)
class Contestant:
    """One library; `{wheel}` in its requirements stands for a wheel of this checkout."""

    name: str
    requirements: Tuple[str, ...]
    driver: str
    """The module next to this one that asks through the library."""
    importing: str = ""
    """The statement whose cost is that of an import."""
    asking: str = ""
    """From nothing to the first answer; `URL` and `ASKED` are given."""
    options: Dict[str, str] = field(default_factory=dict)
    """What the driver needs to know."""
    needs: str = ""
    """An expression that the interpreter of the contestant has to find true; without it, it is left out."""


_SDK_OPTIONS = {"package": "groq", "sync": "Groq", "async": "AsyncGroq", "path": ""}
_OPENAI_OPTIONS = {"package": "openai", "sync": "OpenAI", "async": "AsyncOpenAI", "path": "/openai/v1"}

_GROQ_ASKING = """
from groq import Groq
client = Groq(api_key="k", base_url=URL)
client.chat.completions.create(**ASKED).choices[0].message.content
"""
_OPENAI_ASKING = """
from openai import OpenAI
client = OpenAI(api_key="k", base_url=URL + "/openai/v1")
client.chat.completions.create(**ASKED).choices[0].message.content
"""
_HTTPX_ASKING = """
import httpx, json
client = httpx.Client()
json.loads(client.post(URL + "/openai/v1/chat/completions", json=ASKED).content)["choices"][0]["message"]["content"]
"""
_AIOHTTP_ASKING = """
import aiohttp, asyncio, json
async def ask():
    async with aiohttp.ClientSession() as session:
        async with session.post(URL + "/openai/v1/chat/completions", json=ASKED) as response:
            return json.loads(await response.read())["choices"][0]["message"]["content"]
asyncio.run(ask())
"""


def _ours(name: str, extra: str = "", sync: str = "", asynchronous: str = "") -> Contestant:
    """This checkout, with an HTTP client of its own choice where one is named."""
    options = {**_SDK_OPTIONS, "http_client": sync, "async_http_client": asynchronous}
    needs = " and ".join("hasattr(__import__('groq'), %r)" % used for used in (sync, asynchronous) if used)
    return Contestant(
        name, ("{wheel}" + extra,), "driver_sdk", "from groq import Groq", _GROQ_ASKING, options, needs or "True"
    )


OURS = "ours"
REFERENCE = "groq==1.7.0"

CONTESTANTS = {
    contestant.name: contestant
    for contestant in (
        _ours(OURS),
        _ours("ours[aiohttp]", "[aiohttp]", asynchronous="DefaultAioHttpClient"),
        _ours("ours[fast]", "[fast]", "DefaultFastHttpxClient", "DefaultAsyncFastHttpxClient"),
        Contestant(REFERENCE, (REFERENCE,), "driver_sdk", "from groq import Groq", _GROQ_ASKING, _SDK_OPTIONS),
        Contestant("openai", ("openai",), "driver_sdk", "from openai import OpenAI", _OPENAI_ASKING, _OPENAI_OPTIONS),
        Contestant("httpx", ("httpx<1",), "driver_httpx", "import httpx", _HTTPX_ASKING),
        Contestant("aiohttp", ("aiohttp",), "driver_aiohttp", "import aiohttp", _AIOHTTP_ASKING),
        Contestant("floor", ("pydantic>=2,<3",), "driver_floor"),
    )
}
