"""Names that code for both pydantic 1 and 2 imports from here; pydantic is loaded when one that needs it is used."""

from __future__ import annotations

from functools import cached_property as cached_property
from typing import TYPE_CHECKING, Any, Dict, Optional, Type, TypeVar, cast

from ._lazy import lazy_exports

if TYPE_CHECKING:
    import pydantic
    from pydantic import ConfigDict as ConfigDict
    from pydantic.fields import FieldInfo
    from typing_extensions import Literal

    from ._models import BaseGenericModel as GenericModel
    from ._types import IncEx
    from ._utils._compat import get_args as get_args
    from ._utils._compat import get_origin as get_origin
    from ._utils._compat import is_literal_type as is_literal_type
    from ._utils._compat import is_typeddict as is_typeddict
    from ._utils._compat import is_union as is_union
    from ._utils._compat import parse_date as parse_date
    from ._utils._compat import parse_datetime as parse_datetime

__all__ = [
    "ConfigDict",
    "GenericModel",
    "PYDANTIC_V1",
    "cached_property",
    "field_get_default",
    "field_is_required",
    "field_outer_type",
    "get_args",
    "get_model_config",
    "get_model_fields",
    "get_origin",
    "is_literal_type",
    "is_typeddict",
    "is_union",
    "model_copy",
    "model_dump",
    "model_json",
    "model_parse",
    "parse_date",
    "parse_datetime",
    "parse_obj",
    "typed_cached_property",
]

_ModelT = TypeVar("_ModelT", bound="pydantic.BaseModel")

PYDANTIC_V1 = False
typed_cached_property = cached_property

if not TYPE_CHECKING:  # checkers go by the imports above, and refuse any other name
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "ConfigDict": "pydantic",
            "GenericModel": "groq._models:BaseGenericModel",
            **dict.fromkeys(
                (
                    "get_args",
                    "get_origin",
                    "is_literal_type",
                    "is_typeddict",
                    "is_union",
                    "parse_date",
                    "parse_datetime",
                ),
                "groq._utils._compat",
            ),
        },
    )


def get_model_config(model: Type[pydantic.BaseModel]) -> Any:
    """The settings of a model class."""
    return model.model_config


def get_model_fields(model: Type[pydantic.BaseModel]) -> Dict[str, FieldInfo]:
    """The fields of a model class by name."""
    return model.model_fields


def field_is_required(field: FieldInfo) -> bool:
    """Whether a field has to be given."""
    return field.is_required()


def field_outer_type(field: FieldInfo) -> Any:
    """The declared type of a field."""
    return field.annotation


def field_get_default(field: FieldInfo) -> Any:
    """The default of a field, `None` where it is required or made by a factory."""
    from pydantic_core import PydanticUndefined

    default = field.get_default()
    return None if default is PydanticUndefined else default


def model_copy(model: _ModelT, *, deep: bool = False) -> _ModelT:
    """A copy of a model, with `deep=True` of all that is in it too."""
    return model.model_copy(deep=deep)


def model_json(model: pydantic.BaseModel, *, indent: Optional[int] = None) -> str:
    """A model as JSON text."""
    return model.model_dump_json(indent=indent)


def model_dump(
    model: pydantic.BaseModel,
    *,
    exclude: Optional[IncEx] = None,
    exclude_unset: bool = False,
    exclude_defaults: bool = False,
    warnings: bool = True,
    mode: Literal["json", "python"] = "python",
    by_alias: Optional[bool] = None,
) -> Dict[str, Any]:
    """A model as a dictionary."""
    options: Dict[str, Any] = {} if by_alias is None else {"by_alias": by_alias}
    if not warnings:
        options["warnings"] = False  # and otherwise as the model has it: those of this library do not warn
    return model.model_dump(
        mode=mode,
        exclude=cast(Any, exclude),
        exclude_unset=exclude_unset,
        exclude_defaults=exclude_defaults,
        **options,
    )


def model_parse(model: Type[_ModelT], data: Any) -> _ModelT:
    """Data validated as a model."""
    return model.model_validate(data)


def parse_obj(model: Type[_ModelT], value: object) -> _ModelT:
    """`model_parse` by its older name."""
    return model.model_validate(value)
