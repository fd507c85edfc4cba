"""What proves who is calling: it goes to Groq, and appears nowhere else."""

from __future__ import annotations

import json
import logging
import os
import pickle
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping

import httpx
import pytest

import groq
from groq._core.headers import dropped, merged
from groq._core.secret import HeaderFields, Secret, leaves, masked, scrubbed, shown_url
from groq._models import FinalRequestOptions
from twin import CHAT, Twin, said, sse

KEY = "gsk_0123456789abcdefghijklmnop"
MASKED = "gsk_...mnop"


# What is shown


def test_a_secret_shows_its_ends_and_is_sent_whole() -> None:
    secret = Secret("Bearer " + KEY)
    assert (repr(secret), "%r" % {"a": secret}) == ("'Bearer %s'" % MASKED, "{'a': 'Bearer %s'}" % MASKED)
    assert (secret, str(secret), "%s" % secret, f"{secret}") == ("Bearer " + KEY,) * 4
    assert json.loads(json.dumps(secret)) == secret
    assert pickle.loads(pickle.dumps(secret)) == secret


@pytest.mark.parametrize(
    ("text", "shown"), [("", "..."), ("short", "..."), (KEY, MASKED), ("Basic " + KEY, "Basic " + MASKED)]
)
def test_a_short_secret_is_not_shown_at_all(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_headers_show_no_secrets() -> None:
    headers = {"Authorization": "Bearer " + KEY, "X-API-Key": "abc", "Cookie": b"abc", "X-A": "b", "X-Token": groq.omit}
    shown = "{'Authorization': 'Bearer %s', 'X-API-Key': '...', 'Cookie': '***', 'X-A': 'b', 'X-Token': %r}"
    assert repr(HeaderFields(headers)) == shown % (MASKED, groq.omit)
    assert HeaderFields(headers) == headers
    for made in (merged(headers, {}), dropped(headers)):
        assert KEY not in repr(made)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://api.groq.com/", "https://api.groq.com/"),
        ("https://me:secret@host/a?b=c", "https://me:...@host/a?b=c"),
        ("https://host/a?api_key=secret&b=c", "https://host/a?api_key=...&b=c"),
        ("https://host/a?b=%20c&access_token=secret", "https://host/a?b=+c&access_token=..."),
        ("/openai/v1/models", "/openai/v1/models"),
    ],
)
def test_an_address_shows_no_secrets(url: str, shown: str) -> None:
    assert shown_url(httpx.URL(url)).replace("%20", "+") == shown


def test_a_client_shows_its_address_and_a_masked_key(twin: Twin) -> None:
    client = twin.client(api_key=KEY, base_url="http://me:secret@host/a?token=secret")
    shown = "%s(base_url='http://me:...@host/a/?token=...', api_key='%s')"
    assert repr(client) == shown % (twin.client_class.__name__, MASKED)
    assert KEY not in repr(vars(client))
    assert repr({"key": client.api_key}) == "{'key': '%s'}" % MASKED


def test_a_subclass_with_a_key_of_its_own_making_is_shown_too() -> None:
    class Mine(groq.Groq):
        @property
        def api_key(self) -> str:  # type: ignore[override]  # of another kind
            return KEY

        @api_key.setter
        def api_key(self, key: str) -> None:
            pass

    client = Mine(api_key="other", base_url=httpx.URL("http://host/"))
    assert (repr(client), client.auth_headers) == (
        "Mine(base_url='http://host/', api_key='%s')" % MASKED,
        {"Authorization": "Bearer " + KEY},
    )


def test_the_options_of_a_call_show_no_secrets() -> None:
    headers = {"Authorization": "Bearer " + KEY, "X-A": "b"}
    options = FinalRequestOptions.construct(method="get", url="/x", headers=headers)
    for shown in (repr(options), str(options)):
        assert KEY not in shown
        assert "'X-A': 'b'" in shown
    assert options.headers == headers
    assert "headers=NOT_GIVEN" in repr(FinalRequestOptions.construct(method="get", url="/x"))


# Tracebacks that show the variables of each frame


def frames(error: BaseException) -> List[str]:
    """Each frame of this package in the tracebacks of an error and its causes, with its variables as text."""
    found: List[str] = []
    while error is not None:
        for frame, _ in traceback.walk_tb(error.__traceback__):
            if "groq" in frame.f_globals["__name__"].split("."):
                found.append(
                    "%s: %r" % (frame.f_code.co_qualname if sys.version_info >= (3, 11) else "", frame.f_locals)
                )
        error = error.__cause__ or error.__context__  # type: ignore[assignment]  # until there is none
    return found


