"""`groq transcribe`, `translate`, `speak` and `embed`: sound and text in and out of files and pipes."""

from __future__ import annotations

import io
import json
import re
import sys
import wave
from pathlib import Path
from types import SimpleNamespace
from typing import Any, List, Optional

import pytest

from groq.cli import main
from groq.cli._subtitles import Cue, cues, srt, vtt
from groq.testing import LocalServer
from groq.types.audio import Transcription
from groq.types.audio.transcription_text import TranscriptionText

pytestmark = pytest.mark.usefixtures("own_directory")

HEARD = "This is what the local Groq heard in %s."


@pytest.fixture(name="second")
def write_recording(own_directory: None) -> Path:
    return recording("second.wav")


def recording(name: str, seconds: float = 1) -> Path:
    path = Path(name)
    with wave.open(name, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(8000)
        writer.writeframes(bytes(int(16000 * seconds)))
    return path


def paths(server: LocalServer) -> List[str]:
    return [request.path for request in server.requests]


# Subtitles


def spoken(*stretches: Any, words: bool = False, text: str = "some text") -> Any:
    return SimpleNamespace(
        **{"text": text, "segments": None, "words": None, "words" if words else "segments": stretches}
    )


def segment(start: Any, end: Any, text: Optional[str]) -> Any:
    return SimpleNamespace(start=start, end=end, text=text)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "00:00:00,000"),
        (1.5, "00:00:01,500"),
        (59.9994, "00:00:59,999"),
        (59.9996, "00:01:00,000"),
        (3599.9999, "01:00:00,000"),
        (362439.25, "100:40:39,250"),
        (-0.25, "00:00:00,000"),
    ],
)
def test_times_are_rounded_to_milliseconds_once(seconds: float, shown: str) -> None:
    text = srt(cues(spoken(segment(seconds, seconds, "x"))) or [])
    assert text == "1\n%s --> %s\nx\n" % (shown, shown)
    assert vtt(cues(spoken(segment(seconds, seconds, "x"))) or []).splitlines()[2].split(" --> ")[0] == (
        shown.replace(",", ".")
    )


def test_a_cue_is_one_line_and_stretches_without_words_are_not_counted() -> None:
    stretches = segment(0, 1, "  one\n\ntwo "), segment(1, 2, " \n"), segment(2, 3, None), segment(3, 4.5, "three")
    assert cues(spoken(*stretches)) == [Cue(0, 1000, "one two"), Cue(3000, 4500, "three")]
    assert srt(cues(spoken(*stretches)) or []) == (
        "1\n00:00:00,000 --> 00:00:01,000\none two\n\n2\n00:00:03,000 --> 00:00:04,500\nthree\n"
    )


def test_a_cue_does_not_end_before_it_starts() -> None:
    assert cues(spoken(segment(2, 1, "x"))) == [Cue(2000, 2000, "x")]


def test_what_would_be_markup_is_escaped() -> None:
    shown = [Cue(0, 1, "a < b && c --> <i>d</i>")]
    assert vtt(shown).splitlines()[3] == "a &lt; b &amp;&amp; c --&gt; &lt;i&gt;d&lt;/i&gt;"
    assert srt(shown).splitlines()[2] == "a < b && c -> <i>d</i>"


def test_words_make_a_cue_each() -> None:
    words = [SimpleNamespace(start=start, end=start + 0.5, word=word) for start, word in ((0, " Hello"), (0.5, "you"))]
    assert cues(spoken(*words, words=True), words=True) == [Cue(0, 500, "Hello"), Cue(500, 1000, "you")]


def test_silence_is_a_file_without_cues() -> None:
    assert (srt(cues(spoken(text=" ")) or []), vtt(cues(spoken(text="")) or [])) == ("", "WEBVTT\n")
    assert cues(spoken(text="")) == []


