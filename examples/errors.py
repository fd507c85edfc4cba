"""Which errors there are, and what each one knows."""

import groq
from _setup import ensure_api
from groq import Groq

ensure_api()


def attempt(client: Groq, model: str) -> str:
    try:
        completion = client.chat.completions.create(model=model, messages=[{"role": "user", "content": "Hello!"}])
    except groq.APITimeoutError:
        return "timed out"
    except groq.APIConnectionError as error:
        return f"the server was not reached: {error.__cause__}"
    except groq.RateLimitError as error:
        return f"too many requests, wait {error.response.headers.get('retry-after')} seconds"
    except groq.AuthenticationError as error:
        return f"{error.status_code}: the key is not accepted"
    except groq.PermissionDeniedError as error:
        return f"{error.status_code}: the key is not allowed to do this"
    except groq.NotFoundError as error:
        return f"{error.status_code}: {error.body}"
    except groq.UnprocessableEntityError as error:
        return f"{error.status_code}: well-formed, but not to be answered"
    except groq.InternalServerError as error:
        return f"{error.status_code}: the server failed, also when asked again"
    except groq.APIStatusError as error:
        return f"{error.status_code}: {error.message}"
    return completion.choices[0].message.content or ""


print(attempt(Groq(), "openai/gpt-oss-20b"))
print(attempt(Groq(), "no-such-model"))
print(attempt(Groq(api_key="gsk_wrong"), "openai/gpt-oss-20b"))
print(attempt(Groq(base_url="http://127.0.0.1:9", max_retries=0), "openai/gpt-oss-20b"))
