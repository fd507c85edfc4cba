"""What the API answers with, and the description of one request that the hooks of a client are given."""

from __future__ import annotations

import os
from functools import lru_cache, wraps
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
    Protocol,
    Set,
    Type,
    TypeVar,
    Union,
    cast,
)

import pydantic
from httpx import Timeout
from pydantic import ConfigDict
from pydantic import TypeAdapter as _TypeAdapter
from typing_extensions import Annotated, Literal, ParamSpec, Self, TypedDict, TypeGuard, Unpack, final, runtime_checkable

from ._constants import RAW_RESPONSE_HEADER
from ._core.encode import EncodedBody
from ._core.parse import parser
from ._types import NOT_GIVEN, AnyMapping, Body, Headers, HttpxRequestFiles, NotGiven, Query, given

__all__ = [
    "BaseModel",
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

_T = TypeVar("_T")
_ModelT = TypeVar("_ModelT", bound=pydantic.BaseModel)
P = ParamSpec("P")

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
        warnings: bool = True,
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
        warnings: bool = True,
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
            options.setdefault("warnings", False)
            return super().model_dump(**options)

        @wraps(pydantic.BaseModel.model_dump_json)
        def model_dump_json(self, **options: Any) -> str:
            options.setdefault("warnings", False)
            return super().model_dump_json(**options)

    def __str__(self) -> str:
        return "%s(%s)" % (self.__repr_name__(), self.__repr_str__(", "))

    @classmethod
    def construct(__cls, _fields_set: Optional[Set[str]] = None, **values: object) -> Self:
        """Build a model without validation, as responses are built: nested values become models where they can.

        `_fields_set` overrides which fields count as set.
        """
        model = cast(Self, parser(__cls).python(values))
        if _fields_set is not None:
            object.__setattr__(model, "__pydantic_fields_set__", _fields_set)
        return model

    if not TYPE_CHECKING:
        model_construct = construct


BaseModel.__module__ = "groq"


class BaseGenericModel(pydantic.BaseModel):
    """A model with type parameters, for code that also knew pydantic 1."""


BaseGenericModel.__name__ = BaseGenericModel.__qualname__ = "GenericModel"
BaseGenericModel.__module__ = "groq._compat"


class GenericModel(BaseGenericModel, BaseModel):
    """A part of an answer whose class has type parameters."""


def construct_type(*, value: object, type_: object, metadata: Optional[List[Any]] = None) -> object:
    """Build `value`, as decoded from JSON, into `type_` where it fits; what does not fit is kept as it came."""
    if metadata:
        type_ = Annotated[(type_, *metadata)]  # pyright: ignore[reportInvalidTypeForm] - made at run time
    return parser(type_).python(value)


def construct_type_unchecked(*, value: object, type_: Type[_T]) -> _T:
    """`construct_type` for a caller who trusts the value to be of the type."""
    return cast(_T, construct_type(value=value, type_=type_))


@lru_cache(maxsize=None)
def TypeAdapter(type_: Any) -> _TypeAdapter[Any]:
    """The pydantic adapter of a type, made once."""
    return _TypeAdapter(type_)


def validate_type(*, type_: Type[_T], value: object) -> _T:
    """Build `value` into `type_`, or raise `pydantic.ValidationError` where it does not fit."""
    if isinstance(type_, type) and issubclass(type_, pydantic.BaseModel):
        return cast(_T, type_.model_validate(value))
    return cast(_T, TypeAdapter(type_).validate_python(value))


def validated(type_: Any, value: Any) -> Any:
    """`validate_type` for callers who name the type first."""
    return validate_type(type_=type_, value=value)


def build(base_model_cls: Callable[P, _ModelT], *args: P.args, **kwargs: P.kwargs) -> _ModelT:
    """Construct a model from keyword arguments that type checkers check against its constructor."""
    if args:
        raise TypeError("`build` takes the fields as keyword arguments; received %d positional ones" % len(args))
    return cast(_ModelT, construct_type(type_=base_model_cls, value=kwargs))


def is_basemodel(type_: type) -> bool:
    """Whether a type is a model of this library."""
    return is_basemodel_type(type_)


def is_basemodel_type(type_: type) -> TypeGuard[Union[Type[BaseModel], Type[GenericModel]]]:
    """`is_basemodel` for type checkers."""
    return isinstance(type_, type) and issubclass(type_, BaseModel)


def set_pydantic_config(typ: Any, config: ConfigDict) -> None:
    """Give a TypedDict or a dataclass the pydantic settings `config`."""
    typ.__pydantic_config__ = config


class FinalRequestOptionsInput(TypedDict, total=False):
    """What `FinalRequestOptions.construct` takes."""

    method: str
    url: str
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

    _encoded: EncodedBody = pydantic.PrivateAttr(default_factory=EncodedBody)

    def encoded_body(self) -> bytes:
        """The JSON body, with `extra_json` merged in; encoded once for all copies of these options."""
        return self._encoded.encode(self.json_data, self.extra_json)

    def get_max_retries(self, max_retries: int) -> int:
        """How often this call may be tried again, given what the client allows."""
        return max_retries if isinstance(self.max_retries, NotGiven) else self.max_retries

    def _strip_raw_response_header(self) -> None:
        if not isinstance(self.headers, NotGiven) and self.headers.get(RAW_RESPONSE_HEADER):
            self.headers = {name: value for name, value in self.headers.items() if name != RAW_RESPONSE_HEADER}

    @classmethod
    def construct(
        cls, _fields_set: Optional[Set[str]] = None, **values: Unpack[FinalRequestOptionsInput]
    ) -> FinalRequestOptions:
        """Describe a request without validating anything; unknown names are ignored."""
        # Pydantic's own way walks all fields at each call. `params` is the one default that can be changed in place.
        named = {name: value for name, value in values.items() if name in _OPTIONS}
        options = cls.__new__(cls)
        object.__setattr__(options, "__dict__", {**_DEFAULTS, "params": {}, **named})
        object.__setattr__(options, "__pydantic_fields_set__", set(named) if _fields_set is None else _fields_set)
        object.__setattr__(options, "__pydantic_extra__", None)
        object.__setattr__(options, "__pydantic_private__", {"_encoded": EncodedBody()})
        return options

    if not TYPE_CHECKING:
        model_construct = construct


_OPTIONS = frozenset(FinalRequestOptions.model_fields)
_DEFAULTS: Dict[str, Any] = {
    name: None if field.is_required() else field.default for name, field in FinalRequestOptions.model_fields.items()
}
