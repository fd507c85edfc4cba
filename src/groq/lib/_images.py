"""Paths, bytes and addresses of pictures to the parts of a message."""

from __future__ import annotations

import base64
import binascii
import os
import re
from dataclasses import dataclass
from typing import List, Optional, Sequence, Tuple, Union, cast

from typing_extensions import Literal

from .._exceptions import GroqError
from ..types.chat.chat_completion_content_part_image_param import ChatCompletionContentPartImageParam, ImageURL
from ._pixels import media_type, other_kind, size

__all__ = ["IMAGE_LIMITS", "Image", "ImageDetail", "ImageError", "ImageLimits", "image_parts"]

Image = Union[str, "os.PathLike[str]", bytes, bytearray, memoryview]
"""A path, the bytes of a file, or an address: `https:`, `http:` or `data:`."""

ImageDetail = Literal["auto", "low", "high"]
"""How closely a model looks."""

_ADDRESS = re.compile(r"(?i)https?://")
_DATA = re.compile(r"(?i)data:([\w.+-]+/[\w.+-]+)?((?:;[^;,]*)*),")
_ENCODED = "is a picture in base64 alone: pass its bytes, or begin it with data:image/png;base64, or the like"
_HOST = re.compile(r"(?i)https?://[^/?#\s]+[^\s]*")


class ImageError(GroqError, ValueError):
    """A picture that cannot be sent: nobody finds it, it is of another kind, too large, or one too many.

    `image` says which: its path, its address, or its place among the pictures of the message.
    """

    image: str

    def __init__(self, image: str, problem: str) -> None:
        self.image = image
        super().__init__("%s %s" % (image, problem))


@dataclass(frozen=True)
class ImageLimits:
    """What pictures a message may have. `None` stands for any number or size."""

    images: Optional[int] = None
    """How many."""
    pixels: Optional[int] = None
    """The width of one times its height."""
    encoded_bytes: Optional[int] = None
    """The length of all `data:` addresses together: of pictures that are sent along, and not fetched by Groq."""


IMAGE_LIMITS = ImageLimits(images=5, pixels=33_177_600, encoded_bytes=4 * 1024 * 1024)
"""What Groq documents for a request, as of early 2026. Should it be otherwise by now, pass limits of your own."""


def image_parts(
    images: Sequence[Image], detail: Optional[ImageDetail], limits: Optional[ImageLimits]
) -> List[ChatCompletionContentPartImageParam]:
    """A part for each picture; raises `ImageError` for what cannot be sent, and for more than the limits allow."""
    limits = limits or ImageLimits()
    if limits.images is not None and len(images) > limits.images:
        problem = "are too many for a request, which takes %d: send fewer, or several requests" % limits.images
        raise ImageError("%d images" % len(images), problem)
    addresses = [_address(image, number, limits) for number, image in enumerate(images)]
    encoded = sum(len(address) for address in addresses if not _ADDRESS.match(address))
    if limits.encoded_bytes is not None and encoded > limits.encoded_bytes:
        name = _name(images[0], 0) if len(images) == 1 else "%d images" % len(images)
        raise ImageError(name, _too_long(len(images), encoded, limits.encoded_bytes))
    return [_part(address, detail) for address in addresses]


def _too_long(number: int, encoded: int, most: int) -> str:
    what = "is too large" if number == 1 else "are too large together"
    return "%s: %s in base64, and a request takes %s: send %s smaller, or by address" % (
        what,
        _megabytes(encoded),
        _megabytes(most),
        "it" if number == 1 else "them",
    )


def _megabytes(count: int) -> str:
    return "%.1f MB" % (count / (1024 * 1024))


def _part(address: str, detail: Optional[ImageDetail]) -> ChatCompletionContentPartImageParam:
    image: ImageURL = {"url": address}
    if detail is not None:
        image["detail"] = detail
    return {"type": "image_url", "image_url": image}


