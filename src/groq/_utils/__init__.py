"""Small helpers at the import paths that applications know them by; each is loaded when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from . import _compat as _compat
    from . import _datetime_parse as _datetime_parse
    from . import _json as _json
    from . import _logs as _logs
    from . import _path as _path
    from . import _proxy as _proxy
    from . import _reflection as _reflection
    from . import _resources_proxy as _resources_proxy
    from . import _streams as _streams
    from . import _sync as _sync
    from . import _transform as _transform
    from . import _typing as _typing
    from . import _utils as _utils
    from ._compat import get_args as get_args
    from ._compat import get_origin as get_origin
    from ._compat import is_literal_type as is_literal_type
    from ._compat import is_typeddict as is_typeddict
    from ._compat import is_union as is_union
    from ._compat import parse_date as parse_date
    from ._compat import parse_datetime as parse_datetime
    from ._path import path_template as path_template
    from ._proxy import LazyProxy as LazyProxy
    from ._reflection import assert_signatures_in_sync as assert_signatures_in_sync
    from ._reflection import function_has_argument as function_has_argument
    from ._streams import consume_async_iterator as consume_async_iterator
    from ._streams import consume_sync_iterator as consume_sync_iterator
    from ._sync import asyncify as asyncify
    from ._transform import PropertyInfo as PropertyInfo
    from ._transform import async_maybe_transform as async_maybe_transform
    from ._transform import async_transform as async_transform
    from ._transform import maybe_transform as maybe_transform
    from ._transform import transform as transform
    from ._typing import extract_type_arg as extract_type_arg
    from ._typing import extract_type_var_from_base as extract_type_var_from_base
    from ._typing import is_annotated_type as is_annotated_type
    from ._typing import is_iterable_type as is_iterable_type
    from ._typing import is_list_type as is_list_type
    from ._typing import is_required_type as is_required_type
    from ._typing import is_sequence_type as is_sequence_type
    from ._typing import is_type_alias_type as is_type_alias_type
    from ._typing import is_union_type as is_union_type
    from ._typing import strip_annotated_type as strip_annotated_type
    from ._utils import coerce_boolean as coerce_boolean
    from ._utils import coerce_float as coerce_float
    from ._utils import coerce_integer as coerce_integer
    from ._utils import extract_files as extract_files
    from ._utils import file_from_path as file_from_path
    from ._utils import flatten as flatten
    from ._utils import get_async_library as get_async_library
    from ._utils import get_required_header as get_required_header
    from ._utils import is_dict as is_dict
    from ._utils import is_given as is_given
    from ._utils import is_iterable as is_iterable
    from ._utils import is_list as is_list
    from ._utils import is_mapping as is_mapping
    from ._utils import is_mapping_t as is_mapping_t
    from ._utils import is_sequence as is_sequence
    from ._utils import is_sequence_t as is_sequence_t
    from ._utils import is_tuple as is_tuple
    from ._utils import is_tuple_t as is_tuple_t
    from ._utils import json_safe as json_safe
    from ._utils import lru_cache as lru_cache
    from ._utils import maybe_coerce_boolean as maybe_coerce_boolean
    from ._utils import maybe_coerce_float as maybe_coerce_float
    from ._utils import maybe_coerce_integer as maybe_coerce_integer
    from ._utils import removeprefix as removeprefix
    from ._utils import removesuffix as removesuffix
    from ._utils import required_args as required_args
    from ._utils import strip_not_given as strip_not_given

__all__ = [
    "LazyProxy",
    "PropertyInfo",
    "assert_signatures_in_sync",
    "async_maybe_transform",
    "async_transform",
    "asyncify",
    "coerce_boolean",
    "coerce_float",
    "coerce_integer",
    "consume_async_iterator",
    "consume_sync_iterator",
    "extract_files",
    "extract_type_arg",
    "extract_type_var_from_base",
    "file_from_path",
    "flatten",
    "function_has_argument",
    "get_args",
    "get_async_library",
    "get_origin",
    "get_required_header",
    "is_annotated_type",
    "is_dict",
    "is_given",
    "is_iterable",
    "is_iterable_type",
    "is_list",
    "is_list_type",
    "is_literal_type",
    "is_mapping",
    "is_mapping_t",
    "is_required_type",
    "is_sequence",
    "is_sequence_t",
    "is_sequence_type",
    "is_tuple",
    "is_tuple_t",
    "is_type_alias_type",
    "is_typeddict",
    "is_union",
    "is_union_type",
    "json_safe",
    "lru_cache",
    "maybe_coerce_boolean",
    "maybe_coerce_float",
    "maybe_coerce_integer",
    "maybe_transform",
    "parse_date",
    "parse_datetime",
    "path_template",
    "removeprefix",
    "removesuffix",
    "required_args",
    "strip_annotated_type",
    "strip_not_given",
    "transform",
]

_NAMES = {
    "._compat": "get_args get_origin is_literal_type is_typeddict is_union parse_date parse_datetime",
    "._path": "path_template",
    "._proxy": "LazyProxy",
    "._reflection": "assert_signatures_in_sync function_has_argument",
    "._streams": "consume_async_iterator consume_sync_iterator",
    "._sync": "asyncify",
    "._transform": "PropertyInfo async_maybe_transform async_transform maybe_transform transform",
    "._typing": (
        "extract_type_arg extract_type_var_from_base is_annotated_type is_iterable_type is_list_type is_required_type "
        "is_sequence_type is_type_alias_type is_union_type strip_annotated_type"
    ),
    "._utils": (
        "coerce_boolean coerce_float coerce_integer extract_files file_from_path flatten get_async_library "
        "get_required_header is_dict is_given is_iterable is_list is_mapping is_mapping_t is_sequence is_sequence_t "
        "is_tuple is_tuple_t json_safe lru_cache maybe_coerce_boolean maybe_coerce_float maybe_coerce_integer "
        "removeprefix removesuffix required_args strip_not_given"
    ),
}
_SUBMODULES = ("_datetime_parse", "_json", "_logs", "_resources_proxy", *(module[1:] for module in _NAMES))

if not TYPE_CHECKING:  # checkers go by the imports above, and refuse any other name
    __getattr__, __dir__ = lazy_exports(
        __name__, {name: module for module, names in _NAMES.items() for name in names.split()}, _SUBMODULES
    )
