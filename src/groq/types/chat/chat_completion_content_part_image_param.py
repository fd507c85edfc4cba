"""An image as part of a message."""

from __future__ import annotations

from typing_extensions import Literal, Required, TypedDict

__all__ = ["ChatCompletionContentPartImageParam", "ImageURL"]


class ImageURL(TypedDict, total=False):
    """Where the image is, and how closely to look."""

    url: Required[str]
    """An address, or the image itself as `data:image/png;base64,...`."""

    detail: Literal["auto", "low", "high"]
    """How closely the model looks; `"auto"` by default."""


class ChatCompletionContentPartImageParam(TypedDict, total=False):
    """An image, for models that can see."""

    image_url: Required[ImageURL]

    type: Required[Literal["image_url"]]
