"""Text to speech, whole and piece by piece.

Usage: python examples/speech.py [DIRECTORY]   (a temporary one when none is given)
"""

import sys
import tempfile
from pathlib import Path

from _setup import ensure_api
from groq import Groq

ensure_api()
client = Groq()
directory = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp())

speech = client.audio.speech.create(
    model="canopylabs/orpheus-v1-english",
    voice="hannah",
    input="Low latency makes a conversation.",
    response_format="wav",
)
speech.write_to_file(directory / "whole.wav")
print(f"{directory / 'whole.wav'}: {(directory / 'whole.wav').stat().st_size} bytes")

with client.audio.speech.with_streaming_response.create(
    model="canopylabs/orpheus-v1-english",
    voice="hannah",
    input="This file is written while the sound arrives.",
    response_format="wav",
) as response:
    response.stream_to_file(directory / "streamed.wav")
print(f"{directory / 'streamed.wav'}: {(directory / 'streamed.wav').stat().st_size} bytes")
