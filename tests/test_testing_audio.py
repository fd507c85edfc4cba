"""The local Groq hears and speaks: WAV files as long as they should be, text in every format."""

from __future__ import annotations

import io
import wave
from typing import Any, Dict

import httpx
import pytest

import groq
from groq.testing import LocalGroq
from groq.testing._wav import hum, seconds

WHISPER = "whisper-large-v3-turbo"
RECORDING = hum(12.5, 8000)


def transcribe(**options: Any) -> Any:
    with_file: Dict[str, Any] = {"file": ("speech.wav", RECORDING)}
    given = options if "url" in options else {**with_file, **options}
    return LocalGroq().client(max_retries=0).audio.transcriptions.create(model=WHISPER, **given)


def translate(**options: Any) -> Any:
    return (
        LocalGroq()
        .client(max_retries=0)
        .audio.translations.create(file=("speech.wav", RECORDING), model="whisper-large-v3", **options)
    )


def speak(text: str = "Good morning to you all.", **options: Any) -> bytes:
    client = LocalGroq().client(max_retries=0)
    answer = client.audio.speech.create(input=text, model="playai-tts", voice="Fritz-PlayAI", **options)
    assert answer.headers["content-type"] == "audio/wav"
    return answer.read()


def told(caught: Any) -> Dict[str, Any]:
    """The error that the server told about."""
    error: Dict[str, Any] = caught.value.body["error"]
    return error


# Speech


def test_speech_is_a_wav_file_that_plays() -> None:
    with wave.open(io.BytesIO(speak()), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 48000)
        assert sound.getnframes() == 2 * 48000
        assert any(sound.readframes(1000))


def test_speech_takes_as_long_as_its_words_and_its_speed_ask_for() -> None:
    assert seconds(speak("one two three four five")) == pytest.approx(2.0, abs=0.001)
    assert seconds(speak("one two three four five", speed=2)) == pytest.approx(1.0, abs=0.001)
    assert seconds(speak("one two three four five", sample_rate=8000)) == pytest.approx(2.0, abs=0.001)
    assert len(speak(sample_rate=16000)) * 3 == pytest.approx(len(speak(sample_rate=48000)), abs=200)


@pytest.mark.parametrize("response_format", ["mp3", "flac", "ogg", "mulaw"])
def test_speech_in_another_format_is_refused(response_format: str) -> None:
    with pytest.raises(groq.BadRequestError) as caught:
        speak(response_format=response_format)
    message = "'response_format' : the local Groq speaks wav only, got '%s'" % response_format
    assert told(caught) == {
        "message": message,
        "type": "invalid_request_error",
        "code": "invalid_value",
        "param": "response_format",
    }


@pytest.mark.parametrize(
    ("options", "param"),
    [
        ({"text": " "}, "input"),
        ({"sample_rate": 44000}, "sample_rate"),
        ({"speed": 0.4}, "speed"),
        ({"speed": 5.5}, "speed"),
        ({"response_format": "aiff"}, "response_format"),
    ],
)
def test_speech_out_of_range_is_refused(options: Any, param: str) -> None:
    with pytest.raises(groq.BadRequestError) as caught:
        speak(**options)
    assert told(caught)["param"] == param


# Transcriptions and translations


def test_a_transcription_is_text_and_the_id_of_the_request() -> None:
    answer = transcribe()
    assert answer.model_fields_set >= {"text", "x_groq"}
    assert answer.text.startswith("This is what the local Groq heard in speech.wav.")
    assert answer.x_groq.id.startswith("req_01")
    assert transcribe().text == answer.text
    assert transcribe(file=("speech.wav", hum(12.5, 16000))).text != answer.text


def test_a_transcription_as_text_is_plain_text() -> None:
    raw = (
        LocalGroq()
        .client()
        .audio.transcriptions.with_raw_response.create(
            file=("speech.wav", RECORDING), model=WHISPER, response_format="text"
        )
    )
    assert raw.headers["content-type"] == "text/plain; charset=utf-8"
    assert raw.http_response.text == transcribe().text


