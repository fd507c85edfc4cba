"""The parser of server-sent events: bytes in any split give the same events, by the rules of the WHATWG."""

from __future__ import annotations

import json
from typing import AsyncIterator, Iterator, List, Optional, Sequence, Tuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groq._core.sse import EventParser, LineFields
from groq._streaming import ServerSentEvent, SSEDecoder
from twin import Twin

Fields = Tuple[Optional[str], str, Optional[str], Optional[int]]


def fields(event: ServerSentEvent) -> Fields:
    return event.event, event.data, event.id, event.retry


def data(*texts: str) -> List[Fields]:
    """Events that have nothing but their data."""
    return [(None, text, None, None) for text in texts]


def events(*pieces: bytes) -> List[Fields]:
    parser = EventParser()
    return [fields(event) for piece in pieces for event in parser.feed(piece)]


# What str.splitlines takes for the end of a line, and a server-sent event does not.
OTHER_ENDS = "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\x1dh\x1ei"

TABLE: List[Tuple[bytes, List[Fields]]] = [
    # data
    (b"data: a\n\n", data("a")),
    (b"data:a\n\n", data("a")),
    (b"data:  a\n\n", data(" a")),
    (b"data:\ta\n\n", data("\ta")),
    (b"data: a \n\n", data("a ")),
    (b"data: a: b\n\n", data("a: b")),
    (b"data\n\n", data("")),
    (b"data:\n\n", data("")),
    (b"data: a\n\ndata: b\n\n", data("a", "b")),
    (b"data: a\ndata: b\n\n", data("a\nb")),
    (b"data: a\ndata\ndata:\n\n", data("a\n\n")),
    (b"data: a\n\n\n\n\ndata: b\n\n", data("a", "b")),
    (b"\n\n\ndata: a\n\n", data("a")),
    (b'data: {"a": "\xc3\xa9\xe2\x82\xac\xf0\x9f\x90\xb8"}\n\n', data('{"a": "é€🐸"}')),
    # What is no field is nothing.
    (b": note\n\n", []),
    (b": note\ndata: a\n: note\n\n", data("a")),
    (b":\n\n:\n\ndata: a\n\n", data("a")),
    (b"Data: a\n\n", []),
    (b" data: a\n\n", []),
    (b"other: a\ndata: b\n\n", data("b")),
    (b"dataa\n\n", []),
    # event
    (b"event: x\ndata: a\n\n", [("x", "a", None, None)]),
    (b"data: a\nevent: x\n\n", [("x", "a", None, None)]),
    (b"event: x\nevent: y\ndata: a\n\n", [("y", "a", None, None)]),
    (b"event:\ndata: a\n\n", data("a")),
    (b"event: x\n\ndata: a\n\n", [("x", "", None, None), (None, "a", None, None)]),
    (b"event: x\ndata: a\n\ndata: b\n\n", [("x", "a", None, None), (None, "b", None, None)]),
    # id
    (b"id: 1\ndata: a\n\ndata: b\n\n", [(None, "a", "1", None), (None, "b", "1", None)]),
    (b"id: 1\ndata: a\n\nid: 2\ndata: b\n\n", [(None, "a", "1", None), (None, "b", "2", None)]),
    (b"id: 1\ndata: a\n\nid\ndata: b\n\n", [(None, "a", "1", None), (None, "b", "", None)]),
    (b"id: 1\ndata: a\n\nid: 2\0\ndata: b\n\n", [(None, "a", "1", None), (None, "b", "1", None)]),
    (b"id: 1\ndata: a\n\n\n: note\n\n", [(None, "a", "1", None)]),
    (b"id: 1\n\n", [(None, "", "1", None)]),
    # retry
    (b"retry: 10\ndata: a\n\ndata: b\n\n", [(None, "a", None, 10), (None, "b", None, None)]),
    (b"retry: 10\n\n", [(None, "", None, 10)]),
    (b"retry: x\nretry: 1.5\nretry\nretry: -3\nretry: \xc2\xb2\ndata: a\n\n", data("a")),
    # Lines end at LF, CR and CRLF.
    (b"data: a\r\rdata: b\r\r", data("a", "b")),
    (b"data: a\r\n\r\ndata: b\r\n\r\n", data("a", "b")),
    (b"data: a\r\n\rdata: b\n\r\n", data("a", "b")),
    (b"data: a\n\rdata: b\r\r\n", data("a", "b")),
    (b"event: x\rdata: a\r\ndata: b\n\n", [("x", "a\nb", None, None)]),
    # And at nothing else.
    (("data: %s\n\n" % OTHER_ENDS).encode(), data(OTHER_ENDS)),
    # A byte order mark counts at the beginning only.
    (b"\xef\xbb\xbfdata: a\n\n", data("a")),
    (b"\xef\xbb\xbf\n\ndata: a\n\n", data("a")),
    (b"data: a\n\n\xef\xbb\xbfdata: b\n\n", data("a")),
    (b"\xef\xbb\xbf\xef\xbb\xbfdata: a\n\n", []),
    # What is not UTF-8 is replaced.
    (b"data: \xffa\xe2\x82\n\n", data("\ufffda\ufffd")),
    (b"event: x\ndata: \xff\n\n", [("x", "\ufffd", None, None)]),
    # An event that was not closed by an empty line is none.
    (b"", []),
    (b"data: a", []),
    (b"data: a\n", []),
    (b"data: a\n\ndata: b\n", data("a")),
    (b"data: a\r", []),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "expected"), TABLE)
