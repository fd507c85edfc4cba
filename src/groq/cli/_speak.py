"""`speak`: a text to a sound file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Optional

from ._connection import connected
from ._declare import Command, argument, option
from ._failure import Usage
from ._output import JSON, note, output_option, print_json
from ._paths import writing
from ._progress import progress
from ._stdin import standard_input
from ._targets import STANDARD_OUTPUT, check_targets, force_option, target_option

__all__ = ["COMMAND", "SpeakOptions", "speak"]

_FORMATS = ("wav", "mp3", "flac", "ogg", "mulaw")
# One voice of each model, to begin with (November 2025).
_VOICES = {"canopylabs/orpheus-v1-english": "hannah", "canopylabs/orpheus-arabic-saudi": "noura"}


@dataclass(frozen=True)
class SpeakOptions:
    """What `speak` takes."""

    text: Optional[str] = argument("what to say; read from standard input where it is left out", default=None)
    target: Optional[Path] = target_option("the file to write (default: speech.wav)")
    force: bool = force_option()
    model: str = option(
        "--model", "-m", default="canopylabs/orpheus-v1-english", metavar="MODEL", help="the model that speaks"
    )
    voice: Optional[str] = option("--voice", metavar="NAME", help="a voice of that model (default: hannah)")
    format: Optional[str] = option("--format", choices=_FORMATS, help="the kind of file (default: by its name, or wav)")
    speed: Optional[float] = option("--speed", help="0.5 to 5 times the natural pace")
    sample_rate: Optional[int] = option("--sample-rate", metavar="HZ", help="samples per second")
    output: str = output_option()


def speak(options: SpeakOptions) -> None:
    """Speak a text into a file."""
    text = standard_input("a text") if options.text is None else options.text
    if not text.strip():
        raise Usage("the text is empty")
    voice = options.voice or _VOICES.get(options.model)
    if not voice:
        raise Usage("pass --voice with a voice of %s" % options.model)
    format = _format(options)
    target = options.target or Path("speech.%s" % format)
    check_targets([target], force=options.force, output=options.output, binary=True)
    size = _save(options, text, voice, target)
    if options.output == JSON:
        told = {"file": str(target), "bytes": size, "format": format, "model": options.model, "voice": voice}
        print_json(told)
    elif target != STANDARD_OUTPUT:
        note("wrote %s (%d bytes)." % (target, size))


COMMAND = Command("speak", "Speak a text into a sound file.", SpeakOptions, speak)


def _format(options: SpeakOptions) -> Any:
    suffix = options.target.suffix[1:].lower() if options.target else ""
    return options.format or (suffix if suffix in _FORMATS else _FORMATS[0])


def _save(options: SpeakOptions, text: str, voice: str, target: Path) -> int:
    """Write the sound as it comes; give its size in bytes."""
    asked: Dict[str, Any] = {"sample_rate": options.sample_rate, "speed": options.speed}
    given = {name: value for name, value in asked.items() if value is not None}
    size = 0
    with connected() as client, progress("Speaking") as bar:
        create = client.audio.speech.with_streaming_response.create
        with create(
            input=text, model=options.model, response_format=_format(options), voice=voice, **given
        ) as response, writing(target) as file:
            for piece in response.iter_bytes():
                file.write(piece)
                size += len(piece)
                bar.update(size)
    return size
