"""Speech in any language to English text.

Usage: python examples/translation.py [RECORDING]
"""

import sys
from pathlib import Path

from _setup import ensure_api, tone
from groq import Groq

ensure_api()
client = Groq()
recording = (Path(sys.argv[1]).name, Path(sys.argv[1])) if len(sys.argv) > 1 else ("tone.wav", tone(2))

translation = client.audio.translations.create(
    file=recording,
    model="whisper-large-v3",
    response_format="json",
    temperature=0,
)
print(translation.text)

plain = client.audio.translations.create(file=recording, model="whisper-large-v3", response_format="text")
print(plain.text)  # the text format is a str, and it has .text too