def test_the_segments_of_a_transcription_last_as_long_as_the_recording() -> None:
    answer = transcribe(response_format="verbose_json")
    assert (answer.task, answer.language, answer.duration) == ("transcribe", "English", 12.5)
    assert "words" not in answer.model_fields_set
    segments = [segment.to_dict() for segment in answer.segments]
    assert "".join(segment["text"] for segment in segments).strip() == answer.text
    assert segments[0]["start"] == 0
    assert segments[-1]["end"] == 12.5
    assert [segment["start"] for segment in segments[1:]] == [segment["end"] for segment in segments[:-1]]
    assert [segment["id"] for segment in segments] == list(range(len(segments)))
    assert set(segments[0]) == {
        *("id", "seek", "start", "end", "text", "tokens", "temperature"),
        *("avg_logprob", "compression_ratio", "no_speech_prob"),
    }


@pytest.mark.parametrize(
    ("granularities", "has"),
    [(["word"], {"words"}), (["segment"], {"segments"}), (["word", "segment"], {"words", "segments"})],
)
def test_a_transcription_has_the_timestamps_that_were_asked_for(granularities: Any, has: Any) -> None:
    answer = transcribe(response_format="verbose_json", timestamp_granularities=granularities)
    assert answer.model_fields_set & {"words", "segments"} == has
    if "words" in has:
        words = [word.to_dict() for word in answer.words]
        assert " ".join(word["word"] for word in words) == answer.text
        assert (words[0]["start"], words[-1]["end"]) == (0, 12.5)
        assert all(word["start"] <= word["end"] for word in words)
        assert [word["start"] for word in words[1:]] == [word["end"] for word in words[:-1]]


def test_the_language_that_was_named_is_the_language_that_was_heard() -> None:
    assert transcribe(response_format="verbose_json", language="de").language == "de"
    assert transcribe(response_format="verbose_json", language="en").language == "English"


def test_a_recording_can_be_named_by_its_url() -> None:
    answer = transcribe(url="https://example.com/talks/opening.mp3", response_format="verbose_json")
    assert "opening.mp3" in answer.text
    assert 5 <= answer.duration < 15


def test_what_is_no_wav_file_is_taken_to_last_as_its_size_suggests() -> None:
    answer = transcribe(file=("speech.mp3", b"\xff\xfb" * 16000), response_format="verbose_json")
    assert answer.duration == 2.0
    assert "speech.mp3" in answer.text


def test_a_wav_header_that_promises_more_than_there_is_is_not_believed() -> None:
    streamed = RECORDING[:40] + b"\xff\xff\xff\xff" + RECORDING[44:]
    assert seconds(streamed) == pytest.approx(12.5, abs=0.01)
    assert seconds(b"RIFF") is None
    assert seconds(b"") is None


@pytest.mark.parametrize(
    ("options", "param"),
    [
        ({"file": ("notes.txt", b"hello")}, "file"),
        ({"file": ("speech.wav", b"")}, "file"),
        ({"url": ""}, "file"),
        ({"response_format": "srt"}, "response_format"),
        ({"timestamp_granularities": ["letter"]}, "timestamp_granularities.0"),
        ({"extra_body": {"temperature": "hot"}}, "temperature"),
    ],
)
def test_a_transcription_that_makes_no_sense_is_refused(options: Any, param: str) -> None:
    with pytest.raises(groq.BadRequestError) as caught:
        transcribe(**options)
    assert told(caught)["param"] == param


def test_a_form_without_a_model_is_refused() -> None:
    local = LocalGroq()
    with httpx.Client(transport=local.transport(), trust_env=False) as client:
        response = client.post(
            "http://local.groq/openai/v1/audio/transcriptions",
            files={"file": ("speech.wav", RECORDING)},
            headers={"authorization": "Bearer " + local.api_key},
        )
    assert (response.status_code, response.json()["error"]["param"]) == (400, "model")


def test_audio_of_a_model_that_does_not_hear_is_refused() -> None:
    client = LocalGroq().client(max_retries=0)
    with pytest.raises(groq.BadRequestError, match="does not support audio transcription"):
        client.audio.translations.create(file=("speech.wav", RECORDING), model="llama-3.1-8b-instant")
    with pytest.raises(groq.NotFoundError, match="`x` does not exist"):
        client.audio.translations.create(file=("speech.wav", RECORDING), model="x")


def test_a_translation_comes_in_every_format() -> None:
    plain, verbose = translate(), translate(response_format="verbose_json")
    assert plain.text == verbose.text
    assert (verbose.task, verbose.language, verbose.duration) == ("translate", "English", 12.5)
    assert verbose.segments[-1].end == 12.5
    assert str(translate(response_format="text")) == plain.text
