"""Send a long beginning twice and see how much of it came from the cache.

Nothing has to be switched on: keep what stays the same (instructions, tools, documents) at the beginning.
"""

from _setup import ensure_api
from groq import Groq

RULES = "\n".join(f"Rule {n}: answer rule {n} before rule {n + 1}." for n in range(1, 120))

ensure_api()
client = Groq()

for question in ("Which rule comes first?", "Which rule comes last?"):
    completion = client.chat.completions.create(
        model="openai/gpt-oss-20b",
        messages=[{"role": "system", "content": RULES}, {"role": "user", "content": question}],
        max_completion_tokens=128,
    )
    usage = completion.usage
    cached = usage.prompt_tokens_details.cached_tokens if usage and usage.prompt_tokens_details else 0
    print(f"{question} {cached} of {usage.prompt_tokens if usage else '?'} prompt tokens from the cache")
