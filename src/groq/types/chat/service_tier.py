"""How urgently a request is served."""

from __future__ import annotations

from typing_extensions import Literal, TypeAlias

__all__ = ["ServiceTier"]

ServiceTier: TypeAlias = Literal["auto", "on_demand", "flex", "performance"]
"""`on_demand`: the usual one. `flex`: ten times the rate limits for paid plans, but status 498 when capacity is short.
`performance`: the steadiest, for enterprise plans. `auto`: the best tier the organisation has."""
