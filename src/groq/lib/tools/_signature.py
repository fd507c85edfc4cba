"""Functions to the type of their arguments, as one that pydantic can validate and describe."""

from __future__ import annotations

import functools
import inspect
from typing import Any, Callable, Dict, List, Mapping, NamedTuple, Optional, Tuple, Type, Union, cast

import pydantic
import typing_extensions
from pydantic.fields import FieldInfo
from typing_extensions import Annotated

from ._docstring import read_docstring
from ._errors import ToolDefinitionError

__all__ = ["Parameter", "arguments_type", "docstring_of", "parameters_of"]

_REFUSED = {
    inspect.Parameter.POSITIONAL_ONLY: "is positional only, but a model names its arguments: take the `/` out",
    inspect.Parameter.VAR_POSITIONAL: "takes any number of arguments: name each, or take a list",
    inspect.Parameter.VAR_KEYWORD: "takes any names: name each parameter, or take a dictionary",
}


class Parameter(NamedTuple):
    """A parameter of a tool."""

    name: str
    hint: Any
    """Its type, with whatever `Annotated` adds to it."""
    default: Any
    """`inspect.Parameter.empty` where it must be given."""
    description: Optional[str]

    @property
    def is_required(self) -> bool:
        return self.default is inspect.Parameter.empty


def parameters_of(function: Callable[..., object], name: str) -> List[Parameter]:
    """The parameters of the function of the tool `name`; raises `ToolDefinitionError` for what no model can give."""
    hints = _hints(function, name)
    described = read_docstring(docstring_of(function)).parameters
    bound = _bound(function)
    return [
        _parameter(parameter, hints, described, name)
        for parameter in _signature(function, name).parameters.values()
        if parameter.name not in bound
    ]


def arguments_type(name: str, parameters: List[Parameter]) -> Type[Any]:
    """A TypedDict of the parameters that knows no others.

    No pydantic model: in one of those a parameter could not be called `json`, `copy` or `_private`.
    """
    fields: Dict[str, Any] = {}
    for parameter in parameters:
        hint = parameter.hint
        if parameter.description is not None:
            hint = Annotated[hint, pydantic.Field(description=parameter.description)]
        fields[parameter.name] = hint if parameter.is_required else typing_extensions.NotRequired[hint]
    made = cast(Any, typing_extensions.TypedDict)(name, fields)
    made.__pydantic_config__ = pydantic.ConfigDict(extra="forbid", arbitrary_types_allowed=False)
    return cast("Type[Any]", made)


def _signature(function: Callable[..., object], name: str) -> inspect.Signature:
    try:
        return inspect.signature(function)
    except (TypeError, ValueError) as error:
        raise ToolDefinitionError("The tool `%s` does not tell its parameters: %s" % (name, error)) from error


def _hints(function: Callable[..., object], name: str) -> Mapping[str, Any]:
    inner = _unbound(function)
    try:
        hints = typing_extensions.get_type_hints(inner, include_extras=True)
    except Exception as error:
        raise ToolDefinitionError(
            "The hints of the tool `%s` cannot be read: %s (what they name is looked for in its module)" % (name, error)
        ) from error
    return {parameter: _as_written(hint) for parameter, hint in hints.items()}


def _as_written(hint: Any) -> Any:
    """The hint without the `Optional` that Python before 3.11 puts around one that has None for its default."""
    inner = _optional(hint)
    takes_none = inner is not None and type(None) in typing_extensions.get_args(typing_extensions.get_args(inner)[0])
    return inner if takes_none else hint


def _optional(hint: Any) -> Any:
    """What is annotated in an `Optional[Annotated[...]]`; `None` for any other hint."""
    inner = [each for each in typing_extensions.get_args(hint) if each is not type(None)]
    if typing_extensions.get_origin(hint) is not Union or len(inner) != 1:
        return None
    return inner[0] if typing_extensions.get_origin(inner[0]) is Annotated else None


def docstring_of(function: Callable[..., object]) -> Optional[str]:
    """What somebody wrote of it: of an object in its `__call__`, else in its class."""
    inner = _inner(function)
    return inner.__doc__ if inspect.isroutine(inner) else type(inner).__call__.__doc__ or type(inner).__doc__


def _unbound(function: Callable[..., object]) -> Callable[..., object]:
    """What has the hints: the function that is within, or the `__call__` of an object."""
    inner = _inner(function)
    return inner if inspect.isroutine(inner) else type(inner).__call__


def _inner(function: Any) -> Callable[..., object]:
    """The function in a `partial`, and in an object that wraps one."""
    while not inspect.isroutine(function):
        within: Any = function.func if isinstance(function, functools.partial) else _wrapped(function)
        if within is None:
            break
        function = within
    return cast("Callable[..., object]", function)


def _wrapped(function: object) -> Optional[Callable[..., object]]:
    return getattr(function, "__wrapped__", None)


def _bound(function: Callable[..., object]) -> Tuple[str, ...]:
    """The parameters that a `partial` has given by name: nobody else's business."""
    return tuple(function.keywords) if isinstance(function, functools.partial) else ()


def _parameter(
    parameter: inspect.Parameter, hints: Mapping[str, Any], described: Mapping[str, str], tool: str
) -> Parameter:
    name = parameter.name
    if parameter.kind in _REFUSED:
        shown = {"VAR_POSITIONAL": "*%s", "VAR_KEYWORD": "**%s"}.get(parameter.kind.name, "%s") % name
        raise ToolDefinitionError("The parameter `%s` of the tool `%s` %s" % (shown, tool, _REFUSED[parameter.kind]))
    if name not in hints:
        raise ToolDefinitionError(
            "The parameter `%s` of the tool `%s` has no hint: say what it takes, such as `%s: str`" % (name, tool, name)
        )
    if isinstance(parameter.default, FieldInfo):
        raise ToolDefinitionError(
            "The parameter `%s` of the tool `%s` has a pydantic `Field` for its default: "
            "write `%s: Annotated[..., Field(...)]`" % (name, tool, name)
        )
    described_here = _annotated(hints[name])
    return Parameter(name, hints[name], parameter.default, described_here or described.get(name))


def _annotated(hint: Any) -> Optional[str]:
    """What `Annotated` says of a parameter: a text, a `Doc`, or the description of a pydantic `Field`."""
    annotated = hint if typing_extensions.get_origin(hint) is Annotated else _optional(hint)
    for extra in typing_extensions.get_args(annotated)[1:]:
        said = extra if isinstance(extra, str) else getattr(extra, "documentation", None)
        said = said or (extra.description if isinstance(extra, FieldInfo) else None)
        if isinstance(said, str):
            return " ".join(said.split())
    return None
