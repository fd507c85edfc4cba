"""Functions and pydantic models to tools that a model is told of and whose arguments are validated."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, Generic, List, Optional, Type, TypeVar, Union, cast, overload

import pydantic

from ...types.chat.chat_completion_tool_param import ChatCompletionToolParam
from ._arguments import Arguments, fields_of
from ._docstring import read_docstring
from ._errors import ToolDefinitionError
from ._signature import arguments_type, docstring_of, parameters_of

__all__ = ["Tool", "function_tool"]

_T = TypeVar("_T")
_ModelT = TypeVar("_ModelT", bound=pydantic.BaseModel)
_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")


@dataclass(frozen=True, eq=False)
class Tool(Generic[_T]):
    """A function or a pydantic model as a tool: what a model is told of it, and what takes its arguments.

    `_T` is what arguments become: an instance of the model, or the keyword arguments of the function.
    """

    name: str
    param: ChatCompletionToolParam
    """What is sent, as one of the `tools` of a request."""
    run: Optional[Callable[[_T], object]]
    """What runs with parsed arguments, and may have to be awaited; `None` where a model says nothing to run."""
    is_async: bool
    """Whether what `run` gives has to be awaited."""
    _arguments: Arguments[_T] = field(repr=False)

    def parse(self, arguments: str) -> _T:
        """Validate arguments, a JSON text as a model writes it; defaults are applied.

        `null` stands for the default of a parameter that does not take it, and no text for no arguments.

        Raises:
            pydantic.ValidationError: the text is not JSON, or it does not fit the tool.
        """
        return self._arguments.parse(arguments)


@overload
def function_tool(  # type: ignore[overload-overlap]  # a model can be called too: the first that fits is taken
    fn_or_model: Type[_ModelT],
    *,
    name: Optional[str] = None,
    description: Optional[str] = None,
    strict: bool = False,
    run: Optional[Callable[[_ModelT], object]] = None,
) -> Tool[_ModelT]: ...
@overload
def function_tool(
    fn_or_model: Callable[..., object],
    *,
    name: Optional[str] = None,
    description: Optional[str] = None,
    strict: bool = False,
) -> Tool[Dict[str, object]]: ...
def function_tool(
    fn_or_model: Union[Type[_ModelT], Callable[..., object]],
    *,
    name: Optional[str] = None,
    description: Optional[str] = None,
    strict: bool = False,
    run: Optional[Callable[[_ModelT], object]] = None,
) -> Union[Tool[_ModelT], Tool[Dict[str, object]]]:
    """Make a tool of a function with hints, or of a pydantic model.

    What a model is told of it: the name of the function or model, the first paragraph of its docstring, and of each
    parameter the type and what `Annotated` or the docstring (as by Google, NumPy or Sphinx) say.

    Args:
        fn_or_model: the function, which may be `async`, or the model. A model whose instances can be called is run by
            calling them.
        name: in place of the function's own.
        description: in place of the docstring's first paragraph.
        strict: have calls keep to the schema exactly, where the model can: see `strict_schema`.
        run: what is run with an instance of the model.

    Raises:
        ToolDefinitionError: no model could call it; the error says what to change.
    """
    if isinstance(fn_or_model, type):
        if not issubclass(fn_or_model, pydantic.BaseModel):
            raise ToolDefinitionError("%r is no tool: pass a function or a pydantic model" % fn_or_model)
        return _model_tool(cast("Type[_ModelT]", fn_or_model), name, description, strict, run)
    return _function_tool(fn_or_model, name, description, strict)


def _function_tool(
    function: Callable[..., object], name: Optional[str], description: Optional[str], strict: bool
) -> Tool[Dict[str, object]]:
    named = _named(function, name)
    parameters = parameters_of(function, named)
    takes: Arguments[Dict[str, object]] = Arguments(arguments_type(named, parameters), named, parameters, strict=strict)
    described = description or read_docstring(docstring_of(function)).description
    param = _param(named, described, takes.schema, strict)
    return Tool(named, param, lambda arguments: function(**arguments), _is_async(function), takes)


def _model_tool(
    model: Type[_ModelT],
    name: Optional[str],
    description: Optional[str],
    strict: bool,
    run: Optional[Callable[[_ModelT], object]],
) -> Tool[_ModelT]:
    named = _named(model, name)
    takes: Arguments[_ModelT] = Arguments(model, named, fields_of(model), strict=strict)
    own_words = takes.schema.pop("description", None)  # pydantic tells these from those of its own base class
    described = description or read_docstring(own_words).description
    own_call = getattr(model, "__call__", None)  # noqa: B004 - of its instances: the class itself can always be called
    own_run = cast("Callable[[_ModelT], object]", own_call) if "__call__" in _names(model) else None
    runs = run or own_run
    param = _param(named, described, takes.schema, strict)
    return Tool(named, param, runs, runs is not None and _is_async(runs), takes)


def _names(model: Type[pydantic.BaseModel]) -> List[str]:
    return [name for base in model.__mro__ for name in vars(base)]


def _named(function: Any, name: Optional[str]) -> str:
    own: Any = name if name is not None else getattr(function, "__name__", None)
    if not callable(function):
        raise ToolDefinitionError("%r is no tool: pass a function or a pydantic model" % (function,))
    if own == "<lambda>":
        raise ToolDefinitionError("A lambda has neither a name nor hints for a model to go by: define a function")
    if own is None:
        raise ToolDefinitionError("%r has no name: give it one, as `function_tool(..., name='...')`" % (function,))
    if not isinstance(own, str) or not _NAME.fullmatch(own):
        raise ToolDefinitionError(
            "%r is no name for a tool: it is made of 1 to 64 letters from a to z, digits, `_` and `-`" % (own,)
        )
    return own


def _is_async(function: Any) -> bool:
    call: Any = function if inspect.isroutine(function) else type(function).__call__
    return any(inspect.iscoroutinefunction(getattr(each, "func", each)) for each in (function, call))


def _param(name: str, description: Optional[str], schema: Dict[str, Any], strict: bool) -> ChatCompletionToolParam:
    function: Dict[str, Any] = {"name": name, "description": description, "parameters": schema, "strict": strict}
    unsaid = ("description",) * (description is None) + ("strict",) * (not strict)
    return cast(
        ChatCompletionToolParam,
        {"type": "function", "function": {key: value for key, value in function.items() if key not in unsaid}},
    )


function_tool.__module__ = "groq"