def test_bytes_give_these_events(sent: bytes, expected: List[Fields]) -> None:
    assert events(sent) == expected


@pytest.mark.parametrize(("sent", "expected"), TABLE)
def test_one_byte_at_a_time_gives_the_same_events(sent: bytes, expected: List[Fields]) -> None:
    assert events(*[sent[i : i + 1] for i in range(len(sent))]) == expected


@pytest.mark.parametrize(("sent", "expected"), TABLE)
def test_bytes_cut_in_two_give_the_same_events(sent: bytes, expected: List[Fields]) -> None:
    assert [events(sent[:at], sent[at:]) for at in range(len(sent) + 1)] == [expected] * (len(sent) + 1)


def test_a_number_that_python_refuses_to_read_is_ignored() -> None:
    assert events(b"retry: " + b"9" * 5000 + b"\ndata: a\n\n") == data("a")


NAMES = ["data", "event", "id", "retry"]
WORDS = [*NAMES, ":", " ", "a", "é", "🐸", "\u2028", "{}", "1", "\0", "\n", "\r", "\r\n", "\n\n", "\ufeff"]


@st.composite
def split_text(draw: st.DrawFn) -> Tuple[bytes, List[bytes]]:
    """Bytes of a stream, likely or not, and the same bytes in pieces."""
    whole = "".join(draw(st.lists(st.sampled_from(WORDS), max_size=60))).encode()
    cuts = sorted(draw(st.lists(st.integers(0, len(whole)), max_size=8)))
    return whole, [whole[start:end] for start, end in zip([0, *cuts], [*cuts, len(whole)])]


@given(split_text())
def test_any_split_gives_the_same_events(case: Tuple[bytes, List[bytes]]) -> None:
    whole, pieces = case
    assert events(*pieces) == events(whole)


@given(split_text())
def test_any_bytes_give_the_events_that_their_lines_give(case: Tuple[bytes, List[bytes]]) -> None:
    whole, pieces = case
    text = whole.decode().replace("\r\n", "\n").replace("\r", "\n")
    assert events(*pieces) == by_lines(text[1:] if text.startswith("\ufeff") else text)


def by_lines(text: str) -> List[Fields]:
    """The rules in plain Python, over a text whose lines end at LF."""
    found: List[Fields] = []
    lines: List[str] = []
    last_id: Optional[str] = None
    retry: Optional[int] = None
    name, pending = "", False
    for line in text.split("\n")[:-1]:
        field, _, value = line.partition(":")
        value = value[1:] if value.startswith(" ") else value
        if not line and pending:
            found.append((name or None, "\n".join(lines), last_id, retry))
        if not line:
            name, lines, retry, pending = "", [], None, False
        elif field == "data":
            lines, pending = [*lines, value], True
        elif field == "event":
            name, pending = value, True
        elif field == "id" and "\0" not in value:
            last_id, pending = value, True
        elif field == "retry" and value and set(value) <= set("0123456789") and len(value) < 20:
            retry, pending = int(value), True
    return found


# The names that applications import


def bytes_of(pieces: Sequence[bytes]) -> Iterator[bytes]:
    yield from pieces


async def awaited_bytes_of(pieces: Sequence[bytes]) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


@pytest.mark.parametrize(("sent", "expected"), TABLE)
def test_a_decoder_takes_an_iterator_of_bytes(twin: Twin, sent: bytes, expected: List[Fields]) -> None:
    pieces = [sent[i : i + 1] for i in range(len(sent))]
    decoder = SSEDecoder()
    found = twin.pick(decoder.iter_bytes, decoder.aiter_bytes)(twin.pick(bytes_of, awaited_bytes_of)(pieces))
    assert [fields(event) for event in twin.items(found)] == expected


OF_LINES = [row for row in TABLE if not any(byte in row[0] for byte in b"\r\xff\xef")]


@pytest.mark.parametrize(("sent", "expected"), OF_LINES)
def test_a_decoder_takes_lines(sent: bytes, expected: List[Fields]) -> None:
    decoder = SSEDecoder()
    found = [decoder.decode(line) for line in sent.decode().split("\n")[:-1]]
    assert [fields(event) for event in found if event is not None] == expected


def test_lines_give_an_event_when_it_is_complete_and_nothing_before() -> None:
    decoder = SSEDecoder()
    assert [decoder.decode("data: a"), decoder.decode(": note")] == [None, None]
    event = decoder.decode("")
    assert event is not None
    assert fields(event) == (None, "a", None, None)
    assert decoder.decode("") is None


def test_an_event_has_these_defaults_and_reads_its_data_as_json() -> None:
    assert fields(ServerSentEvent()) == (None, "", None, None)
    event = ServerSentEvent(event="a", data='{"b": [1]}', id="1", retry=3)
    assert fields(event) == ("a", '{"b": [1]}', "1", 3)
    assert event.json() == {"b": [1]}
    assert repr(event) == 'ServerSentEvent(event=a, data={"b": [1]}, id=1, retry=3)'


def test_an_event_whose_data_is_no_json_says_so() -> None:
    with pytest.raises(json.JSONDecodeError):
        ServerSentEvent(data="{").json()
    with pytest.raises(json.JSONDecodeError):
        ServerSentEvent().json()


def test_the_fields_of_lines_keep_the_last_id() -> None:
    lines = LineFields()
    for line in ("id: 7", "data: a"):
        assert lines.add(line) is None
    assert lines.last_event_id == "7"
    event = lines.add("")
    assert event is not None
    assert fields(event) == (None, "a", "7", None)
    assert (lines.take(), lines.last_event_id) == (None, "7")