def _name(image: Image, number: int) -> str:
    """What to call a picture in an error: never by what is in it."""
    if isinstance(image, (bytes, bytearray, memoryview)) or (isinstance(image, str) and _DATA.match(image)):
        return "images[%d]" % number
    return repr(os.fspath(image))


def _address(image: Image, number: int, limits: ImageLimits) -> str:
    """What stands for a picture in a request: its address, or itself as one."""
    if isinstance(image, (bytes, bytearray, memoryview)):
        return _encoded(bytes(image), "images[%d]" % number, limits)
    if isinstance(image, str):
        if _ADDRESS.match(image):
            return _checked(image)
        if image[:5].lower() == "data:":
            return _checked_data(image, "images[%d]" % number, limits)
    return _read(_path(image, number), number, limits)


def _path(image: object, number: int) -> Union[str, os.PathLike[str]]:
    if isinstance(image, (str, os.PathLike)):
        return cast("Union[str, os.PathLike[str]]", image)
    raise TypeError(
        "images[%d] is a %s: pass a path, the bytes of a file, or an address that begins with https:, http: or data:"
        % (number, type(image).__name__)
    )


def _checked(address: str) -> str:
    if _HOST.fullmatch(address) is None:
        raise ImageError(repr(address), "is no address: a host is missing, or there is white space in it")
    return address


def _checked_data(address: str, name: str, limits: ImageLimits) -> str:
    head = _DATA.match(address)
    if head is None or not head.group(2).lower().endswith(";base64"):
        raise ImageError(name, "is a data: address of another form than data:image/png;base64,...")
    try:
        data = base64.b64decode(address[head.end() :], validate=True)
    except (binascii.Error, ValueError):
        raise ImageError(name, "is a data: address whose content is not base64") from None
    found, said = _checked_content(data, name, limits), str(head.group(1)).lower().replace("image/jpg", "image/jpeg")
    if said != found:
        raise ImageError(name, "says that it is %s, and is %s" % (head.group(1), found))
    return address


def _read(path: Union[str, os.PathLike[str]], number: int, limits: ImageLimits) -> str:
    name = _name(path, number)
    most = limits.encoded_bytes
    try:
        with open(path, "rb") as file:
            encoded = os.fstat(file.fileno()).st_size * 4 // 3
            data = b"" if most is not None and encoded > most else file.read()
    except (OSError, ValueError) as error:
        if _is_encoded(path):  # which that error has in it, too
            raise ImageError("images[%d]" % number, _ENCODED) from None
        raise ImageError(name, _unread(error)) from error
    if most is not None and encoded > most:
        raise ImageError(name, _too_long(1, encoded, most))
    return _encoded(data, name, limits)


def _unread(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "is no file, and no address that begins with https://, http:// or data:"
    return "cannot be read: %s" % (getattr(error, "strerror", None) or error)


def _is_encoded(path: object) -> bool:
    """Whether what was to be a path is a picture in base64."""
    try:
        return isinstance(path, str) and media_type(base64.b64decode(path[:24])) is not None
    except ValueError:
        return False


def _encoded(data: bytes, name: str, limits: ImageLimits) -> str:
    kind = _checked_content(data, name, limits)
    return "data:%s;base64,%s" % (kind, base64.b64encode(data).decode("ascii"))


def _checked_content(data: bytes, name: str, limits: ImageLimits) -> str:
    """The media type of a picture that may be sent."""
    kind = media_type(data)
    if not data:
        raise ImageError(name, "is empty")
    if kind is None:
        other = other_kind(data)
        found = "it looks like %s" % other if other else "its first bytes are those of no picture"
        raise ImageError(name, "is neither PNG nor JPEG, GIF or WebP: %s" % found)
    measured: Tuple[int, int] = size(data) or (0, 0)
    if limits.pixels is not None and measured[0] * measured[1] > limits.pixels:
        most = "%.0f megapixels" % (limits.pixels / 1e6)
        raise ImageError(name, "is too large: %d by %d pixels, and a model takes %s" % (*measured, most))
    return kind


ImageError.__module__ = "groq"
