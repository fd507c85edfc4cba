"""Ask about a picture: by its address, from a file, and as JSON.

Usage: python examples/vision.py [PICTURE.png]
"""

import base64
import json
import sys
from pathlib import Path

from _setup import ensure_api, picture
from groq import Groq

MODEL = "qwen/qwen3.8-27b"
ADDRESS = "https://upload.wikimedia.org/wikipedia/commons/f/f2/LPU-v1-die.jpg"

ensure_api()
client = Groq()

by_address = client.chat.completions.create(
    model=MODEL,
    messages=[
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "What does this show, in one sentence?"},
                {"type": "image_url", "image_url": {"url": ADDRESS}},
            ],
        }
    ],
)
print(by_address.choices[0].message.content)

data = Path(sys.argv[1]).read_bytes() if len(sys.argv) > 1 else picture()
embedded = "data:image/png;base64," + base64.b64encode(data).decode("ascii")

from_file = client.chat.completions.create(
    model=MODEL,
    messages=[
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "Name the colours you see. Answer in JSON with the key colours."},
                {"type": "image_url", "image_url": {"url": embedded}},
            ],
        }
    ],
    response_format={"type": "json_object"},
)
print(json.loads(from_file.choices[0].message.content or ""))
