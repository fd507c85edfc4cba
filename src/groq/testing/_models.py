"""The models the local Groq knows.

Groq's list as programs in the wild name it, retired models included: what an example or a tutorial asks for should
answer. Collected in 2026; context windows and owners are Groq's where they were known, plausible elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Tuple

from ._errors import invalid, no_such_model

__all__ = ["CHAT", "EMBEDDINGS", "MODELS", "Model", "SPEECH", "TRANSCRIPTION", "find", "key_of"]

CHAT = "chat completions"
EMBEDDINGS = "embeddings"
SPEECH = "speech"
TRANSCRIPTION = "audio transcription"


@dataclass(frozen=True)
class Model:
    """A model: `kind` is what it can be asked for, `reasons` whether it thinks before it answers."""

    id: str
    owned_by: str
    context_window: int
    max_completion_tokens: int
    kind: str = CHAT
    reasons: bool = False
    created: int = 1693721698

    def as_json(self) -> Dict[str, Any]:
        return {
            "id": self.id,
            "object": "model",
            "created": self.created,
            "owned_by": self.owned_by,
            "active": True,
            "context_window": self.context_window,
            "max_completion_tokens": self.max_completion_tokens,
            "public_apps": None,
        }


MODELS: Tuple[Model, ...] = (
    Model("canopylabs/orpheus-arabic-saudi", "Canopy Labs", 4000, 50000, SPEECH, created=1764000000),
    Model("canopylabs/orpheus-v1-english", "Canopy Labs", 4000, 50000, SPEECH, created=1764000000),
    Model("compound-beta", "Groq", 131072, 8192, created=1740880017),
    Model("compound-beta-mini", "Groq", 131072, 8192, created=1742953279),
    Model("deepseek-r1-distill-llama-70b", "DeepSeek / Meta", 131072, 131072, reasons=True, created=1737924940),
    Model("distil-whisper-large-v3-en", "Hugging Face", 448, 448, TRANSCRIPTION),
    Model("gemma-7b-it", "Google", 8192, 8192),
    Model("gemma2-9b-it", "Google", 8192, 8192),
    Model("groq/compound", "Groq", 131072, 8192, created=1756949530),
    Model("groq/compound-mini", "Groq", 131072, 8192, created=1756949707),
    Model("llama-3.1-70b-versatile", "Meta", 32768, 32768),
    Model("llama-3.1-8b-instant", "Meta", 131072, 131072),
    Model("llama-3.2-11b-vision-preview", "Meta", 8192, 8192, created=1727226869),
    Model("llama-3.2-90b-vision-preview", "Meta", 8192, 8192, created=1727226914),
    Model("llama-3.3-70b-versatile", "Meta", 131072, 32768, created=1733447754),
    Model("llama-4-maverick-17b-128e-instruct", "Meta", 131072, 8192, created=1743877158),
    Model("llama-4-scout-17b-16e-instruct", "Meta", 131072, 8192, created=1743874824),
    Model("llama-guard-3-8b", "Meta", 8192, 8192),
    Model("llama3-70b-8192", "Meta", 8192, 8192),
    Model("llama3-8b-8192", "Meta", 8192, 8192),
    Model("llama3-groq-70b-8192-tool-use-preview", "Groq", 8192, 8192),
    Model("llama3-groq-8b-8192-tool-use-preview", "Groq", 8192, 8192),
    Model("llava-v1.5-7b-4096-preview", "Other", 4096, 4096, created=1725402373),
    Model("meta-llama/llama-4-maverick-17b-128e-instruct", "Meta", 131072, 8192, created=1743877158),
    Model("meta-llama/llama-4-scout-17b-16e-instruct", "Meta", 131072, 8192, created=1743874824),
    Model("meta-llama/llama-guard-4-12b", "Meta", 131072, 1024, created=1746743847),
    Model("meta-llama/llama-prompt-guard-2-22m", "Meta", 512, 512, created=1748632101),
    Model("meta-llama/llama-prompt-guard-2-86m", "Meta", 512, 512, created=1748632165),
    Model("mixtral-8x7b-32768", "Mistral AI", 32768, 32768),
    Model("moonshotai/kimi-k2-instruct", "Moonshot AI", 131072, 16384, created=1752435491),
    Model("moonshotai/kimi-k2-instruct-0905", "Moonshot AI", 262144, 16384, created=1757046093),
    Model("nomic-embed-text-v1.5", "Nomic AI", 8192, 8192, EMBEDDINGS),
    Model("nomic-embed-text-v1_5", "Nomic AI", 8192, 8192, EMBEDDINGS),
    Model("openai/gpt-oss-120b", "OpenAI", 131072, 65536, reasons=True, created=1754408224),
    Model("openai/gpt-oss-20b", "OpenAI", 131072, 65536, reasons=True, created=1754407957),
    Model("openai/gpt-oss-safeguard-20b", "OpenAI", 131072, 65536, reasons=True, created=1761708789),
    Model("playai-tts", "PlayAI", 8192, 8192, SPEECH, created=1740682771),
    Model("playai-tts-arabic", "PlayAI", 8192, 8192, SPEECH, created=1740682783),
    Model("qwen-qwq-32b", "Alibaba Cloud", 131072, 131072, reasons=True, created=1741214760),
    Model("qwen/qwen3-32b", "Alibaba Cloud", 131072, 40960, reasons=True, created=1748396646),
    Model("qwen/qwen3.6-27b", "Alibaba Cloud", 131072, 40960, reasons=True, created=1775000000),
    Model("qwen/qwen3.8-27b", "Alibaba Cloud", 131072, 40960, reasons=True, created=1780000000),
    Model("whisper-large-v3", "OpenAI", 448, 448, TRANSCRIPTION),
    Model("whisper-large-v3-turbo", "OpenAI", 448, 448, TRANSCRIPTION, created=1728413088),
)


def key_of(model: str) -> str:
    """What ids are compared by: their case does not matter."""
    return model.lower()


def find(models: Dict[str, Model], model: str, kind: str = "") -> Model:
    """The model of that id; refuses one that is unknown or, where a `kind` is given, of another."""
    found = models.get(key_of(model))
    if found is None:
        raise no_such_model(model)
    if kind and found.kind != kind:
        raise invalid("The model `%s` does not support %s." % (found.id, kind), "model_not_supported", "model")
    return found