@pytest.mark.parametrize("time", [None, "1.5", True, float("nan"), float("inf")])
def test_a_text_without_times_makes_no_subtitles(time: object) -> None:
    assert cues(spoken(segment(time, 2, "x"))) is None
    assert cues(spoken(segment(0, time, "x"))) is None
    assert cues(Transcription(text="x")) is None
    assert cues(TranscriptionText("x")) is None


# Transcriptions


@pytest.mark.usefixtures("cli")
def test_a_recording_is_written_down(
    groq_server: LocalServer, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["transcribe", "second.wav"]) == 0
    assert capsys.readouterr() == (HEARD % "second.wav" + "\n", "")
    assert main(["transcribe", "second.wav", "--language", "de", "--prompt", "Groq"]) == 0
    _, request = groq_server.requests
    assert request.path == "/openai/v1/audio/transcriptions"
    for field in (
        b'"model"\r\n\r\nwhisper-large-v3-turbo\r\n',
        b'"language"\r\n\r\nde\r\n',
        b'"prompt"\r\n\r\nGroq\r\n',
    ):
        assert field in request.body
    assert b'name="file"; filename="second.wav"' in request.body
    assert second.read_bytes() in request.body


@pytest.mark.usefixtures("cli")
def test_a_recording_is_written_down_in_english(
    groq_server: LocalServer, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["translate", "second.wav"]) == 0
    assert capsys.readouterr() == (HEARD % "second.wav" + "\n", "")
    assert paths(groq_server) == ["/openai/v1/audio/translations"]
    assert b'"model"\r\n\r\nwhisper-large-v3\r\n' in groq_server.requests[0].body


@pytest.mark.usefixtures("cli")
@pytest.mark.parametrize("command", ["transcribe", "translate"])
def test_subtitles_last_as_long_as_the_recording(
    command: str, groq_server: LocalServer, second: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "second.wav", "--format", "srt"]) == 0
    assert capsys.readouterr().out == "1\n00:00:00,000 --> 00:00:01,000\n" + HEARD % "second.wav" + "\n"
    assert main([command, "second.wav", "--format", "vtt"]) == 0
    assert capsys.readouterr().out == "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n" + HEARD % "second.wav" + "\n"


@pytest.mark.usefixtures("cli", "groq_server", "second")
def test_subtitles_of_words_show_one_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["transcribe", "second.wav", "--format", "vtt", "--words"]) == 0
    head, *blocks = capsys.readouterr().out.split("\n\n")
    assert head == "WEBVTT"
    assert [block.splitlines()[1] for block in blocks] == (HEARD % "second.wav").split()
    times = [block.splitlines()[0].split(" --> ") for block in blocks]
    assert [end for _, end in times[:-1]] == [start for start, _ in times[1:]]
    assert (times[0][0], times[-1][1]) == ("00:00:00.000", "00:00:01.000")


