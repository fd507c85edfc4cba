"""Stand-ins for objects that are made when they are first used."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Generic, Iterable, TypeVar, cast

__all__ = ["LazyProxy"]

T = TypeVar("T")


class LazyProxy(Generic[T], ABC):
    """Passes the reading of attributes on to the object that `__load__` gives; a subclass implements `__load__`."""

    @abstractmethod
    def __load__(self) -> T: ...

    def __get_proxied__(self) -> T:
        return self.__load__()

    def __as_proxied__(self) -> T:
        """This proxy, for type checkers the object behind it."""
        return cast(T, self)

    def __getattr__(self, attr: str) -> object:
        proxied: Any = self.__get_proxied__()
        # One proxy behind another is passed on as it is: reading through both would go on for ever.
        return cast(object, proxied if isinstance(proxied, LazyProxy) else getattr(proxied, attr))

    def __repr__(self) -> str:
        proxied: Any = self.__get_proxied__()
        return proxied.__class__.__name__ if isinstance(proxied, LazyProxy) else repr(proxied)

    def __str__(self) -> str:
        proxied: Any = self.__get_proxied__()
        return proxied.__class__.__name__ if isinstance(proxied, LazyProxy) else str(proxied)

    def __dir__(self) -> Iterable[str]:
        proxied: Any = self.__get_proxied__()
        return [] if isinstance(proxied, LazyProxy) else cast("Iterable[str]", proxied.__dir__())

    @property  # type: ignore[misc]  # isinstance sees the object behind the proxy
    def __class__(self) -> type:  # pyright: ignore[reportIncompatibleMethodOverride]  # as above
        try:
            proxied: Any = self.__get_proxied__()
        except Exception:
            return type(self)
        # `__class__` of a second proxy would be that of the object behind it.
        return type(cast(object, proxied)) if isinstance(proxied, LazyProxy) else cast(type, proxied.__class__)
