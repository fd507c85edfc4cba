"""Which models there are, and how much each can read at once."""

from _setup import ensure_api
from groq import Groq

ensure_api()
client = Groq()

models = client.models.list()
for model in models.data:
    print(f"{model.id}: {model.context_window} tokens, by {model.owned_by}")

chosen = client.models.retrieve("openai/gpt-oss-20b")
print(
    f"\n{chosen.id} is {'on' if chosen.active else 'off'} and answers with up to {chosen.max_completion_tokens} tokens"
)
