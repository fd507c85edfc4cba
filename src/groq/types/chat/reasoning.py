"""How much a model reasons, and how its reasoning is answered."""

from __future__ import annotations

from typing_extensions import Literal, TypeAlias

__all__ = ["ReasoningEffort", "ReasoningFormat"]

ReasoningEffort: TypeAlias = Literal["none", "default", "low", "medium", "high"]
"""Which of them a model knows differs: Qwen 3 takes `none` and `default`; gpt-oss takes `low`, `medium` and `high`;
`qwen/qwen3.8-27b` takes all. `medium` is the default of the latter two."""

ReasoningFormat: TypeAlias = Literal["hidden", "raw", "parsed"]
"""`hidden`: not at all. `raw`: within the content. `parsed`: in `message.reasoning`."""