@pytest.mark.usefixtures("cli", "groq_server", "second")
@pytest.mark.parametrize(
    "asked", [["--format", "json"], ["--output", "json"], ["--format", "json", "--output", "json"]]
)
def test_json_is_all_that_is_known(asked: List[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["transcribe", "second.wav", "--words", *asked]) == 0
    document = json.loads(capsys.readouterr().out)
    assert {"file": "second.wav", "text": HEARD % "second.wav", "duration": 1.0}.items() <= document.items()
    assert [word["word"] for word in document["words"]] == document["text"].split()
    assert [part["text"].strip() for part in document["segments"]] == [document["text"]]


@pytest.mark.usefixtures("cli", "groq_server", "second")
def test_several_recordings_have_a_heading_each(capsys: pytest.CaptureFixture[str]) -> None:
    recording("other.wav")
    assert main(["transcribe", "second.wav", "other.wav"]) == 0
    expected = "==> second.wav <==\n%s\n==> other.wav <==\n%s\n" % (HEARD % "second.wav", HEARD % "other.wav")
    assert capsys.readouterr() == (expected, "")


@pytest.mark.usefixtures("cli", "groq_server", "second")
def test_several_recordings_are_one_json_document(capsys: pytest.CaptureFixture[str]) -> None:
    recording("other.wav")
    assert main(["transcribe", "second.wav", "other.wav", "--output", "json"]) == 0
    assert [item["file"] for item in json.loads(capsys.readouterr().out)] == ["second.wav", "other.wav"]


@pytest.mark.usefixtures("cli", "groq_server", "second")
@pytest.mark.parametrize(("format", "suffix"), [("text", "txt"), ("json", "json"), ("srt", "srt"), ("vtt", "vtt")])
def test_several_recordings_have_a_file_each(format: str, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    recording("other.wav")
    assert main(["transcribe", "second.wav", "other.wav", "--format", format, "--output-dir", "made/here"]) == 0
    assert capsys.readouterr() == ("", "")
    assert sorted(path.name for path in Path("made/here").iterdir()) == ["other." + suffix, "second." + suffix]
    assert HEARD % "other.wav" in Path("made/here/other." + suffix).read_text("utf-8")


@pytest.mark.usefixtures("cli", "groq_server", "second")
@pytest.mark.parametrize(
    ("name", "start"), [("a.srt", "1\n00:"), ("a.VTT", "WEBVTT\n"), ("a.json", "{\n"), ("a.txt", "This"), ("a", "This")]
)
def test_the_name_of_the_file_says_what_to_make(name: str, start: str) -> None:
    assert main(["transcribe", "second.wav", "-o", name]) == 0
    assert Path(name).read_text("utf-8").startswith(start)
    assert main(["transcribe", "second.wav", "-o", name, "--force", "--format", "vtt"]) == 0
    assert Path(name).read_text("utf-8").startswith("WEBVTT\n")


@pytest.mark.usefixtures("cli", "groq_server", "second")
def test_a_terminal_sees_how_far_the_upload_is_and_the_output_stays_clean(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    recording("[b].wav")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert main(["transcribe", "[b].wav"]) == 0
    out, err = capsys.readouterr()
    assert out == HEARD % "[b].wav" + "\n"
    assert "[b].wav" in err
    assert "100%" in err


@pytest.mark.usefixtures("cli", "groq_server", "second")
def test_one_recording_that_fails_leaves_the_others_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("notes.doc").write_bytes(b"not heard")
    refused = r"groq: notes\.doc: file must be one of .* \(status 400, request req_\w+\)\n"
    assert main(["transcribe", "notes.doc", "second.wav"]) == 1
    out, err = capsys.readouterr()
    assert out == "==> second.wav <==\n" + HEARD % "second.wav" + "\n"
    assert re.fullmatch(refused, err)
    assert main(["transcribe", "notes.doc", "second.wav", "--output", "json"]) == 1
    out, err = capsys.readouterr()
    failed, heard = json.loads(out)
    assert (failed["file"], heard["text"]) == ("notes.doc", HEARD % "second.wav")
    assert "groq: notes.doc: %s\n" % failed["error"] == err
    assert main(["transcribe", "notes.doc", "--format", "srt", "-o", "notes.srt"]) == 1
    assert re.fullmatch(refused, capsys.readouterr().err)
    assert not Path("notes.srt").exists()


@pytest.mark.usefixtures("cli", "second")
@pytest.mark.parametrize(
    ("arguments", "status", "line"),
    [
        (["missing.wav"], 1, "cannot read missing.wav: No such file or directory."),
        (["second.wav", "."], 1, "cannot read .: Is a directory."),
        (["second.wav", "-o", "no/where.txt"], 1, r"cannot write no.where\.txt: .*"),
        (["second.wav", "-o", "."], 1, r"cannot write \.: .*directory.*"),
        (["second.wav", "-o", "second.wav"], 1, "second.wav exists: pass --force to overwrite it."),
        (["second.wav", "--words"], 2, "--words needs times: pass --format json, srt or vtt as well"),
        (["second.wav", "-o", "a", "--output-dir", "b"], 2, "-o and --output-dir exclude one another"),
        (["second.wav", "second.wav", "-o", "a"], 2, "-o takes one recording: pass --output-dir DIR for several"),
        (
            ["second.wav", "second.wav", "--format", "srt"],
            2,
            "subtitles of several recordings need a file each: pass --output-dir DIR",
        ),
        (
            ["second.wav", "./second.wav", "--output-dir", "made"],
            2,
            "second.wav and second.wav would be written to the same file",
        ),
        (
            ["second.wav", "--format", "srt", "--output", "json"],
            2,
            "--output json and --format srt exclude one another",
        ),
        (["second.wav", "--format", "doc"], 2, "--format is one of text, json, srt, vtt, not 'doc'"),
    ],
)
def test_what_cannot_work_is_told_in_one_line_before_anything_is_sent(
    arguments: List[str], status: int, line: str, groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["transcribe", *arguments]) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch("(usage: .*\n)?groq: %s\n" % line, err), err
    assert groq_server.requests == []
    assert [path.name for path in Path().iterdir()] == ["second.wav"]


# Speech


@pytest.mark.usefixtures("cli")
def test_a_text_is_spoken_into_a_file(groq_server: LocalServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["speak", "Hello there."]) == 0
    size = Path("speech.wav").stat().st_size
    assert capsys.readouterr() == ("", "groq: wrote speech.wav (%d bytes).\n" % size)
    with wave.open("speech.wav") as reader:
        assert reader.getnframes() > 0
    assert groq_server.requests[0].json == {
        "input": "Hello there.",
        "model": "canopylabs/orpheus-v1-english",
        "response_format": "wav",
        "voice": "hannah",
    }
    assert [path.name for path in Path().iterdir()] == ["speech.wav"]


@pytest.mark.usefixtures("cli")
def test_speech_is_made_as_asked(groq_server: LocalServer, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--voice", "troy", "--speed", "1.5", "--sample-rate", "8000", "-o", "a.WAV", "--output", "json"]
    assert main(["speak", "Hello", *asked]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "file": "a.WAV",
        "bytes": Path("a.WAV").stat().st_size,
        "format": "wav",
        "model": "canopylabs/orpheus-v1-english",
        "voice": "troy",
    }
    sent = groq_server.requests[0].json
    assert (sent["voice"], sent["speed"], sent["sample_rate"]) == ("troy", 1.5, 8000)


@pytest.mark.usefixtures("cli")
@pytest.mark.parametrize(
    ("arguments", "format"), [(["-o", "a.mp3"], "mp3"), (["-o", "a.txt"], "wav"), (["--format", "flac"], "flac")]
)
def test_the_kind_of_file_follows_its_name(arguments: List[str], format: str, groq_server: LocalServer) -> None:
    main(["speak", "Hello", *arguments])
    assert groq_server.requests[0].json["response_format"] == format


@pytest.mark.usefixtures("cli", "groq_server")
def test_speech_goes_from_pipe_to_pipe(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Hello there.\n"))
    assert main(["speak", "-o", "-"]) == 0
    out, err = capfdbinary.readouterr()
    assert err == b""
    with wave.open(io.BytesIO(out)) as reader:
        assert reader.getnframes() > 0


@pytest.mark.usefixtures("cli", "groq_server")
def test_speech_replaces_a_file_only_when_forced_and_only_when_all_is_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("speech.wav").write_bytes(b"old")
    assert main(["speak", "Hello"]) == 1
    assert capsys.readouterr().err == "groq: speech.wav exists: pass --force to overwrite it.\n"
    assert main(["speak", "Hello", "--force", "--voice", "x", "--model", "nope"]) == 1
    assert capsys.readouterr().err.startswith("groq: The model `nope` does not exist")
    assert Path("speech.wav").read_bytes() == b"old"
    assert main(["speak", "Hello", "--force"]) == 0
    assert Path("speech.wav").read_bytes()[:4] == b"RIFF"
    assert [path.name for path in Path().iterdir()] == ["speech.wav"]


@pytest.mark.usefixtures("cli")
def test_an_interrupt_leaves_nothing_half_written(
    groq_server: LocalServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(response: Any) -> Any:
        yield b"RIFF"
        raise KeyboardInterrupt

    monkeypatch.setattr("groq._response.APIResponse.iter_bytes", interrupted)
    assert main(["speak", "Hello"]) == 130
    assert capsys.readouterr() == ("", "")
    assert list(Path().iterdir()) == []


@pytest.mark.usefixtures("cli")
@pytest.mark.parametrize(
    ("arguments", "status", "line"),
    [
        (["  "], 2, "the text is empty"),
        (["Hello", "--model", "other"], 2, "pass --voice with a voice of other"),
        (["Hello", "--speed", "fast"], 2, "--speed is a number, not 'fast'"),
        (["Hello", "-o", "-", "--output", "json"], 2, "--output json and -o - both want standard output"),
        (["Hello", "-o", "no/where.wav"], 1, r"cannot write no.where\.wav: .*"),
    ],
)
def test_speech_that_cannot_be_is_told_before_anything_is_sent(
    arguments: List[str], status: int, line: str, groq_server: LocalServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["speak", *arguments]) == status
    assert re.fullmatch("(usage: .*\n)?groq: %s\n" % line, capsys.readouterr().err)
    assert groq_server.requests == []


@pytest.mark.usefixtures("cli")
def test_sound_is_not_poured_into_a_terminal(
    groq_server: LocalServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["speak", "Hello", "-o", "-"]) == 2
    assert capsys.readouterr().err.endswith("groq: a terminal cannot show this: pass -o FILE, or pipe it on\n")
    assert groq_server.requests == []


# Embeddings


@pytest.mark.usefixtures("cli")
def test_each_text_is_a_line_of_json(groq_server: LocalServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["embed", "fast", "Größe"]) == 0
    out, err = capsys.readouterr()
    lines = [json.loads(line) for line in out.splitlines()]
    assert [(line["index"], line["text"], len(line["embedding"])) for line in lines] == [
        (0, "fast", 768),
        (1, "Größe", 768),
    ]
    assert err == ""
    assert groq_server.requests[0].json == {"input": ["fast", "Größe"], "model": "nomic-embed-text-v1_5"}


@pytest.mark.usefixtures("cli")
def test_the_lines_of_standard_input_are_texts_and_many_are_asked_for_in_parts(
    groq_server: LocalServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("groq.cli._embed._AT_ONCE", 2)
    monkeypatch.setattr(sys, "stdin", io.StringIO("one\n\nt\u2028wo\r\n  \nthree\n"))
    assert main(["embed", "--output", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [request.json["input"] for request in groq_server.requests] == [["one", "t\u2028wo"], ["three"]]
    assert [item["index"] for item in document["data"]] == [0, 1, 2]
    assert (document["object"], document["model"]) == ("list", "nomic-embed-text-v1_5")
    counted = [
        main(["embed", text, "--output", "json"]) or json.loads(capsys.readouterr().out) for text in ("one", "three")
    ]
    assert document["data"][0]["embedding"] == counted[0]["data"][0]["embedding"]
    assert document["data"][2]["embedding"] == counted[1]["data"][0]["embedding"]
    assert document["usage"]["total_tokens"] >= 3


@pytest.mark.usefixtures("cli")
@pytest.mark.parametrize(("arguments", "line"), [([], "there is no text"), (["a", " "], "a text is empty")])
def test_no_text_is_wrong_usage(
    arguments: List[str],
    line: str,
    groq_server: LocalServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    assert main(["embed", *arguments]) == 2
    assert capsys.readouterr().err.endswith("groq: %s\n" % line)
    assert groq_server.requests == []