def refused(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused")


class Broken:
    """What no header may be."""


WRONG: Mapping[str, Callable[[Any], Any]] = {
    "a refused connection": lambda client: client.models.list(),
    "a header that is no text": lambda client: client.models.list(extra_headers={"X-A": Broken()}),
    "a header with a line break": lambda client: client.models.list(extra_headers={"X-A": "a\nb"}),
    "a header that is not ASCII": lambda client: client.models.list(extra_headers={"X-A": "é"}),
    "a body that is no JSON": lambda client: client.chat.completions.create(messages=[Broken()], model="m"),
    "an upload that is no file": lambda client: client.files.create(file=Broken(), purpose="batch"),
    "a bad retry count": lambda client: client.with_options(api_key=KEY, max_retries=-1),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_no_variable_of_ours_shows_a_key(twin: Twin, wrong: str) -> None:
    client = twin.client(refused, api_key=KEY, max_retries=0, default_headers={"X-Api-Key": KEY})
    with pytest.raises(Exception) as caught:  # noqa: PT011 - of several kinds, whose tracebacks are what is tested
        twin.call(WRONG[wrong](client))
    ours = frames(caught.value)
    assert len(ours) > 1
    assert [frame for frame in ours if KEY in frame and "test_secrets" not in frame and "lambda" not in frame] == []


@pytest.mark.parametrize("options", [{"api_key": KEY + "\n\x00"}, {"api_key": KEY, "max_retries": -1}])
def test_no_variable_of_a_constructor_shows_a_key(twin: Twin, options: Dict[str, Any]) -> None:
    with pytest.raises((groq.GroqError, ValueError)) as caught:
        twin.client_class(**options)
    assert [frame for frame in frames(caught.value) if KEY in frame] == []


def test_a_bad_key_of_the_environment_is_not_shown(twin: Twin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROQ_API_KEY", KEY + "\x07")
    with pytest.raises(groq.GroqError) as caught:
        twin.client_class()
    assert [frame for frame in frames(caught.value) if KEY in frame] == []


@pytest.mark.thorough
def test_a_failing_test_shows_no_key(tmp_path: Path) -> None:
    program = """
import groq, httpx, pytest
def refused(request): raise httpx.ConnectError("refused")
def test():
    http_client = httpx.Client(transport=httpx.MockTransport(refused))
    client = groq.Groq(http_client=http_client, max_retries=0)
    client.chat.completions.create(messages=[], model="m")
"""
    path = tmp_path / "test_it.py"
    path.write_text(program)
    command = [sys.executable, "-m", "pytest", "--showlocals", "--tb=long", "-q", "-p", "no:cacheprovider", str(path)]
    environment = {**os.environ, "GROQ_API_KEY": KEY}
    done = subprocess.run(command, capture_output=True, text=True, timeout=50, env=environment)
    assert "APIConnectionError" in done.stdout
    assert KEY not in done.stdout + done.stderr


# What is sent


@pytest.mark.parametrize("value", ["a\nb", "a\r\nX-B: c", "a\x00", "\x7f", b"a\nb"])
@pytest.mark.parametrize("where", ["default", "call"])
def test_a_header_with_control_characters_is_refused_by_name(twin: Twin, value: Any, where: str) -> None:
    headers: Any = {"X-Api-Key": value}
    client = twin.client({}, default_headers=headers if where == "default" else None)
    with pytest.raises(groq.GroqError) as caught:
        twin.call(client.models.list(extra_headers=headers if where == "call" else None))
    message = "The value of the header 'X-Api-Key' has a control character, such as a line break, in it"
    assert (type(caught.value), str(caught.value), twin.requests) == (groq.GroqError, message, [])


@pytest.mark.parametrize("value", [" a", "a ", "\ta\t"])
def test_white_space_around_a_header_is_not_sent(twin: Twin, value: str) -> None:
    twin.call(twin.client({}).models.list(extra_headers={"X-A": value, "X-B": "b c"}))
    (request,) = twin.requests
    assert (request.headers["x-a"], request.headers["x-b"]) == ("a", "b c")


@pytest.mark.parametrize("value", ["", "a\tb", "a | b", "a, b; c=d"])
def test_other_headers_are_sent_as_they_are(twin: Twin, value: str) -> None:
    twin.call(twin.client({}).models.list(extra_headers={"X-A": value}))
    assert twin.requests[0].headers["x-a"] == value


def test_a_key_that_is_set_later_is_checked_like_the_first(twin: Twin) -> None:
    client = twin.client({})
    client.api_key = "  later\n"
    assert client.api_key == "later"
    for key in ("a\nb", "k\u00e9y", None):
        with pytest.raises(groq.GroqError, match=r"^`api_key` ") as caught:
            client.api_key = key
        assert str(key) not in str(caught.value) or key is None
    twin.call(client.models.list())
    assert twin.requests[0].headers["authorization"] == "Bearer later"


def test_a_key_may_be_anything_that_comes_to_a_text(twin: Twin) -> None:
    class Renewed:
        number = 0

        def __str__(self) -> str:
            self.number += 1
            return "key-%d" % self.number

    client = twin.client({})
    client.api_key = Renewed()
    for _ in range(2):
        twin.call(client.models.list())
    assert [request.headers["authorization"] for request in twin.requests] == ["Bearer key-1", "Bearer key-2"]


ADDRESSES = [
    ("http://host/openai/v1", "http://host/openai/v1/models"),
    ("http://host/openai/v1/", "http://host/openai/v1/models"),
    ("http://host/a/openai/v1?b=c", "http://host/a/openai/v1/models?b=c"),
    (httpx.URL("http://host/openai/v1/?b=c"), "http://host/openai/v1/models?b=c"),
]


@pytest.mark.parametrize(("base_url", "asked"), ADDRESSES)
@pytest.mark.parametrize("later", [False, True])
def test_an_address_with_the_path_of_the_api_has_it_once(twin: Twin, base_url: Any, asked: str, later: bool) -> None:
    def made() -> Any:
        if not later:
            return twin.client({}, base_url=base_url)
        client = twin.client({})
        client.base_url = base_url
        return client

    with pytest.warns(UserWarning, match="which this library adds to every path itself") as caught:
        client = made()
    assert [Path(groq.__file__).parent in Path(warning.filename).parents for warning in caught] == [False]
    twin.call(client.models.list())
    assert [str(request.url) for request in twin.requests] == [asked]


def test_a_path_of_the_api_in_the_middle_or_in_a_query_stays(twin: Twin) -> None:
    for base_url in ("http://host/openai/v1/a", "http://host/?a=/openai/v1"):
        assert str(twin.client({}, base_url=base_url).base_url).rstrip("/") == base_url


# Redirects


def redirect(location: str) -> httpx.Response:
    return httpx.Response(307, headers={"Location": location})


SENT = {"X-Api-Key": KEY, "Proxy-Authorization": KEY, "X-Auth-Token": KEY, "Cookie": "a=b", "X-Team": "t"}


@pytest.mark.parametrize(
    ("location", "keeps"),
    [
        ("/elsewhere", True),
        ("https://host/elsewhere", True),
        ("http://other/elsewhere", False),
        ("http://host:8080/elsewhere", False),
    ],
)
def test_no_secret_header_goes_to_another_host(twin: Twin, location: str, keeps: bool) -> None:
    client = twin.client(redirect(location), {}, base_url="http://host", default_headers=SENT)
    twin.call(client.models.list(extra_headers={"X-My-Secret": KEY}))
    first, second = twin.requests
    names = ["authorization", "x-api-key", "proxy-authorization", "x-auth-token", "x-my-secret"]
    assert [name in first.headers for name in names] == [True] * 5
    assert [name in second.headers for name in names] == [keeps] * 5
    assert ("cookie" in second.headers, second.headers["x-team"]) == (False, "t")
    assert (KEY in str(second.headers.raw)) == keeps


def test_the_auth_of_a_subclass_stays_at_home(twin: Twin) -> None:
    class Mine(twin.client_class):  # type: ignore[misc, name-defined]  # of either colour
        @property
        def auth_headers(self) -> Dict[str, str]:
            return {"api-key": KEY}

    twin.call(twin.client(redirect("http://other/"), {}, client_class=Mine).models.list())
    assert ["api-key" in request.headers for request in twin.requests] == [True, False]


PLACES = [
    "http://a/",
    "http://a:80/x",
    "https://a/",
    "https://a:443/",
    "http://a:8080/",
    "https://a:8443/",
    "http://b/",
]


@pytest.mark.parametrize("origin", PLACES)
@pytest.mark.parametrize("url", PLACES)
def test_where_a_key_may_go_is_httpxs_own_rule(origin: str, url: str) -> None:
    request = httpx.Request("GET", origin, headers={"Authorization": KEY})
    with httpx.Client() as client:
        kept = "authorization" in client._redirect_headers(request, httpx.URL(url), "GET")
    assert leaves(httpx.URL(origin), httpx.URL(url)) is not kept


# Logs

WORDS = "words-that-are-logged-on-demand"


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Callable[[], List[str]]:
    """The lines of the log, with bodies."""
    monkeypatch.setenv("GROQ_LOG_BODIES", "1")
    caplog.set_level(logging.DEBUG, "groq")
    return lambda: [record.getMessage() for record in caplog.records if record.name == "groq._base_client"]


def bodies(lines: List[str]) -> List[str]:
    return [line for line in lines if " body: " in line]


def test_bodies_are_logged_on_demand_without_secrets(twin: Twin, logged: Any) -> None:
    answer = {
        "id": "1",
        "choices": [{"logprobs": {"token": "kept"}}],
        "api_key": "hidden",
        "said": "your key is " + KEY,
    }
    client = twin.client(answer, api_key="another-key")
    password = {"password": "hidden", "tools": [{"headers": {"Authorization": "hidden"}}], "a": "another-key"}
    twin.call(client.chat.completions.create(**CHAT, extra_body=password))
    request, response = bodies(logged())
    assert request.startswith('Request body: {"messages":[{"role":"user","content":"Hi"}]')
    assert (request.count('"***"'), "hidden" in request, "another-key" in request) == (3, False, False)
    assert ('"token": "kept"' in response or '"token":"kept"' in response, KEY in response, "hidden" in response) == (
        True,
        False,
        False,
    )


def test_the_body_of_a_stream_is_logged_at_its_end(twin: Twin, logged: Any) -> None:
    events = sse({"id": "1", "choices": [{"delta": {"content": WORDS}}]})
    client = twin.client(httpx.Response(200, headers={"content-type": "text/event-stream"}, content=events))
    stream = twin.call(client.chat.completions.create(**CHAT, stream=True))
    assert len(bodies(logged())) == 1
    assert said(twin.items(stream)) == [WORDS]
    assert bodies(logged())[1] == "Response body: " + events.decode()


def test_a_stream_over_a_socket_is_the_same_while_it_is_logged(twin: Twin, logged: Any) -> None:
    twin.local.reply(WORDS, times=None)
    client = twin.served_client()
    for _ in range(2):
        assert "".join(said(twin.items(twin.call(client.chat.completions.create(**CHAT, stream=True))))) == WORDS
    assert len(bodies(logged())) == 4
    assert twin.local.statuses == [200, 200]


def test_what_is_no_text_is_counted(twin: Twin, logged: Any) -> None:
    client = twin.client(httpx.Response(200, headers={"content-type": "audio/wav"}, content=b"RIFF"))
    twin.call(client.files.create(file=b"hidden", purpose="batch"))
    request, response = bodies(logged())
    assert request in ("Request body: (a stream)",)
    assert response == "Response body: (4 bytes of audio/wav)"


def test_a_refusal_is_logged_with_its_body(twin: Twin, logged: Any) -> None:
    with pytest.raises(groq.BadRequestError):
        twin.call(twin.client(httpx.Response(400, json={"error": {"message": WORDS}})).models.list())
    (response,) = bodies(logged())
    assert WORDS in response


@pytest.mark.parametrize("value", ["0", "", "true", "2"])
def test_only_one_value_has_bodies_logged(twin: Twin, logged: Any, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("GROQ_LOG_BODIES", value)
    twin.call(twin.client({}).chat.completions.create(**CHAT))
    assert bodies(logged()) == []


def test_no_address_is_logged_with_a_password(twin: Twin, logged: Any, no_sleep: List[float]) -> None:
    client = twin.client(
        httpx.Response(500), {}, base_url="http://me:secret-word@host", default_query={"key_token": KEY}
    )
    twin.call(client.get("http://me:secret-word@host/x?api_key=" + KEY, cast_to=object))
    assert len(logged()) >= 5
    assert [line for line in logged() if "secret-word" in line or KEY in line] == []


def test_what_httpx_logs_for_us_has_no_password() -> None:
    program = """
import groq, httpx
http_client = httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(200, json={})))
groq.Groq(base_url="http://me:secret-word@host", http_client=http_client).models.list()
"""
    environment = {**os.environ, "GROQ_LOG": "debug", "GROQ_API_KEY": KEY}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=50, env=environment)
    assert "HTTP Request: GET http://me:...@host/openai/v1/models" in done.stderr
    assert ("secret-word" in done.stderr, KEY in done.stderr, done.returncode) == (False, False, 0)


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ('{"a": "b"}', '{"a": "b"}'),
        ('{"api_key": "a\\"b", "c": 1}', '{"api_key": "***", "c": 1}'),
        (
            '{"X-Api-Key":"a","client_secret":"b","access_token":"c"}',
            '{"X-Api-Key":"***","client_secret":"***","access_token":"***"}',
        ),
        ('{"token": "word", "max_tokens": 5}', '{"token": "word", "max_tokens": 5}'),
        ("it is %s." % KEY, "it is ***."),
        ("the given-key", "the ***"),
    ],
)
def test_a_body_is_scrubbed(text: str, safe: str) -> None:
    assert scrubbed(text, "given-key") == safe
