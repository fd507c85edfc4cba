"""Speech to text, with the times of segments and words.

Usage: python examples/transcription.py [RECORDING]
"""

import sys
from pathlib import Path

from _setup import ensure_api, tone
from groq import Groq

ensure_api()
client = Groq()
recording = (Path(sys.argv[1]).name, Path(sys.argv[1])) if len(sys.argv) > 1 else ("tone.wav", tone(2))

transcription = client.audio.transcriptions.create(
    file=recording,
    model="whisper-large-v3-turbo",
    prompt="A note about machine learning",  # names and spelling to expect
    language="en",
    response_format="verbose_json",
    timestamp_granularities=["segment", "word"],
    temperature=0,
)

print(f"{transcription.language}, {transcription.duration} seconds: {transcription.text}")
for segment in transcription.segments or []:
    print(f"{segment.start:6.2f} - {segment.end:6.2f} {segment.text}")
for word in transcription.words or []:
    print(f"{word.start:6.2f} - {word.end:6.2f} {word.word}")
