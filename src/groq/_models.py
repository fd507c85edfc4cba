"""What the API answers with, and the description of one request that the hooks of a client are given."""

from __future__ import annotations

import os
from functools import wraps
from typing import (
    IO,
    TYPE_CHECKING,
    Any,
    AsyncIterable,
    Callable,
    ClassVar,
    Dict,
    Iterable,
    List,
    Mapping,
    Optional,
    Sequence,
    Set,
    Tuple,
    Type,
    TypeVar,
    Union,
    cast,
)

import pydantic
from httpx import Timeout
from pydantic import ConfigDict
from typing_extensions import Literal, Required, TypedDict, Unpack, final

from ._constants import RAW_RESPONSE_HEADER
from ._construct import DISCRIMINATOR_CACHE as DISCRIMINATOR_CACHE
from ._construct import CachedDiscriminatorType as CachedDiscriminatorType
from ._construct import DiscriminatorDetails as DiscriminatorDetails
from ._construct import TypeAdapter as TypeAdapter
from ._construct import _ConfigProtocol as _ConfigProtocol
from ._construct import build as build
from ._construct import construct_type as construct_type
from ._construct import construct_type_unchecked as construct_type_unchecked
from ._construct import is_basemodel as is_basemodel
from ._construct import is_basemodel_type as is_basemodel_type
from ._construct import set_pydantic_config as set_pydantic_config
from ._construct import validate_type as validate_type
from ._core.clocks import Course
from ._core.eager import EagerIterable as EagerIterable
from ._core.eager import _EagerIterable as _EagerIterable
from ._core.encode import EncodedBody
from ._core.parse import parser
from ._core.policy import RetryPolicy
from ._core.secret import shown_option
from ._lazy import lazy_module
from ._types import NOT_GIVEN, AnyMapping, Body, Headers, HttpxRequestFiles, NotGiven, Query

if TYPE_CHECKING:
    from ._core import hooks as core_hooks
else:
    core_hooks = lazy_module("groq._core.hooks")

__all__ = [
    "BaseModel",
    "CachedDiscriminatorType",
    "DISCRIMINATOR_CACHE",
    "DiscriminatorDetails",
    "EagerIterable",
    "FinalRequestOptions",
    "FinalRequestOptionsInput",
    "GenericModel",
    "TypeAdapter",
    "build",
    "construct_type",
    "construct_type_unchecked",
    "is_basemodel",
    "is_basemodel_type",
    "set_pydantic_config",
    "validate_type",
]

ModelT = TypeVar("ModelT", bound="BaseModel")

_DEFER_BUILD = os.environ.get("DEFER_PYDANTIC_BUILD", "true") in ("true", "1", "on")


class BaseModel(pydantic.BaseModel):
    """A part of an answer of the API.

    Fields that this version does not know are kept, as attributes and in `model_extra`. What does not have the declared
    type is kept as it came, so read a field as if it were what it says and expect anything of a new server.
    """

    # Schemas are compiled at first use: importing all types would otherwise cost more than everything else.
    model_config: ClassVar[ConfigDict] = ConfigDict(extra="allow", defer_build=_DEFER_BUILD)

    __built_leniently__ = True

    def to_dict(
        self,
        *,
        mode: Literal["json", "python"] = "python",
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = True,  # noqa: ARG002 - part of the signature that applications know; there are none
    ) -> Dict[str, object]:
        """Give the fields that were set as a dictionary, all the way down.

        `mode="json"` turns what JSON cannot carry, such as a `datetime`, into what it can. `use_api_names=False` gives
        the Python names of the fields. `warnings` is accepted for compatibility: values of another type than declared
        are given as they are, without a word.
        """
        return self.model_dump(
            mode=mode,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=False,
        )

    def to_json(
        self,
        *,
        indent: Optional[int] = 2,
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = True,  # noqa: ARG002 - part of the signature that applications know; there are none
    ) -> str:
        """Give the fields that were set as JSON text; `indent=None` for a single line.

        The other arguments are those of `to_dict`.
        """
        return self.model_dump_json(
            indent=indent,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=False,
        )

    if not TYPE_CHECKING:
        # Type checkers see pydantic's own signatures. The default differs: a server that answers with something new is
        # no reason for warnings in the logs of an application.

        @wraps(pydantic.BaseModel.model_dump)
        def model_dump(self, **options: Any) -> Dict[str, Any]:
            return _dumped(self, super().model_dump, options)

        @wraps(pydantic.BaseModel.model_dump_json)
        def model_dump_json(self, **options: Any) -> str:
            return _dumped(self, super().model_dump_json, options)

    def __str__(self) -> str:
        return repr(self)

    @classmethod
    def construct(__cls: Type[ModelT], _fields_set: Optional[Set[str]] = None, **values: object) -> ModelT:
        """Build a model without validation, as responses are built: nested values become models where they can.

        `_fields_set` overrides which fields count as set.
        """
        model = cast(ModelT, parser(__cls).python(values))
        if _fields_set is not None:
            object.__setattr__(model, "__pydantic_fields_set__", _fields_set)
        return model

    if not TYPE_CHECKING:
        model_construct = construct


BaseModel.__module__ = "groq"


def _dumped(model: BaseModel, dump: Callable[..., Any], options: Dict[str, Any]) -> Any:
    options.setdefault("warnings", False)
    try:
        return dump(**options)
    except (TypeError, ValueError):
        # An older pydantic cannot dump a model whose class is not compiled where another type is declared.
        if not _compile_classes(model):
            raise
        return dump(**options)


