"""POST audio/speech, audio/transcriptions and audio/translations: text to sound, sound to text."""

from __future__ import annotations

import base64
import hashlib
import math
from typing import Any, Dict, List, Mapping, NamedTuple, Optional

from ._errors import invalid
from ._exchange import Answer, Call, json_answer
from ._form import Part
from ._sound import FORMATS, seconds
from ._state import State
from ._text import pieces
from ._transcript import WORDS_PER_SECOND, Heard, Span, made_up, sentences, spans

__all__ = ["speak", "transcribe", "translate"]

_CHUNK = 16384
_LONGEST = 60  # characters of a prompt that are repeated


def speak(call: Call, _: State) -> Answer:
    """Answer a request for speech with a file as long as the text would take to say."""
    body = call.body
    wanted = FORMATS[body.get("response_format") or "wav"]
    duration = len(pieces(body["input"])) / WORDS_PER_SECOND / (body.get("speed") or 1)
    sound = wanted.make(duration, body.get("sample_rate") or 48000)
    chunks = tuple(sound[start : start + _CHUNK] for start in range(0, len(sound), _CHUNK))
    return Answer(200, (("content-type", wanted.content_type),), chunks=chunks)


def transcribe(call: Call, state: State) -> Answer:
    """Answer a request for the text of a recording."""
    return _heard(call, state, "transcribe")


def translate(call: Call, state: State) -> Answer:
    """Answer a request for the English text of a recording."""
    return _heard(call, state, "translate")


def _heard(call: Call, state: State, task: str) -> Answer:
    recording = _recording(call.body)
    prompt = " ".join((call.body.get("prompt") or "").split())[:_LONGEST]
    heard = state.heard.next() or made_up(recording.name, recording.seconds, recording.seed, prompt)
    response_format = call.body.get("response_format") or "json"
    if response_format == "text":
        return Answer(200, (("content-type", "text/plain; charset=utf-8"),), heard.text.encode("utf-8", "replace"))
    body: Dict[str, Any] = {"text": heard.text, "x_groq": {"id": call.id}}
    if response_format == "verbose_json":
        body = {**_verbose(task, call.body, recording.seconds, heard), **body}
    return json_answer(body)


class _Recording(NamedTuple):
    name: str
    seconds: float
    seed: int


def _recording(body: Mapping[str, Any]) -> _Recording:
    file: Optional[Part] = body.get("file")
    if file is not None:
        return _received(file.filename or "upload", file.content)
    url: str = body["url"]
    if url.startswith("data:"):
        return _received("upload", _data(url))
    # Nothing is fetched: what is there is made up.
    seed = hashlib.sha256(url.encode("utf-8", "replace")).digest()[0]
    return _Recording(url.rpartition("/")[2] or url, 5.0 + seed % 10, seed)


def _received(name: str, content: bytes) -> _Recording:
    return _Recording(name, max(0.01, round(seconds(content), 2)), hashlib.sha256(content).digest()[0])


def _data(url: str) -> bytes:
    head, _, text = url.partition(",")
    try:
        if head.endswith(";base64"):
            return base64.b64decode(text, altchars=b"-_" if set(text) & set("-_") else None, validate=True)
    except ValueError:
        pass
    raise invalid("'url' : a data URL must hold its sound in base64", param="url")


def _verbose(task: str, asked: Mapping[str, Any], duration: float, heard: Heard) -> Dict[str, Any]:
    language = "en" if task == "translate" else asked.get("language") or heard.language
    body: Dict[str, Any] = {
        "task": task,
        "language": "English" if language == "en" else language,
        "duration": duration,
    }
    granularities = asked.get("timestamp_granularities") or ["segment"]
    said = spans(sentences(heard.text), 0.0, duration)
    if "segment" in granularities:
        temperature = asked.get("temperature") or 0
        body["segments"] = [_segment(number, span, temperature) for number, span in enumerate(said)]
    if "word" in granularities:
        words: List[Span] = [word for span in said for word in spans(span.text.split(), span.start, span.end)]
        body["words"] = [{"word": word.text, "start": word.start, "end": word.end} for word in words]
    return body


def _segment(number: int, span: Span, temperature: float) -> Dict[str, Any]:
    return {
        "id": number,
        "seek": math.floor(span.start / 30) * 3000,
        "start": span.start,
        "end": span.end,
        "text": " " + span.text,
        "tokens": [50364, *(sum(word.encode("utf-8", "replace")) for word in span.text.split()), 50864],
        "temperature": temperature,
        "avg_logprob": -0.21,
        "compression_ratio": 1.2,
        "no_speech_prob": 0.01,
    }
