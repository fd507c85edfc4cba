"""The local Groq hears and speaks: recordings and speech as long as they should be, text in every format."""

from __future__ import annotations

import base64
import io
import struct
import wave
from typing import Any, Dict, List, Tuple

import httpx
import pytest

import groq
from groq.testing import LocalGroq
from groq.testing._sound import FORMATS, seconds
from groq.testing._wav import hum

WHISPER = "whisper-large-v3-turbo"
RECORDING = hum(12.5, 8000)
# Files that other programs read, and whose checksums they find right.
FLAC_OF_EIGHT_SAMPLES = (
    "664c6143800000221000100000000000000001f400f00000000800000000000000000000000000000000fff870080000070f"
    "02000001d5039f055106e30849097b0a712060"
)
OGG_OF_ONE_PACKET = (
    "4f6767530002000000000000000001000000000000007a0e84c101134f7075734865616401013801401f00000000004f6767"
    "53000000000000000000000100000001000000299db616011a4f707573546167730a0000006c6f63616c2067726f71000000"
    "004f676753000418030000000000000100000002000000ab1cf08c0103f8fffe"
)
RATES = (8000, 16000, 22050, 24000, 32000, 44100, 48000)


def transcribe(local: Any = None, **options: Any) -> Any:
    with_file: Dict[str, Any] = {"file": ("speech.wav", RECORDING)}
    given = options if "url" in options else {**with_file, **options}
    return (local or LocalGroq()).client(max_retries=0).audio.transcriptions.create(model=WHISPER, **given)


def translate(local: Any = None, **options: Any) -> Any:
    client = (local or LocalGroq()).client(max_retries=0)
    return client.audio.translations.create(file=("speech.wav", RECORDING), model="whisper-large-v3", **options)


def speak(text: str = "Good morning to you all.", **options: Any) -> Tuple[str, bytes]:
    client = LocalGroq().client(max_retries=0)
    answer = client.audio.speech.create(input=text, model="playai-tts", voice="Fritz-PlayAI", **options)
    return answer.headers["content-type"], answer.read()


def told(caught: Any) -> Dict[str, Any]:
    """The error that the server told about."""
    error: Dict[str, Any] = caught.value.body["error"]
    return error


def chunk(name: bytes, content: bytes, order: str = "<") -> bytes:
    return struct.pack(order + "4sI", name, len(content)) + content


def wav(kind: int, channels: int, bits: int, frames: int, order: str = "<", extra: bytes = b"") -> bytes:
    """A WAV file of zeros at 8000 samples a second."""
    block = channels * bits // 8
    form = struct.pack(order + "HHIIHH", kind, channels, 8000, 8000 * block, block, bits) + extra
    note = chunk(b"LIST", b"odd", order) + b"\0"
    body = b"WAVE" + note + chunk(b"fmt ", form, order) + chunk(b"data", bytes(frames * block), order)
    return chunk(b"RIFX" if order == ">" else b"RIFF", body, order)


# How long recordings last


@pytest.mark.parametrize(
    "form",
    [
        wav(1, 1, 8, 12000),
        wav(1, 2, 16, 12000),
        wav(1, 6, 24, 12000),
        wav(1, 1, 32, 12000),
        wav(3, 2, 32, 12000),
        wav(3, 1, 64, 12000),
        wav(6, 1, 8, 12000),
        wav(7, 2, 8, 12000),
        wav(0xFFFE, 2, 24, 12000, extra=struct.pack("<HHI16s", 22, 24, 3, b"\1")),
        wav(1, 1, 16, 12000, order=">"),
    ],
    ids=["u8", "16", "24", "32", "float", "double", "alaw", "mulaw", "extensible", "big-endian"],
)
def test_a_wav_file_of_any_kind_of_samples_lasts_as_long_as_it_does(form: bytes) -> None:
    assert seconds(form) == 1.5


def test_a_compressed_wav_file_lasts_as_long_as_its_bytes_a_second_say() -> None:
    form = struct.pack("<HHIIHHHH", 0x11, 1, 8000, 4055, 256, 4, 2, 505)
    assert seconds(chunk(b"RIFF", b"WAVE" + chunk(b"fmt ", form) + chunk(b"data", bytes(8110)))) == 2


