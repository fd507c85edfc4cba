"""Watch what a client does: attempts, waits, tokens and times, without a word of what is said."""

import groq
from _setup import ensure_api
from groq import Groq, Hooks
from groq.types.chat import ChatCompletionUserMessageParam


def on_request(notice: groq.RequestNotice) -> None:
    print(f"call {notice.call}: {notice.operation} with {notice.model}, attempt {notice.attempt}")


def on_retry(notice: groq.RetryNotice) -> None:
    print(f"call {notice.call}: {type(notice.error).__name__}, again in {notice.wait:.1f} s")


def on_end(notice: groq.EndNotice) -> None:
    tokens = notice.usage.output_tokens if notice.usage else 0
    first = f", the first after {notice.first_token:.2f} s" if notice.first_token else ""
    print(f"call {notice.call} is {notice.outcome} after {notice.seconds:.2f} s: {tokens} tokens{first}")


ensure_api()
client = Groq(hooks=Hooks(on_request=on_request, on_retry=on_retry, on_end=on_end))
question: ChatCompletionUserMessageParam = {"role": "user", "content": "Name three rivers."}

client.chat.completions.create(messages=[question], model="openai/gpt-oss-20b")

for _chunk in client.chat.completions.create(messages=[question], model="openai/gpt-oss-20b", stream=True):
    pass  # what is read of a stream is its reader's business; that it came to its end is told
