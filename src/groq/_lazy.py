"""Names of modules to the modules themselves, at their first use."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, Callable, Dict, List, Mapping, Tuple

__all__ = ["lazy_exports", "lazy_module", "load"]


def load(name: str) -> Any:
    """Import the module `name` and give it, dotted names included."""
    module = sys.modules.get(name)
    if module is None or _is_loading(module):
        __import__(name)  # waits where another thread is still executing the module
        module = sys.modules[name]
    return module


def _is_loading(module: ModuleType) -> bool:
    return bool(getattr(getattr(module, "__spec__", None), "_initializing", False))


class _LazyModule(ModuleType):
    def __init__(self, name: str, holder: Dict[str, Any]) -> None:
        super().__init__(name)
        # Behind `__setattr__`, which is for the attributes of the module.
        self.__dict__["_holder"] = holder

    def __getattr__(self, name: str) -> Any:
        module = load(self.__name__)
        value = getattr(module, name)
        holder = self.__dict__["_holder"]
        for alias in [alias for alias, held in [*holder.items()] if held is self]:
            holder[alias] = module  # from now on it is found without this detour
        return value

    # What a test patches through the stand-in is to reach everybody who uses the module.

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(load(self.__name__), name, value)

    def __delattr__(self, name: str) -> None:
        delattr(load(self.__name__), name)

    def __dir__(self) -> List[str]:
        return dir(load(self.__name__))


def lazy_module(name: str) -> Any:
    """A stand-in for the module `name` that imports it when an attribute is first read.

    Put in a module's globals it keeps annotations such as `httpx.URL` resolvable by `typing.get_type_hints`
    without paying for the import. There the module itself takes its place then.
    """
    return _LazyModule(name, sys._getframe(1).f_globals)


def lazy_exports(
    package: str, table: Mapping[str, str], submodules: Tuple[str, ...] = ()
) -> Tuple[Callable[[str], Any], Callable[[], List[str]]]:
    """A module's `__getattr__` and `__dir__` (PEP 562) that find each name of `table` in the module named there.

    `table` maps a public name to a module, relative to the package (".model") or absolute ("httpx"), optionally
    followed by ":" and the name it has there. `submodules` are reachable as attributes without an import statement.
    """

    def getattribute(name: str) -> Any:
        where = table.get(name)
        if where is None:
            if name in submodules:
                return load("%s.%s" % (package, name))
            raise AttributeError("module %r has no attribute %r" % (package, name))
        module, _, attribute = where.partition(":")
        value = getattr(load(package + module if module.startswith(".") else module), attribute or name)
        namespace(package)[name] = value
        return value

    def directory() -> List[str]:
        return sorted({*namespace(package), *table, *submodules})

    return getattribute, directory


def namespace(package: str) -> Dict[str, Any]:
    return sys.modules[package].__dict__
