"""What the API asks of requests for transcriptions, translations and speech beyond their types."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Tuple

from ._errors import invalid
from ._form import Part
from ._models import SPEECH, TRANSCRIPTION, Model, find
from ._operation import Rule
from ._rules import at_most_megabytes, between, model_for
from ._state import State

__all__ = ["HEARING", "SPEAKING"]

_SUFFIXES = ("flac", "mp3", "mp4", "mpeg", "mpga", "m4a", "ogg", "opus", "wav", "webm")
_ORPHEUS_CHARACTERS = 200


def a_file_or_a_url(body: Mapping[str, Any], _: State) -> None:
    if "file" not in body and not body.get("url"):
        raise invalid("one of `file` and `url` is required", "missing_property", "file")
    if "file" in body and "url" in body:
        raise invalid("`file` and `url` are mutually exclusive: pass one of them", param="url")


def a_file_of_a_known_type(body: Mapping[str, Any], _: State) -> None:
    file: Optional[Part] = body.get("file")
    _name, dot, suffix = ((file.filename if file else "") or "").rpartition(".")
    if dot and suffix.lower() not in _SUFFIXES:
        raise invalid("file must be one of the following types: [%s]" % " ".join(_SUFFIXES), param="file")


def a_file_with_sound_in_it(body: Mapping[str, Any], _: State) -> None:
    file: Optional[Part] = body.get("file")
    if file is not None and not file.content:
        raise invalid("file is empty", param="file")


def timestamps_in_verbose_json_only(body: Mapping[str, Any], _: State) -> None:
    if body.get("timestamp_granularities") and body.get("response_format") != "verbose_json":
        name = "timestamp_granularities"
        raise invalid("'%s' : `response_format` must be `verbose_json` to use them" % name, param=name)


def a_text_to_speak(body: Mapping[str, Any], _: State) -> None:
    if not body["input"].strip():
        raise invalid("'input' : pass the text to speak, got none", param="input")


def a_text_that_is_not_too_long(body: Mapping[str, Any], state: State) -> None:
    length = len(body["input"])
    if "orpheus" in _voice(body, state).id and length > _ORPHEUS_CHARACTERS:
        message = "'input' : maximum length is %d characters, got %d" % (_ORPHEUS_CHARACTERS, length)
        raise invalid(message, param="input")


def a_voice_of_the_model(body: Mapping[str, Any], state: State) -> None:
    model = _voice(body, state)
    if model.voices and body["voice"] not in model.voices:
        raise invalid("'voice' : value must be one of %s" % list(model.voices), param="voice")


def wav_where_the_model_makes_nothing_else(body: Mapping[str, Any], state: State) -> None:
    if "orpheus" in _voice(body, state).id and body.get("response_format", "wav") != "wav":
        message = "'response_format' : value must be 'wav' for this model, got '%s'" % body["response_format"]
        raise invalid(message, param="response_format")


def _voice(body: Mapping[str, Any], state: State) -> Model:
    return find(state.models, body["model"], SPEECH)


HEARING: Tuple[Rule, ...] = (
    model_for(TRANSCRIPTION),
    a_file_or_a_url,
    at_most_megabytes(25),
    a_file_of_a_known_type,
    a_file_with_sound_in_it,
    between("temperature", 0, 1),
    timestamps_in_verbose_json_only,
)
SPEAKING: Tuple[Rule, ...] = (
    model_for(SPEECH),
    a_text_to_speak,
    a_text_that_is_not_too_long,
    a_voice_of_the_model,
    wav_where_the_model_makes_nothing_else,
    between("speed", 0.5, 5),
)
