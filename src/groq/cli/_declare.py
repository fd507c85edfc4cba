"""A command and its options, declared once for every face of the command line."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import (
    Any,
    Callable,
    Generic,
    List,
    Mapping,
    Optional,
    Sequence,
    Tuple,
    Type,
    TypeVar,
    Union,
    get_type_hints,
)

from ._failure import Usage

__all__ = ["Command", "Invocation", "Parameter", "argument", "option"]

OptionsT = TypeVar("OptionsT")

_METAVARS: Mapping[object, str] = {int: "N", float: "NUMBER", Path: "FILE", str: "TEXT"}
_NOTHING: Tuple[object, ...] = (None, [], ())  # what a face gives for a parameter that was left out


def argument(help: str, *, default: Any = dataclasses.MISSING, metavar: str = "") -> Any:
    """A field that is given by its place. Without a default it has to be given; a tuple takes all that follow."""
    return dataclasses.field(default=default, metadata={"cli": ((), help, metavar, ())})


def option(*flags: str, help: str, default: Any = None, metavar: str = "", choices: Sequence[str] = ()) -> Any:
    """A field that is given by a flag, such as `"--model", "-m"`.

    A bool is a switch, and `"--stream/--no-stream"` one that can be turned off; a tuple takes the flag repeatedly.
    """
    return dataclasses.field(default=default, metadata={"cli": (flags, help, metavar, tuple(choices))})


@dataclasses.dataclass(frozen=True)
class Parameter:
    """What one field takes from the command line: `kind` of a value, once or (`many`) again and again."""

    name: str
    kind: Type[Any]
    many: bool
    flags: Tuple[str, ...]
    help: str
    metavar: str
    choices: Tuple[str, ...]
    default: Any

    @property
    def required(self) -> bool:
        return self.default is dataclasses.MISSING

    @property
    def described(self) -> str:
        """The help, with the default where there is one that says something."""
        told = isinstance(self.default, (str, int, float, Path)) and not isinstance(self.default, bool)
        return "%s (default: %s)" % (self.help, self.default) if told and self.default != "" else self.help

    def value(self, given: Any) -> Any:
        """What was given, a bool, a text or a list of texts, as a value of the field."""
        if self.many:
            return tuple(self._converted(text) for text in given)
        return given if self.kind is bool else self._converted(given)

    def _converted(self, text: str) -> Any:
        if self.kind is Path:
            return Path(text)
        if self.choices and text not in self.choices:
            raise Usage("%s is one of %s, not %r" % (self.flags[0], ", ".join(self.choices), text))
        try:
            return _clean(text) if self.kind is str else self.kind(text)
        except ValueError:
            kind = "a whole number" if self.kind is int else "a number"
            raise Usage("%s is %s, not %r" % (self.flags[0] if self.flags else self.metavar, kind, text)) from None


@dataclasses.dataclass(frozen=True)
class Command(Generic[OptionsT]):
    """A command: its name (two words for one of a group), what it takes and what it does.

    `options` is a frozen dataclass whose fields are made by `argument` and `option`; `run` gives an exit status, or
    None for success. `plain` says that it works without the extra "cli".
    """

    name: str
    help: str
    options: Type[OptionsT]
    run: Callable[[OptionsT], Optional[int]]
    plain: bool = False

    def parameters(self) -> List[Parameter]:
        hints = get_type_hints(self.options)
        return [_parameter(field, hints[field.name]) for field in dataclasses.fields(self.options)]  # type: ignore[arg-type] # a dataclass by contract


@dataclasses.dataclass(frozen=True)
class Invocation:
    """A command that was asked for: what each parameter was given (None: nothing), and its line of usage."""

    command: Command[Any]
    given: Mapping[str, Any]
    usage: str

    def run(self) -> int:
        """Run the command; give its exit status."""
        known = {parameter.name: parameter for parameter in self.command.parameters()}
        values = {name: known[name].value(text) for name, text in self.given.items() if text not in _NOTHING}
        for parameter in known.values():
            if parameter.required and parameter.name not in values:  # a face may let that pass: some typers do
                raise Usage("%s is missing" % (parameter.flags[0] if parameter.flags else parameter.metavar))
        return self.command.run(self.command.options(**values)) or 0


def _parameter(field: Any, hint: Any) -> Parameter:
    flags, help, metavar, choices = field.metadata["cli"]
    inner: Any = getattr(hint, "__args__", ())
    many = getattr(hint, "__origin__", None) is tuple
    kind = inner[0] if many or getattr(hint, "__origin__", None) is Union else hint
    metavar = metavar or "|".join(choices) or (field.name.upper() if not flags else _METAVARS.get(kind, ""))
    return Parameter(field.name, kind, many, flags, help, metavar, choices, field.default)


def _clean(text: str) -> str:
    """Text that can be sent: bytes of the command line that were no characters become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")
