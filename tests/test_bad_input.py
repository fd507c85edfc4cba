"""Arguments that cannot be sent: each is a clear error, raised before anything goes over the wire."""

from __future__ import annotations

import decimal
import io
import math
import uuid
from typing import Any, Callable, Dict

import pytest

import groq
from twin import Twin

CALL: Dict[str, Any] = {"messages": [], "model": "m"}


def refused(twin: Twin, error: Any, call: Callable[[Any], Any]) -> str:
    """The message of the one error that `call` raises on a client, having sent nothing."""
    client = twin.client({})
    with pytest.raises(error) as caught:
        twin.call(call(client))
    assert twin.requests == []
    assert type(caught.value) is error or not isinstance(caught.value, groq.APIError)
    return str(caught.value)


# Path parameters


@pytest.mark.parametrize("value", ["", None])
@pytest.mark.parametrize(
    "operation",
    [
        "models.retrieve model",
        "models.delete model",
        "files.info file_id",
        "files.content file_id",
        "files.delete file_id",
        "batches.retrieve batch_id",
        "batches.cancel batch_id",
    ],
)
def test_an_empty_path_parameter_is_named(twin: Twin, operation: str, value: Any) -> None:
    path, parameter = operation.split()
    resource, method = path.split(".")
    message = refused(twin, ValueError, lambda client: getattr(getattr(client, resource), method)(value))
    assert message == "Expected a non-empty value for `%s` but received %r" % (parameter, value)


@pytest.mark.parametrize("value", [".", ".."])
def test_a_dot_segment_is_refused(twin: Twin, value: str) -> None:
    assert refused(twin, ValueError, lambda client: client.files.content(value)) == (
        "Constructed path '/openai/v1/files/%s/content' contains dot-segment '%s' which is not allowed" % (value, value)
    )
    assert value in refused(twin, ValueError, lambda client: client.models.retrieve(value))
    assert value in refused(twin, ValueError, lambda client: client.batches.cancel(value))


def test_an_encoded_dot_segment_is_no_way_out(twin: Twin) -> None:
    twin.call(twin.client({}).models.retrieve("%2e%2E"))
    assert twin.requests[0].url.raw_path == b"/openai/v1/models/%252e%252E"


# Arguments


@pytest.mark.parametrize(
    ("call", "missing"),
    [
        (lambda c: c.chat.completions.create(), ["'messages'", "'model'"]),
        (lambda c: c.chat.completions.create(model="m"), ["'messages'"]),
        (lambda c: c.chat.completions.create(messages=[], stream=True), ["'model'"]),
        (lambda c: c.embeddings.create(), ["'input'", "'model'"]),
        (lambda c: c.audio.speech.create(model="m"), ["'input'", "'voice'"]),
        (lambda c: c.audio.transcriptions.create(), ["'model'"]),
        (lambda c: c.audio.translations.create(url="x"), ["'model'"]),
        (lambda c: c.batches.create(), ["'completion_window'", "'endpoint'", "'input_file_id'"]),
        (lambda c: c.files.create(), ["'file'", "'purpose'"]),
        (lambda c: c.models.retrieve(), ["'model'"]),
        (lambda c: c.get("/x"), ["'cast_to'"]),
    ],
)
def test_missing_arguments_are_all_named(twin: Twin, call: Any, missing: Any) -> None:
    message = refused(twin, TypeError, call)
    named = [word.strip(",") for word in message.split(": ")[1].split() if word != "and"]
    assert named == missing


@pytest.mark.parametrize(
    ("call", "unknown"),
    [
        (lambda c: c.chat.completions.create(**CALL, foo=1), "'foo'"),
        (lambda c: c.chat.completions.with_raw_response.create(**CALL, foo=1), "'foo'"),
        (lambda c: c.audio.transcriptions.create(model="m", audio=b""), "'audio'"),
        (lambda c: c.models.list(limit=1), "'limit'"),
        (lambda c: c.copy(foo=1), "'foo'"),
        (lambda c: type(c)(api_key="k", foo=1), "'foo'"),
    ],
)
def test_an_unknown_argument_is_named(twin: Twin, call: Any, unknown: str) -> None:
    assert refused(twin, TypeError, call).endswith("got an unexpected keyword argument " + unknown)


def test_a_streaming_view_refuses_bad_arguments_when_it_is_entered(twin: Twin) -> None:
    def enter(client: Any) -> Any:
        with twin.opened(client.chat.completions.with_streaming_response.create(model="m")):
            pass

    assert "'messages'" in refused(twin, TypeError, enter)


def test_messages_are_not_taken_by_position(twin: Twin) -> None:
    assert "positional" in refused(twin, TypeError, lambda client: client.chat.completions.create([], "m"))


# Bodies