def test_a_wav_header_that_promises_more_than_there_is_is_not_believed() -> None:
    for promised in (b"\xff\xff\xff\xff", b"\0\0\0\0"):  # what is written while the length is not known
        assert seconds(RECORDING[:40] + promised + RECORDING[44:]) == pytest.approx(12.5, abs=0.001)
    assert seconds(RECORDING[: len(RECORDING) // 2]) == pytest.approx(6.25, abs=0.01)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_recording_of_every_format_lasts_as_long_as_it_does(name: str, rate: int) -> None:
    frame = {"mp3": (1152 if rate > 24000 else 576) / rate}.get(name, 1 / rate)  # such files end with a whole one
    assert 0 <= seconds(FORMATS[name].make(1.25, rate)) - 1.25 + 1 / rate <= frame + 1 / rate


def test_an_mp3_file_is_read_behind_its_tag_and_up_to_its_end() -> None:
    sound = FORMATS["mp3"].make(2, 44100)
    tagged = b"ID3\4\0\0\0\0\1\x10" + b"\xff\xfb\x90\0" * 36 + sound + b"TAG".ljust(128)
    assert seconds(tagged) == pytest.approx(seconds(sound))
    assert seconds(sound[:-1]) == pytest.approx(seconds(sound) - 1152 / 44100)


def test_an_ogg_file_of_vorbis_lasts_as_its_last_page_says() -> None:
    head = b"\x01vorbis" + struct.pack("<IBI", 0, 2, 44100)
    first = b"OggS" + struct.pack("<BBQIIIB", 0, 2, 0, 1, 0, 0, 1) + bytes([len(head)]) + head
    last = b"OggS" + struct.pack("<BBQIIIB", 0, 4, 66150, 1, 1, 0, 0)
    unfinished = b"OggS" + struct.pack("<BBQIIIB", 0, 4, (1 << 64) - 1, 1, 1, 0, 0)
    assert seconds(first + last + unfinished) == 1.5


def test_an_mp4_file_lasts_as_its_movie_header_says() -> None:
    short = b"mvhd" + struct.pack(">BxxxIIII", 0, 1, 2, 1000, 1500)
    long = b"mvhd" + struct.pack(">BxxxQQIQ", 1, 1, 2, 600, 900)
    for header in (short, long):
        assert seconds(b"\0\0\0\x14ftypM4A \0\0\0\0    \0\0\0\x80moov\0\0\0\x6c" + header) == 1.5


@pytest.mark.parametrize(
    "data",
    [
        b"RIFF",
        b"RIFF\0\0\0\0WAVE",
        b"fLaC",
        b"OggS",
        b"ID3",
        b"....ftyp....mvhd",
        b"\xff\xfb" * 8,
        b"\xff\xfb\x90\0",
        b"",
    ],
)
def test_a_recording_that_does_not_tell_lasts_as_long_as_its_size_suggests(data: bytes) -> None:
    assert seconds(data) == len(data) / 16000


# Speech


def test_speech_is_a_wav_file_that_plays() -> None:
    content_type, data = speak()
    assert content_type == "audio/wav"
    with wave.open(io.BytesIO(data), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, 48000)
        assert sound.getnframes() == 2 * 48000
        assert any(sound.readframes(1000))


def test_speech_takes_as_long_as_its_words_and_its_speed_ask_for() -> None:
    assert seconds(speak("one two three four five")[1]) == 2
    assert seconds(speak("one two three four five", speed=2)[1]) == 1
    assert seconds(speak("one two three four five", speed=0.5, sample_rate=8000)[1]) == 4


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize(
    ("name", "content_type", "start"),
    [
        ("flac", "audio/flac", b"fLaC\x80\0\0\x22"),
        ("mp3", "audio/mpeg", b"\xff"),
        ("mulaw", "audio/wav", b"RIFF"),
        ("ogg", "audio/ogg", b"OggS\0\2"),
        ("wav", "audio/wav", b"RIFF"),
    ],
)
def test_speech_comes_in_every_format_and_at_every_rate(name: str, content_type: str, start: bytes, rate: int) -> None:
    found, data = speak("one two three four five", response_format=name, sample_rate=rate)
    assert (found, data[: len(start)]) == (content_type, start)
    assert seconds(data) == pytest.approx(2, abs=0.08)


def test_speech_in_flac_has_the_samples_of_speech_in_wav() -> None:
    plain, packed = FORMATS["wav"].make(0.2, 24000)[44:], FORMATS["flac"].make(0.2, 24000)[42:]
    samples = struct.unpack("<4800h", plain)
    assert packed[:9] == b"\xff\xf8\x70\x08\0\x0f\xff" + packed[7:8] + b"\2"
    assert struct.unpack(">4096h", packed[9 : 9 + 8192]) == samples[:4096]
    second = packed[9 + 8192 + 2 :]
    assert second[:5] == b"\xff\xf8\x70\x08\1"
    assert struct.unpack(">704h", second[9:-2]) == samples[4096:]


def test_the_checksums_of_flac_and_ogg_are_right() -> None:
    assert FORMATS["flac"].make(0.001, 8000).hex() == FLAC_OF_EIGHT_SAMPLES
    assert FORMATS["ogg"].make(0.01, 8000).hex() == OGG_OF_ONE_PACKET


def test_speech_in_mulaw_sounds_like_speech_in_wav() -> None:
    plain, packed = FORMATS["wav"].make(0.01, 8000)[44:], FORMATS["mulaw"].make(0.01, 8000)
    assert packed[20:22] == b"\7\0"
    for sample, code in zip(struct.unpack("<80h", plain), packed[56:]):
        flipped = ~code & 255
        magnitude = ((flipped & 15) << 3 | 132) << (flipped >> 4 & 7)
        assert (-1 if flipped & 128 else 1) * (magnitude - 132) == pytest.approx(sample, rel=0.04, abs=8)


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


def test_a_recording_can_come_as_a_data_url() -> None:
    encoded = base64.b64encode(RECORDING).decode()
    by_url = transcribe(url="data:audio/wav;base64," + encoded, response_format="verbose_json")
    by_file = transcribe(file=("upload", RECORDING), response_format="verbose_json")
    assert by_url.duration == 12.5
    assert by_url.text == by_file.text
    for url in ("data:audio/wav;base64,?", "data:audio/wav,RIFF"):
        with pytest.raises(groq.BadRequestError, match="a data URL must hold its sound in base64"):
            transcribe(url=url)


def test_compressed_sound_lasts_as_long_as_it_does() -> None:
    answer = transcribe(file=("speech.flac", FORMATS["flac"].make(3.25, 16000)), response_format="verbose_json")
    assert answer.duration == 3.25
    guessed = transcribe(file=("speech.mp3", b"\xff\xfb" * 16000), response_format="verbose_json")
    assert guessed.duration == 2.0
    assert "speech.mp3" in guessed.text


def test_a_prompt_and_a_temperature_show_in_the_answer() -> None:
    answer = transcribe(prompt="Names:  Ada,\nGrace", temperature=0.4, response_format="verbose_json")
    assert answer.text.startswith("This is what the local Groq heard in speech.wav (Names: Ada, Grace).")
    assert {segment.temperature for segment in answer.segments} == {0.4}


# Scripted recordings

TALK = "Good morning, all. We begin at nine!\nAny questions? よし。始めよう。"


def test_a_scripted_recording_says_what_was_scripted() -> None:
    local = LocalGroq()
    local.hear(TALK)
    answer = transcribe(local, response_format="verbose_json", timestamp_granularities=["word", "segment"]).to_dict()
    segments: List[Any] = answer["segments"]
    assert answer["text"] == TALK
    assert [segment["text"] for segment in segments] == [
        *(" Good morning, all.", " We begin at nine!", " Any questions?"),
        *(" よし。", " 始めよう。"),
    ]
    assert [word["word"] for word in answer["words"]] == TALK.replace("。始", "。 始").split()
    for spans in (segments, answer["words"]):
        assert (spans[0]["start"], spans[-1]["end"]) == (0, 12.5)
        assert [span["start"] for span in spans[1:]] == [span["end"] for span in spans[:-1]]
        assert all(span["start"] < span["end"] for span in spans)
    assert transcribe(local).text.startswith("This is what the local Groq heard")


def test_scripted_recordings_are_heard_in_turn_and_standing_ones_whenever_there_is_nothing_else(twin: Any) -> None:
    local = LocalGroq()
    audio = twin.closing(twin.pick(local.client, local.async_client)()).audio
    local.hear("always", times=None)
    local.hear("twice", times=2)
    local.hear("once")
    texts = [
        twin.call(resource.create(file=("a.wav", RECORDING), model="whisper-large-v3")).text
        for resource in (audio.transcriptions, audio.translations) * 3
    ]
    assert texts == ["twice", "twice", "once", "always", "always", "always"]
    local.reset()
    assert transcribe(local).text.startswith("This is what")


def test_a_scripted_recording_tells_its_language_unless_the_request_does() -> None:
    local = LocalGroq()
    local.hear("Guten Morgen.", language="de", times=3)
    assert transcribe(local, response_format="verbose_json").language == "de"
    assert transcribe(local, response_format="verbose_json", language="nl").language == "nl"
    assert translate(local, response_format="verbose_json").language == "English"


def test_a_recording_of_silence_has_no_segments() -> None:
    local = LocalGroq()
    local.hear("", times=2)
    answer = transcribe(local, response_format="verbose_json", timestamp_granularities=["word", "segment"])
    assert (answer.text, answer.segments, answer.words, answer.duration) == ("", [], [], 12.5)
    assert str(transcribe(local, response_format="text")) == ""


def test_a_refused_request_leaves_the_script_alone() -> None:
    local = LocalGroq()
    local.hear("still here")
    with pytest.raises(groq.BadRequestError):
        transcribe(local, file=("notes.txt", b"hello"))
    assert transcribe(local).text == "still here"


@pytest.mark.parametrize(
    ("options", "kind", "message"),
    [
        ({"text": None}, TypeError, "`text` is None: it must be a string"),
        ({"text": "a", "language": 5}, TypeError, "`language` is 5: it must be a string"),
        ({"text": "a", "times": 0}, ValueError, "`times` is 0: it must be at least 1"),
        ({"text": "a", "times": "b"}, TypeError, "`times` is 'b': it must be a whole number"),
    ],
)
def test_a_recording_that_cannot_be_scripted_is_told_at_once(options: Any, kind: Any, message: str) -> None:
    with pytest.raises(kind, match=message):
        LocalGroq().hear(**options)


# Refusals


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
