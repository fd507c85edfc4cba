"""`transcribe` and `translate`: recordings to text, JSON or subtitles."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Dict, List, Optional, Tuple

from ._connection import connected
from ._declare import Command, argument, option
from ._failure import Failure, Usage, explained
from ._output import JSON, note, output_option, print_json, print_text
from ._paths import check_readable, writing
from ._subtitles import WRITERS, cues
from ._targets import STANDARD_OUTPUT, check_targets, force_option, target_option
from ._uploads import uploading

if TYPE_CHECKING:
    from groq import Groq

__all__ = ["COMMANDS", "TranscribeOptions", "TranslateOptions", "transcribe", "translate"]

_FORMATS = ("text", "json", "srt", "vtt")


@dataclass(frozen=True)
class TranslateOptions:
    """What `translate` takes."""

    files: Tuple[Path, ...] = argument("recordings: flac, mp3, mp4, m4a, ogg, wav or webm", metavar="FILE")
    format: Optional[str] = option(
        "--format", choices=_FORMATS, help="what to make of it (default: by the name of the file, or text)"
    )
    target: Optional[Path] = target_option("the file to write, for a single recording")
    directory: Optional[Path] = option("--output-dir", metavar="DIR", help="write a file for each recording there")
    force: bool = force_option()
    model: str = option("--model", "-m", default="whisper-large-v3", metavar="MODEL", help="the model to ask")
    prompt: Optional[str] = option("--prompt", help="names and words that occur, or the text before")
    output: str = output_option()


@dataclass(frozen=True)
class TranscribeOptions(TranslateOptions):
    """What `transcribe` takes."""

    model: str = option("--model", "-m", default="whisper-large-v3-turbo", metavar="MODEL", help="the model to ask")
    language: Optional[str] = option("--language", metavar="CODE", help="what is spoken, such as en")
    words: bool = option("--words", default=False, help="times of words, for json, srt and vtt")


def transcribe(options: TranscribeOptions) -> int:
    """Write down what is said in each of the files."""

    def ask(client: Groq, file: Any, response_format: Any) -> Any:
        from groq import omit

        times: Any = omit
        if options.words:
            times = ["segment", "word"] if _format(options) == JSON else ["word"]
        return client.audio.transcriptions.create(
            file=file,
            language=options.language or omit,
            model=options.model,
            prompt=options.prompt or omit,
            response_format=response_format,
            timestamp_granularities=times,
        )

    if options.words and _format(options) == "text":
        raise Usage("--words needs times: pass --format json, srt or vtt as well")
    return _hear(options, ask, words=options.words)


def translate(options: TranslateOptions) -> int:
    """Write down in English what is said in each of the files."""

    def ask(client: Groq, file: Any, response_format: Any) -> Any:
        from groq import omit

        return client.audio.translations.create(
            file=file, model=options.model, prompt=options.prompt or omit, response_format=response_format
        )

    return _hear(options, ask)


def _format(options: TranslateOptions) -> str:
    if options.output == JSON and options.format not in (None, JSON):
        raise Usage("--output json and --format %s exclude one another" % options.format)
    suffix = options.target.suffix[1:].lower() if options.target else ""
    return options.format or (suffix if options.output != JSON and suffix in _FORMATS else options.output)


def _hear(options: TranslateOptions, ask: Callable[[Groq, Any, str], Any], *, words: bool = False) -> int:
    """Ask for each file and deliver its answer; 1 where one of them failed, which leaves the others alone."""
    format, several = _format(options), len(options.files) > 1
    for path in options.files:
        check_readable(path)
    targets = _targets(options)
    check_targets(targets, force=options.force)
    documents: List[Dict[str, Any]] = []
    failed = False
    with connected() as client:
        for path, target in zip(options.files, targets):
            try:
                spoken = _asked(client, path, ask, format)
                text = _rendered(path, spoken, format, words)
            except Failure as failure:
                failed = True
                note("%s: %s" % (path, failure))
                documents.append({"file": str(path), "error": str(failure)})
                continue
            documents.append(_document(path, spoken))
            if format != JSON or target != STANDARD_OUTPUT:
                _deliver(text, target, "==> %s <==" % path if several else "")
    if format == JSON and STANDARD_OUTPUT in targets:
        print_json(documents if several else documents[0])
    return int(failed)


def _targets(options: TranslateOptions) -> List[Path]:
    """Where each answer goes."""
    format, several = _format(options), len(options.files) > 1
    if options.target and options.directory:
        raise Usage("-o and --output-dir exclude one another")
    if options.target and several:
        raise Usage("-o takes one recording: pass --output-dir DIR for several")
    if options.target or not options.directory:
        if several and format in WRITERS:
            raise Usage("subtitles of several recordings need a file each: pass --output-dir DIR")
        return [options.target or STANDARD_OUTPUT] * len(options.files)
    suffix = "txt" if format == "text" else format
    sources: Dict[Path, Path] = {}
    for path in options.files:
        first = sources.setdefault(options.directory / ("%s.%s" % (path.stem, suffix)), path)
        if first is not path:
            raise Usage("%s and %s would be written to the same file" % (first, path))
    os.makedirs(str(options.directory), exist_ok=True)
    return list(sources)


def _asked(client: Groq, path: Path, ask: Callable[[Groq, Any, str], Any], format: str) -> Any:
    with explained(str(client.base_url), client.api_key), uploading(path) as file:
        return ask(client, file, "json" if format == "text" else "verbose_json")


def _rendered(path: Path, spoken: Any, format: str, words: bool) -> str:
    if format == "text":
        return "%s\n" % (spoken.text or "").strip()
    if format == JSON:
        return json.dumps(_document(path, spoken), ensure_ascii=False, indent=2) + "\n"
    shown = cues(spoken, words=words)
    if shown is None:
        raise Failure("the answer has no times, which subtitles need.")
    return WRITERS[format](shown)


def _document(path: Path, spoken: Any) -> Dict[str, Any]:
    fields: Dict[str, Any] = {"text": str(spoken)} if isinstance(spoken, str) else spoken.to_dict(mode="json")
    return {"file": str(path), **fields}


def _deliver(text: str, target: Path, heading: str) -> None:
    if target != STANDARD_OUTPUT:
        with writing(target) as file:
            file.write(text.encode("utf-8", "replace"))
        return
    if heading:
        print_text(heading)
    if text:
        print_text(text[:-1])


COMMANDS: Tuple[Command[Any], ...] = (
    Command("transcribe", "Write down what is said in recordings.", TranscribeOptions, transcribe),
    Command("translate", "Write down in English what is said in recordings.", TranslateOptions, translate),
)