def _compile_classes(value: Any) -> bool:
    """Compile the classes of all models in a value; gives whether there was one to do."""
    if isinstance(value, pydantic.BaseModel):
        missing = not value.__pydantic_complete__
        if missing:
            type(value).model_rebuild(raise_errors=False)
        parts: List[Any] = [*value.__dict__.values(), *(value.__pydantic_extra__ or {}).values()]
        return any([missing, *map(_compile_classes, parts)])
    parts_of = _COLLECTIONS.get(type(value))
    return parts_of is not None and any([*map(_compile_classes, parts_of(value))])


_COLLECTIONS: Mapping[Any, Callable[[Any], Iterable[Any]]] = {list: iter, dict: lambda items: items.values()}


class BaseGenericModel(pydantic.BaseModel):
    """A model with type parameters, for code that also knew pydantic 1."""


BaseGenericModel.__name__ = BaseGenericModel.__qualname__ = "GenericModel"
BaseGenericModel.__module__ = "groq._compat"


class GenericModel(BaseGenericModel, BaseModel):
    """A part of an answer whose class has type parameters."""


class FinalRequestOptionsInput(TypedDict, total=False):
    """What `FinalRequestOptions.construct` takes."""

    method: Required[str]
    url: Required[str]
    params: Query
    headers: Headers
    max_retries: int
    timeout: Union[float, Timeout, None]
    files: Optional[HttpxRequestFiles]
    idempotency_key: str
    content: Union[bytes, bytearray, IO[bytes], Iterable[bytes], AsyncIterable[bytes], None]
    json_data: Body
    extra_json: AnyMapping
    follow_redirects: bool
    retry_policy: Optional[RetryPolicy]
    hooks: Union[core_hooks.Hooks, Sequence[core_hooks.Hooks], None]


@final
class FinalRequestOptions(pydantic.BaseModel):
    """One request as the client is about to send it; `_prepare_options` may read and change it."""

    model_config: ClassVar[ConfigDict] = ConfigDict(arbitrary_types_allowed=True, defer_build=True)

    method: str
    url: str
    params: Query = {}
    headers: Union[Headers, NotGiven] = NOT_GIVEN
    max_retries: Union[int, NotGiven] = NOT_GIVEN
    timeout: Union[float, Timeout, None, NotGiven] = NOT_GIVEN
    files: Union[HttpxRequestFiles, None] = None
    idempotency_key: Union[str, None] = None
    post_parser: Union[Callable[[Any], Any], NotGiven] = NOT_GIVEN
    follow_redirects: Union[bool, None] = None
    content: Union[bytes, bytearray, IO[bytes], Iterable[bytes], AsyncIterable[bytes], None] = None
    # `json_data` and `extra_json` and not `json` and `extra_body`: pydantic has a method of the first name.
    json_data: Union[Body, None] = None
    extra_json: Union[AnyMapping, None] = None
    retry_policy: Union[RetryPolicy, None, NotGiven] = pydantic.Field(default=NOT_GIVEN, repr=False)
    hooks: Union[Any, NotGiven] = pydantic.Field(default=NOT_GIVEN, repr=False)  # no schema of functions is needed

    _encoded: EncodedBody = pydantic.PrivateAttr(default_factory=EncodedBody)
    _course: Optional[Course] = pydantic.PrivateAttr(default=None)  # of a call with a policy, time limits or hooks

    def encoded_body(self) -> bytes:
        """The JSON body with `extra_json` merged in; iterators in it are walked once for all copies of the options."""
        return self._encoded.encode(self.json_data, self.extra_json)

    def get_max_retries(self, max_retries: int) -> int:
        """How often this call may be tried again, given what the client allows."""
        return max_retries if isinstance(self.max_retries, NotGiven) else self.max_retries

    def __repr_args__(self) -> Iterable[Tuple[Optional[str], Any]]:
        for name, value in super().__repr_args__():
            yield name, shown_option(name, value)

    def _strip_raw_response_header(self) -> None:
        if not isinstance(self.headers, NotGiven) and self.headers.get(RAW_RESPONSE_HEADER):
            self.headers = {name: value for name, value in self.headers.items() if name != RAW_RESPONSE_HEADER}

    @classmethod
    def construct(  # type: ignore[override]  # names what it takes, where pydantic's takes anything
        cls, _fields_set: Optional[Set[str]] = None, **values: Unpack[FinalRequestOptionsInput]
    ) -> FinalRequestOptions:
        """Describe a request without validating anything; unknown names are ignored."""
        # Pydantic's own way walks all fields at each call. `params` is the one default that can be changed in place.
        named = {name: value for name, value in values.items() if name in _OPTIONS}
        options = cls.__new__(cls)
        object.__setattr__(options, "__dict__", {**_DEFAULTS, "params": {}, **named})
        object.__setattr__(options, "__pydantic_fields_set__", set(named) if _fields_set is None else _fields_set)
        object.__setattr__(options, "__pydantic_extra__", None)
        object.__setattr__(options, "__pydantic_private__", {"_encoded": EncodedBody(), "_course": None})
        return options

    if not TYPE_CHECKING:
        model_construct = construct


_OPTIONS = frozenset(FinalRequestOptions.model_fields)
_DEFAULTS: Dict[str, Any] = {
    name: None if field.is_required() else field.default for name, field in FinalRequestOptions.model_fields.items()
}
