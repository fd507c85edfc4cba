"""One question, one answer, and what it cost."""

from _setup import ensure_api
from groq import Groq

ensure_api()
client = Groq()

completion = client.chat.completions.create(
    model="openai/gpt-oss-20b",
    messages=[
        {"role": "system", "content": "You answer in two sentences at most."},
        {"role": "user", "content": "Why do fast language models matter?"},
    ],
    temperature=0.5,
    top_p=1,
    max_completion_tokens=512,
)

print(completion.choices[0].message.content)
if completion.usage:
    print(
        f"{completion.usage.prompt_tokens} tokens in, {completion.usage.completion_tokens} out, "
        f"{completion.usage.total_tokens} together"
    )
