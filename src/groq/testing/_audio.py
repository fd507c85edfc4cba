"""POST audio/speech, audio/transcriptions and audio/translations: text to sound, sound to text."""

from __future__ import annotations

import hashlib
import math
from typing import Any, Dict, List, Mapping, NamedTuple, Optional

from ._errors import invalid
from ._exchange import Answer, Call, json_answer
from ._form import Part
from ._models import SPEECH, TRANSCRIPTION, find
from ._state import State
from ._text import pieces
from ._wav import hum, seconds

__all__ = ["speak", "transcribe", "translate"]

_SUFFIXES = ("flac", "mp3", "mp4", "mpeg", "mpga", "m4a", "ogg", "opus", "wav", "webm")
_SENTENCES = (
    "Thank you all for coming.",
    "Let us begin with what has changed since last time.",
    "The first results arrived faster than anyone expected.",
    "There are two questions we should answer today.",
    "I will send the notes after this call.",
    "That is all for now.",
)
_WORDS_PER_SECOND = 2.5


def speak(call: Call, state: State) -> Answer:
    """Answer a request for speech with a WAV file as long as the text would take to say."""
    body = call.body
    find(state.models, body["model"], SPEECH)
    if not body["input"].strip():
        raise invalid("'input' : pass the text to speak, got none", param="input")
    if body.get("response_format") not in (None, "wav"):
        message = "'response_format' : the local Groq speaks wav only, got '%s'" % body["response_format"]
        raise invalid(message, param="response_format")
    rate, speed = body.get("sample_rate") or 48000, body.get("speed") or 1
    if not 0.5 <= speed <= 5:
        raise invalid("'speed' : value must be between 0.5 and 5", param="speed")
    sound = hum(len(pieces(body["input"])) / _WORDS_PER_SECOND / speed, rate)
    chunks = tuple(sound[start : start + 16384] for start in range(0, len(sound), 16384))
    return Answer(200, (("content-type", "audio/wav"),), chunks=chunks)


def transcribe(call: Call, state: State) -> Answer:
    """Answer a request for the text of a recording."""
    return _heard(call, state, "transcribe")


def translate(call: Call, state: State) -> Answer:
    """Answer a request for the English text of a recording."""
    return _heard(call, state, "translate")


def _heard(call: Call, state: State, task: str) -> Answer:
    find(state.models, call.body["model"], TRANSCRIPTION)
    recording = _recording(call.body)
    sentences = _sentences(recording)
    text = " ".join(sentences)
    response_format = call.body.get("response_format") or "json"
    if response_format == "text":
        return Answer(200, (("content-type", "text/plain; charset=utf-8"),), text.encode())
    body: Dict[str, Any] = {"text": text, "x_groq": {"id": call.id}}
    if response_format == "verbose_json":
        body = {**_verbose(task, call.body, recording, sentences), **body}
    return json_answer(body)


class _Recording(NamedTuple):
    name: str
    seconds: float
    seed: int


def _recording(body: Mapping[str, Any]) -> _Recording:
    file: Optional[Part] = body.get("file")
    url: Optional[str] = body.get("url")
    if file is not None:
        return _uploaded(file)
    if not url:
        raise invalid("one of `file` and `url` is required", "missing_property", "file")
    seed = hashlib.sha256(url.encode()).digest()[0]
    return _Recording(url.rpartition("/")[2] or url, 5.0 + seed % 10, seed)


def _uploaded(file: Part) -> _Recording:
    name = file.filename or "upload"
    _, dot, suffix = name.rpartition(".")
    if dot and suffix.lower() not in _SUFFIXES:
        raise invalid("file must be one of the following types: [%s]" % " ".join(_SUFFIXES), param="file")
    if not file.content:
        raise invalid("file is empty", param="file")
    # Compressed sound is taken for 128 kbit per second.
    duration = seconds(file.content) or len(file.content) / 16000
    return _Recording(name, max(0.01, round(duration, 2)), hashlib.sha256(file.content).digest()[0])


def _sentences(recording: _Recording) -> List[str]:
    """As many sentences as fit the recording, one at least."""
    sentences = ["This is what the local Groq heard in %s." % recording.name]
    spoken = len(sentences[0].split())
    while spoken < recording.seconds * _WORDS_PER_SECOND:
        sentences.append(_SENTENCES[(recording.seed + len(sentences)) % len(_SENTENCES)])
        spoken += len(sentences[-1].split())
    return sentences


def _verbose(task: str, asked: Mapping[str, Any], recording: _Recording, sentences: List[str]) -> Dict[str, Any]:
    language = asked.get("language") or "en"
    body: Dict[str, Any] = {
        "task": task,
        "language": "English" if language == "en" or task == "translate" else language,
        "duration": recording.seconds,
    }
    granularities = asked.get("timestamp_granularities") or ["segment"]
    spans = _spans(sentences, 0.0, recording.seconds)
    if "segment" in granularities:
        body["segments"] = [_segment(number, span) for number, span in enumerate(spans)]
    if "word" in granularities:
        words = [word for span in spans for word in _spans(span.text.split(), span.start, span.end)]
        body["words"] = [{"word": word.text, "start": word.start, "end": word.end} for word in words]
    return body


class _Span(NamedTuple):
    text: str
    start: float
    end: float


def _spans(texts: List[str], start: float, end: float) -> List[_Span]:
    """The texts, one after the other from `start` to `end`, each for as long as it is."""
    share = (end - start) / sum(map(len, texts))
    ends = [round(start + share * sum(map(len, texts[: number + 1])), 2) for number in range(len(texts))]
    return [_Span(*span) for span in zip(texts, [start, *ends], [*ends[:-1], end])]


def _segment(number: int, span: _Span) -> Dict[str, Any]:
    return {
        "id": number,
        "seek": math.floor(span.start / 30) * 3000,
        "start": span.start,
        "end": span.end,
        "text": " " + span.text,
        "tokens": [50364, *(sum(word.encode()) for word in span.text.split()), 50864],
        "temperature": 0,
        "avg_logprob": -0.21,
        "compression_ratio": 1.2,
        "no_speech_prob": 0.01,
    }