class Reading(groq.BaseModel):
    number: float


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("place", ["parameter", "message", "extra_body", "model", "iterator"])
def test_nan_and_infinity_are_a_value_error(twin: Twin, number: float, place: str) -> None:
    arguments: Dict[str, Any] = {
        "parameter": {"temperature": number},
        "message": {"messages": [{"role": "user", "content": {"a": number}}]},
        "extra_body": {"extra_body": {"a": [number]}},
        "model": {"extra_body": {"a": Reading(number=number)}},
        "iterator": {"messages": iter([{"content": number}])},
    }[place]
    message = refused(twin, ValueError, lambda client: client.chat.completions.create(**{**CALL, **arguments}))
    assert message.startswith("Out of range float values are not JSON compliant")


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (object(), "object"),
        ({1, 2}, "set"),
        (b"bytes", "bytes"),
        (bytearray(b"x"), "bytearray"),
        (1j, "complex"),
        (decimal.Decimal(1), "Decimal"),
        (uuid.uuid4(), "UUID"),
        (print, "builtin_function_or_method"),
    ],
)
def test_what_json_cannot_carry_is_a_type_error_that_names_its_type(twin: Twin, value: Any, kind: str) -> None:
    for arguments in ({"user": value}, {"messages": [{"content": value}]}, {"extra_body": {"a": {"b": [value]}}}):
        message = refused(twin, TypeError, lambda client, a=arguments: client.chat.completions.create(**{**CALL, **a}))
        assert message == "Object of type %s is not JSON serializable" % kind


def test_a_key_that_json_cannot_carry_is_a_type_error(twin: Twin) -> None:
    body = {(1, 2): 3}
    message = refused(twin, TypeError, lambda client: client.post("/x", body=body, cast_to=object))
    assert message == "keys must be str, int, float, bool or None, not tuple"


def test_a_lone_surrogate_cannot_be_sent(twin: Twin) -> None:
    refused(twin, UnicodeEncodeError, lambda client: client.chat.completions.create(messages=["\ud800"], model="m"))


class Answer(groq.BaseModel):
    text: str


def test_a_model_class_as_response_format_says_what_to_pass_instead(twin: Twin) -> None:
    wrong: Any = Answer
    message = refused(twin, TypeError, lambda client: client.chat.completions.create(**CALL, response_format=wrong))
    assert message.startswith("Object of type ModelMetaclass is not JSON serializable: ")
    assert "model_json_schema()" in message


def test_extra_body_must_be_a_mapping(twin: Twin) -> None:
    wrong: Any = [1]
    refused(twin, TypeError, lambda client: client.chat.completions.create(**CALL, extra_body=wrong))


# Headers


@pytest.mark.parametrize("value", [None, 5, ["a"]])
def test_a_header_that_is_no_text_is_a_type_error(twin: Twin, value: Any) -> None:
    refused(twin, TypeError, lambda client: client.models.list(extra_headers={"X-A": value}))


def test_a_header_that_is_not_ascii_is_an_encoding_error(twin: Twin) -> None:
    refused(twin, UnicodeEncodeError, lambda client: client.models.list(extra_headers={"X-A": "é"}))


# Files

ACCEPTED = "bytes, an open binary file, a path, or a tuple (name, content[, media type[, headers]])"


@pytest.mark.parametrize(
    ("file", "received"),
    [
        (5, "an object of type int"),
        (None, "None"),
        (object(), "an object of type object"),
        ([1], "an object of type list"),
        (iter([b"x"]), "an object of type list_iterator"),
        (io.StringIO("x"), "a file opened in text mode: open it with 'rb'"),
        (("name",), "a tuple of 1"),
        (("name", b"x", "type", {}, 5), "a tuple of 5"),
        (("name", 5), "an object of type int"),
        ((5, b"x"), "a tuple with an object of type int for the file name"),
    ],
)
@pytest.mark.parametrize("operation", ["transcriptions", "translations", "files"])
def test_a_wrong_file_names_the_parameter_and_what_is_accepted(
    twin: Twin, operation: str, file: Any, received: str
) -> None:
    calls: Dict[str, Callable[[Any], Any]] = {
        "transcriptions": lambda client: client.audio.transcriptions.create(model="m", file=file),
        "translations": lambda client: client.audio.translations.create(model="m", file=file),
        "files": lambda client: client.files.create(purpose="batch", file=file),
    }
    for error in (RuntimeError, TypeError):  # it is both: the operations of earlier versions differed
        with pytest.raises(error) as caught:
            twin.call(calls[operation](twin.client({})))
        assert str(caught.value) == "`file` must be %s, not %s" % (ACCEPTED, received)
    assert twin.requests == []


def test_a_text_that_is_no_path_of_a_file_is_named(twin: Twin) -> None:
    with pytest.raises(RuntimeError) as caught:
        twin.call(twin.client({}).audio.transcriptions.create(model="m", file="no-such-file.wav"))
    assert str(caught.value) == (
        "`file`: there is no file 'no-such-file.wav'; a string is the path of a file, pass what is in the file as bytes"
    )
    assert twin.requests == []


def test_a_path_that_leads_nowhere_is_the_error_of_the_system(twin: Twin, tmp_path: Any) -> None:
    refused(
        twin, FileNotFoundError, lambda client: client.files.create(purpose="batch", file=tmp_path / "missing.jsonl")
    )


def test_a_multipart_body_must_be_a_mapping(twin: Twin) -> None:
    message = refused(twin, TypeError, lambda client: client.post("/x", body=[1], files={"f": b""}, cast_to=object))
    assert message == "A multipart request takes its fields from a dictionary, but the body is a list"


# Types of answers


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"cast_to": object, "stream": True}, TypeError),  # no stream_cls
        ({"cast_to": tuple}, RuntimeError),
    ],
)
def test_an_answer_that_cannot_be_built_is_refused(twin: Twin, arguments: Any, error: Any) -> None:
    with pytest.raises(error):
        twin.call(twin.client({}).get("/x", **arguments))
