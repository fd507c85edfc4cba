"""What a request must carry: bodies and forms to checked values, or a refusal that says what is wrong."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, NoReturn, Optional, Tuple

from ._errors import invalid, unsupported_media_type
from ._exchange import Request
from ._multipart import Part, boundary_of, parts_of

if TYPE_CHECKING:
    from typing_extensions import TypeGuard

__all__ = [
    "ARRAY",
    "BOOLEAN",
    "Form",
    "INTEGER",
    "Kind",
    "NUMBER",
    "OBJECT",
    "Properties",
    "STRING",
    "STRING_OR_ARRAY",
    "STRING_OR_OBJECT",
    "check",
    "form",
    "is_list",
    "is_object",
    "json_object",
    "required",
]


@dataclass(frozen=True)
class Kind:
    """What a property may hold, in words and in Python types; null as well unless it is required."""

    name: str
    types: Tuple[type, ...]
    choices: Tuple[str, ...] = ()
    required: bool = False

    def accepts(self, value: object) -> bool:
        if isinstance(value, bool) and bool not in self.types:
            return False
        return isinstance(value, self.types) or (value is None and not self.required)

    def choosing(self, *choices: str) -> Kind:
        """The same kind, where the value must be one of `choices`."""
        return Kind(self.name, self.types, choices, self.required)


STRING = Kind("a string", (str,))
NUMBER = Kind("a number", (int, float))
INTEGER = Kind("an integer", (int,))
BOOLEAN = Kind("a boolean", (bool,))
ARRAY = Kind("an array", (list,))
OBJECT = Kind("an object", (dict,))
STRING_OR_ARRAY = Kind("a string or an array", (str, list))
STRING_OR_OBJECT = Kind("a string or an object", (str, dict))

Properties = Mapping[str, Kind]


def is_object(value: object) -> TypeGuard[Dict[str, Any]]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[List[Any]]:
    """Whether a JSON value is an array."""
    return isinstance(value, list)


def required(kind: Kind, *choices: str) -> Kind:
    """The same kind, where the property must be there; one of `choices`, if any are given."""
    return Kind(kind.name, kind.types, choices or kind.choices, True)


def json_object(request: Request, properties: Properties) -> Dict[str, Any]:
    """The JSON object in a request's body, with `properties` of the right kind."""
    content_type = request.headers.get("content-type", "")
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type != "application/json" and not media_type.endswith("+json"):
        raise unsupported_media_type(content_type, "application/json")
    try:
        body: Any = json.loads(request.body.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise invalid("The request body is not valid JSON: %s" % error, "invalid_json") from None
    if not is_object(body):
        raise invalid("The request body must be a JSON object.", "invalid_type")
    check(body, properties)
    return body


def check(value: Mapping[str, Any], properties: Properties, within: str = "") -> None:
    """Refuse an object that lacks one of `properties` or has it of another kind; `within` is where it stands."""
    for name, kind in properties.items():
        path = within + name
        if name not in value:
            if kind.required:
                raise invalid("'%s' : property '%s' is missing" % (path, path), "missing_property", path)
            continue
        if not kind.accepts(value[name]):
            raise invalid("'%s' : value must be %s" % (path, kind.name), "invalid_type", path)
        if kind.choices and value[name] is not None and value[name] not in kind.choices:
            raise invalid("'%s' : value must be one of %s" % (path, list(kind.choices)), "invalid_value", path)


@dataclass(frozen=True)
class Form:
    """The parts of a multipart body."""

    parts: Tuple[Part, ...]

    def text(self, name: str) -> Optional[str]:
        """The text of a plain field, or None where there is none."""
        return next((part.text for part in self.parts if part.name == name and part.filename is None), None)

    def texts(self, name: str) -> List[str]:
        """The text of every plain field of that name."""
        return [part.text for part in self.parts if part.name == name and part.filename is None]

    def file(self, name: str) -> Optional[Part]:
        """The file of that name, or None where there is none."""
        return next((part for part in self.parts if part.name == name and part.filename is not None), None)


def form(request: Request, properties: Properties) -> Form:
    """The multipart form in a request's body, with plain `properties` of the right kind."""
    found = Form(tuple(parts_of(request.body, boundary_of(request.headers.get("content-type", "")))))
    values = {name: _value(text, properties[name]) for name in properties for text in found.texts(name)}
    check(values, properties)
    return found


def _value(text: str, kind: Kind) -> object:
    """The text of a field as the kind it should be, or as it came where that does not work."""
    if kind.types != NUMBER.types:
        return text
    try:
        return float(text)
    except ValueError:
        return text


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError("%s is not a JSON value" % name)
