"""The models the local Groq knows.

Groq's list as programs in the wild name it, retired models included: what an example or a tutorial asks for should
answer. A few that none asks for are not active, and refused as Groq refuses the models it has retired. Collected in
2026; context windows and owners are Groq's where they were known, plausible elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Tuple

from ._errors import invalid, no_such_model

__all__ = ["CHAT", "EMBEDDINGS", "MODELS", "Model", "RERANKING", "SPEECH", "TRANSCRIPTION", "find", "key_of"]

CHAT = "chat completions"
EMBEDDINGS = "embeddings"
RERANKING = "reranking"
SPEECH = "speech"
TRANSCRIPTION = "audio transcription"


@dataclass(frozen=True)
class Model:
    """A model: `kind` is what it can be asked for, `reasons` whether it thinks before it answers.

    `efforts` are the values of `reasoning_effort` it takes, `vision` whether it sees images, `strict` whether its
    structured outputs can be held to their schema, `system` whether it is several models that call Groq's own tools.
    `voices` are those it speaks with, `dimensions` the length of its embeddings.
    """

    id: str
    owned_by: str
    context_window: int
    max_completion_tokens: int
    kind: str = CHAT
    reasons: bool = False
    created: int = 1693721698
    active: bool = True
    efforts: Tuple[str, ...] = ()
    vision: bool = False
    strict: bool = False
    system: bool = False
    voices: Tuple[str, ...] = ()
    dimensions: int = 0

    def as_json(self) -> Dict[str, Any]:
        return {
            "id": self.id,
            "object": "model",
            "created": self.created,
            "owned_by": self.owned_by,
            "active": self.active,
            "context_window": self.context_window,
            "max_completion_tokens": self.max_completion_tokens,
            "public_apps": None,
        }


# Efforts, sight and voices as documented in 2026.
_LEVELS = ("low", "medium", "high")
_SWITCH = ("none", "default")
_ORPHEUS = ("autumn", "diana", "hannah", "austin", "daniel", "troy")
_ORPHEUS_ARABIC = ("abdullah", "fahad", "sultan", "lulwa", "noura", "aisha")
_PLAYAI = (
    *("Arista-PlayAI", "Atlas-PlayAI", "Basil-PlayAI", "Briggs-PlayAI", "Calum-PlayAI", "Celeste-PlayAI"),
    *("Cheyenne-PlayAI", "Chip-PlayAI", "Cillian-PlayAI", "Deedee-PlayAI", "Fritz-PlayAI", "Gail-PlayAI"),
    *("Indigo-PlayAI", "Mamaw-PlayAI", "Mason-PlayAI", "Mikail-PlayAI", "Mitch-PlayAI", "Quinn-PlayAI"),
    "Thunder-PlayAI",
)
_PLAYAI_ARABIC = ("Ahmad-PlayAI", "Amira-PlayAI", "Khalid-PlayAI", "Nasser-PlayAI")


def _chat(model: str, owned_by: str, context_window: int, most: int = 0, **facts: Any) -> Model:
    return Model(model, owned_by, context_window, most or context_window, **facts)


def _thinking(model: str, owned_by: str, most: int, efforts: Tuple[str, ...], **facts: Any) -> Model:
    return Model(model, owned_by, 131072, most, reasons=True, efforts=efforts, **facts)


def _compound(model: str, created: int) -> Model:
    return Model(model, "Groq", 131072, 8192, system=True, created=created)


def _speech(model: str, owned_by: str, window: Tuple[int, int], voices: Tuple[str, ...], created: int) -> Model:
    return Model(model, owned_by, *window, kind=SPEECH, voices=voices, created=created)


def _whisper(model: str, owned_by: str = "OpenAI", created: int = 1693721698) -> Model:
    return Model(model, owned_by, 448, 448, TRANSCRIPTION, created=created)


MODELS: Tuple[Model, ...] = (
    _chat("allam-2-7b", "SDAIA", 4096, created=1737672203),
    _speech("canopylabs/orpheus-arabic-saudi", "Canopy Labs", (4000, 50000), _ORPHEUS_ARABIC, 1764000000),
    _speech("canopylabs/orpheus-v1-english", "Canopy Labs", (4000, 50000), _ORPHEUS, 1764000000),
    _compound("compound-beta", 1740880017),
    _compound("compound-beta-mini", 1742953279),
    _thinking("deepseek-r1-distill-llama-70b", "DeepSeek / Meta", 131072, (), created=1737924940),
    _whisper("distil-whisper-large-v3-en", "Hugging Face"),
    _chat("gemma-7b-it", "Google", 8192),
    _chat("gemma2-9b-it", "Google", 8192),
    _compound("groq/compound", 1756949530),
    _compound("groq/compound-mini", 1756949707),
    _chat("llama-3.1-70b-versatile", "Meta", 32768),
    _chat("llama-3.1-8b-instant", "Meta", 131072),
    _chat("llama-3.2-11b-vision-preview", "Meta", 8192, vision=True, created=1727226869),
    _chat("llama-3.2-1b-preview", "Meta", 131072, 8192, created=1727224268),
    _chat("llama-3.2-3b-preview", "Meta", 131072, 8192, created=1727224290),
    _chat("llama-3.2-90b-vision-preview", "Meta", 8192, vision=True, created=1727226914),
    _chat("llama-3.3-70b-specdec", "Meta", 8192, created=1733505017, active=False),
    _chat("llama-3.3-70b-versatile", "Meta", 131072, 32768, created=1733447754),
    _chat("llama-4-maverick-17b-128e-instruct", "Meta", 131072, 8192, vision=True, created=1743877158),
    _chat("llama-4-scout-17b-16e-instruct", "Meta", 131072, 8192, vision=True, created=1743874824),
    _chat("llama-guard-3-8b", "Meta", 8192),
    _chat("llama2-70b-4096", "Meta", 4096, active=False),
    _chat("llama3-70b-8192", "Meta", 8192),
    _chat("llama3-8b-8192", "Meta", 8192),
    _chat("llama3-groq-70b-8192-tool-use-preview", "Groq", 8192),
    _chat("llama3-groq-8b-8192-tool-use-preview", "Groq", 8192),
    _chat("llava-v1.5-7b-4096-preview", "Other", 4096, vision=True, created=1725402373),
    _chat("meta-llama/llama-4-maverick-17b-128e-instruct", "Meta", 131072, 8192, vision=True, created=1743877158),
    _chat("meta-llama/llama-4-scout-17b-16e-instruct", "Meta", 131072, 8192, vision=True, created=1743874824),
    _chat("meta-llama/llama-guard-4-12b", "Meta", 131072, 1024, vision=True, created=1746743847),
    _chat("meta-llama/llama-prompt-guard-2-22m", "Meta", 512, created=1748632101),
    _chat("meta-llama/llama-prompt-guard-2-86m", "Meta", 512, created=1748632165),
    _chat("mistral-saba-24b", "Mistral AI", 32768, created=1739996492, active=False),
    _chat("mixtral-8x7b-32768", "Mistral AI", 32768),
    _chat("moonshotai/kimi-k2-instruct", "Moonshot AI", 131072, 16384, created=1752435491),
    _chat("moonshotai/kimi-k2-instruct-0905", "Moonshot AI", 262144, 16384, created=1757046093),
    Model("nomic-embed-text-v1.5", "Nomic AI", 8192, 8192, EMBEDDINGS, dimensions=768),
    Model("nomic-embed-text-v1_5", "Nomic AI", 8192, 8192, EMBEDDINGS, dimensions=768),
    _thinking("openai/gpt-oss-120b", "OpenAI", 65536, _LEVELS, strict=True, created=1754408224),
    _thinking("openai/gpt-oss-20b", "OpenAI", 65536, _LEVELS, strict=True, created=1754407957),
    _thinking("openai/gpt-oss-safeguard-20b", "OpenAI", 65536, _LEVELS, created=1761708789),
    _speech("playai-tts", "PlayAI", (8192, 8192), _PLAYAI, 1740682771),
    _speech("playai-tts-arabic", "PlayAI", (8192, 8192), _PLAYAI_ARABIC, 1740682783),
    _thinking("qwen-qwq-32b", "Alibaba Cloud", 131072, (), created=1741214760),
    _thinking("qwen/qwen3-32b", "Alibaba Cloud", 40960, _SWITCH, created=1748396646),
    _thinking("qwen/qwen3.6-27b", "Alibaba Cloud", 40960, _SWITCH, vision=True, created=1775000000),
    _thinking("qwen/qwen3.8-27b", "Alibaba Cloud", 40960, (*_SWITCH, *_LEVELS), vision=True, created=1780000000),
    Model("qwen3-reranker-4b", "Alibaba Cloud", 40960, 40960, RERANKING, dimensions=256, created=1750000000),
    _whisper("whisper-large-v3"),
    _whisper("whisper-large-v3-turbo", created=1728413088),
)


def key_of(model: str) -> str:
    """What ids are compared by: their case does not matter."""
    return model.lower()


def find(models: Dict[str, Model], model: str, kind: str = "") -> Model:
    """The model of that id; refuses one that is unknown or, where a `kind` is given, of another.

    Those that give a `kind` have the id from the parameter `model`, the others from the path.
    """
    found = models.get(key_of(model))
    if found is None:
        raise no_such_model(model, "model" if kind else None)
    if kind and found.kind != kind:
        raise invalid("The model `%s` does not support %s." % (found.id, kind), "model_not_supported", "model")
    return found
