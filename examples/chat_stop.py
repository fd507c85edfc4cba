"""End the answer at a text of your choice."""

from _setup import ensure_api
from groq import Groq

ensure_api()
client = Groq()

completion = client.chat.completions.create(
    model="openai/gpt-oss-20b",
    messages=[{"role": "user", "content": "Count to ten in one line: 1, 2, 3, 4, 5, 6 and so on."}],
    stop=[", 6", "six"],  # up to four; the answer does not contain the one that ended it
)

print(completion.choices[0].message.content)
print("ended because:", completion.choices[0].finish_reason)
