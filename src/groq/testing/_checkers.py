"""What a request's values must be: JSON values to nothing, or to a refusal that says where and what is wrong."""

from __future__ import annotations

import math
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, FrozenSet, List, Mapping, Optional, Sequence, Tuple

from ._checks import is_list, is_object
from ._errors import Refusal, invalid
from ._form import Part

__all__ = ["AnyOf", "Array", "Checker", "Choice", "Object", "Place", "Record", "Scalar", "Upload"]


@dataclass(frozen=True)
class Place:
    """Where in a request a value stands: `path` is empty for the whole; `strict` refuses unknown properties."""

    path: str = ""
    strict: bool = True

    def below(self, name: object) -> Place:
        return Place("%s.%s" % (self.path, name) if self.path else str(name), self.strict)

    def refused(self, problem: str, code: str) -> Refusal:
        return invalid("'%s' : %s" % (self.path, problem), code, self.path)


class Checker:
    """Takes anything; the kinds below take less."""

    @property
    def name(self) -> str:
        """The kind of value in words."""
        return "anything"

    def fits(self, value: object) -> bool:
        """Whether a value is of the right kind, whatever is in it."""
        return value is not ...  # JSON has no such value

    def check(self, value: Any, place: Place) -> None:
        """Refuse a value."""
        if not self.fits(value):
            raise place.refused("value must be %s" % self.name, "invalid_type")
        self.check_inside(value, place)

    def check_inside(self, value: Any, place: Place) -> None:
        """Refuse a value of the right kind for what is in it."""

    def decoded(self, parts: Sequence[Part]) -> Any:
        """The fields of that name in a form to a JSON value, or as it came where that does not work."""
        return parts[0].text if parts[0].filename is None else parts[0]


@dataclass(frozen=True)
class Scalar(Checker):
    """A string, a number, a boolean or null."""

    words: str
    types: Tuple[type, ...]

    @property
    def name(self) -> str:
        return self.words

    def fits(self, value: object) -> bool:
        if isinstance(value, bool) and bool not in self.types:
            return False
        return isinstance(value, self.types) and not (isinstance(value, float) and not math.isfinite(value))

    def decoded(self, parts: Sequence[Part]) -> Any:
        value = super().decoded(parts)
        if float not in self.types or not isinstance(value, str):
            return value
        try:
            return float(value)
        except ValueError:
            return value


@dataclass(frozen=True)
class Choice(Checker):
    """One of a few strings or numbers."""

    choices: Tuple[Any, ...]

    @property
    def name(self) -> str:
        return "a string" if isinstance(self.choices[0], str) else "an integer"

    def fits(self, value: object) -> bool:
        return type(value) is type(self.choices[0])

    def check_inside(self, value: Any, place: Place) -> None:
        if value not in self.choices:
            raise place.refused("value must be one of %s" % list(self.choices), "invalid_value")


@dataclass(frozen=True)
class Upload(Checker):
    """A file in a form."""

    @property
    def name(self) -> str:
        return "a file"

    def fits(self, value: object) -> bool:
        return isinstance(value, Part)


@dataclass(frozen=True)
class Array(Checker):
    """A list of one kind of values."""

    item: Checker

    @property
    def name(self) -> str:
        return "an array"

    def fits(self, value: object) -> bool:
        return is_list(value)

    def check_inside(self, value: Any, place: Place) -> None:
        for number, item in enumerate(value):
            self.item.check(item, place.below(number))

    def decoded(self, parts: Sequence[Part]) -> Any:
        return [self.item.decoded([part]) for part in parts]


class _Properties(Checker):
    """An object, whatever is asked of its properties."""

    @property
    def name(self) -> str:
        return "an object"

    def fits(self, value: object) -> bool:
        return is_object(value)


@dataclass(frozen=True)
class Object(_Properties):
    """An object with any properties, all of one kind."""

    values: Checker

    def check_inside(self, value: Any, place: Place) -> None:
        for key, item in value.items():
            self.values.check(item, place.below(key))


@dataclass(frozen=True)
class Record(_Properties):
    """An object with known properties."""

    fields: Mapping[str, Checker]
    required: FrozenSet[str]

    def check_inside(self, value: Any, place: Place) -> None:
        for name in self.fields:
            if name in self.required and name not in value:
                raise _missing(place, name)
        for name, item in value.items():
            if name in self.fields:
                self.fields[name].check(item, place.below(name))
            elif place.strict:
                raise _unsupported(place, name, self.fields)


@dataclass(frozen=True)
class AnyOf(Checker):
    """Any of several kinds; of objects the one that its tag names, a property such as `role` or `type`.

    An object without its tag is one of those kinds that may do without.
    """

    options: Tuple[Checker, ...]

    @property
    def name(self) -> str:
        names = dict.fromkeys(option.name for option in self.options if not option.fits(None))
        return " or ".join(names)

    def fits(self, value: object) -> bool:
        return any(option.fits(value) for option in self.options)

    def check_inside(self, value: Any, place: Place) -> None:
        refusals: List[Refusal] = []
        for option in self._fitting(value, place):
            try:
                return option.check(value, place)
            except Refusal as refusal:
                refusals.append(refusal)
        raise max(refusals, key=lambda refusal: str(refusal.param).count("."))  # who got furthest was meant

    def _fitting(self, value: Any, place: Place) -> List[Checker]:
        fitting = [option for option in self.options if option.fits(value)]
        records = [option for option in fitting if isinstance(option, Record)]
        tag = _tag(records)
        if tag is None:
            return fitting
        if tag not in value:
            untagged: List[Checker] = [record for record in records if tag not in record.required]
            if not untagged:
                raise _missing(place, tag)
            return untagged
        tags = dict.fromkeys(choice for record in records for choice in _choices(record, tag))
        Choice(tuple(tags)).check(value[tag], place.below(tag))
        return [record for record in records if value[tag] in _choices(record, tag)]


def _tag(records: Sequence[Record]) -> Optional[str]:
    """The property that tells records apart, or None where one of them has none, or there is but one."""
    if len(records) < 2:
        return None
    return next((name for name in records[0].fields if all(_choices(record, name) for record in records)), None)


def _choices(record: Record, name: str) -> Tuple[Any, ...]:
    """What a property may be, where it is one of a few."""
    field = record.fields.get(name)
    return field.choices if isinstance(field, Choice) else ()


def _missing(place: Place, name: str) -> Refusal:
    return place.below(name).refused("property '%s' is missing" % name, "missing_property")


def _unsupported(place: Place, name: str, known: Mapping[str, Checker]) -> Refusal:
    message = "property '%s' is unsupported" % name
    close = get_close_matches(name, known, 1)
    if close:
        message += ", did you mean '%s'?" % close[0]
    where = "'%s' : " % place.path if place.path else ""
    return invalid(where + message, "unsupported_property", place.below(name).path)
