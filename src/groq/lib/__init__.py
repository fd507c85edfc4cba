"""What stands on the client's public API: parsed answers, live streams, tools that run, messages, moderation."""

from __future__ import annotations

from typing import TYPE_CHECKING, List

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from . import messages as messages
    from . import moderation as moderation
    from . import otel as otel
    from . import streaming as streaming
    from ._support import STRICT_MODELS as STRICT_MODELS

__all__: List[str] = ["STRICT_MODELS"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_exports(
        __name__, {"STRICT_MODELS": "._support"}, ("messages", "moderation", "otel", "streaming")
    )
