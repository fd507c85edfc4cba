"""Pages of a listing, for endpoints that give their items piece by piece."""

from __future__ import annotations

from typing import (
    TYPE_CHECKING,
    Any,
    AsyncIterator,
    Generator,
    Generic,
    Iterable,
    Iterator,
    Optional,
    Type,
    TypeVar,
    Union,
    cast,
)

import httpx
from httpx import URL
from pydantic import PrivateAttr
from typing_extensions import Self

from ._models import FinalRequestOptions, GenericModel
from ._types import NOT_GIVEN, Body, NotGiven, Query
from ._utils import is_mapping

if TYPE_CHECKING:
    from ._base_client import AsyncAPIClient, SyncAPIClient

__all__ = ["AsyncPaginator", "BaseAsyncPage", "BasePage", "BaseSyncPage", "PageInfo", "async_listing", "listing"]

_T = TypeVar("_T")
SyncPageT = TypeVar("SyncPageT", bound="BaseSyncPage[Any]")
AsyncPageT = TypeVar("AsyncPageT", bound="BaseAsyncPage[Any]")


class PageInfo:
    """Where the next page is: at a URL, or at the same one with other query parameters or another body."""

    url: Union[URL, NotGiven]
    params: Union[Query, NotGiven]
    json: Union[Body, NotGiven]

    def __init__(
        self,
        *,
        url: Union[URL, NotGiven] = NOT_GIVEN,
        json: Union[Body, NotGiven] = NOT_GIVEN,
        params: Union[Query, NotGiven] = NOT_GIVEN,
    ) -> None:
        self.url = url
        self.json = json
        self.params = params

    def __repr__(self) -> str:
        given = (
            "url" if not isinstance(self.url, NotGiven) else "json" if not isinstance(self.json, NotGiven) else "params"
        )
        return "%s(%s=%s)" % (type(self).__name__, given, getattr(self, given))


class BasePage(GenericModel, Generic[_T]):
    """One page; subclasses say where its items are and where the next page is."""

    _options: FinalRequestOptions = PrivateAttr()
    _model: Type[_T] = PrivateAttr()

    def has_next_page(self) -> bool:
        """Whether there is another page after one that is not empty."""
        return bool(self._get_page_items()) and self.next_page_info() is not None

    def next_page_info(self) -> Optional[PageInfo]:
        """Where the next page is; `None` on the last one, and on every one unless a subclass says where."""
        return None

    def _get_page_items(self) -> Iterable[_T]:
        raise NotImplementedError

    def _params_from_url(self, url: URL) -> httpx.QueryParams:
        return httpx.QueryParams(cast(Any, self._options.params)).merge(url.params)

    def _info_to_options(self, info: PageInfo) -> FinalRequestOptions:
        options = self._options.model_copy()
        options._strip_raw_response_header()
        if not isinstance(info.params, NotGiven):
            options.params = {**options.params, **info.params}
        elif not isinstance(info.url, NotGiven):
            options.url = str(info.url.copy_with(params=self._params_from_url(info.url)))
            options.params = {}
        elif is_mapping(info.json) and (options.json_data is None or is_mapping(options.json_data)):
            options.json_data = {**(options.json_data or {}), **info.json}
        elif isinstance(info.json, NotGiven):
            raise ValueError("The page after this one is nowhere: give `PageInfo` a URL, query parameters or JSON")
        else:
            raise TypeError("A page follows by its URL, its query parameters, or a JSON object; received %r" % info)
        return options

    def _next_options(self) -> FinalRequestOptions:
        info = self.next_page_info()
        if info is None:
            raise RuntimeError("There is no next page: ask `has_next_page()` before `get_next_page()`")
        return self._info_to_options(info)


class BaseSyncPage(BasePage[_T], Generic[_T]):
    """A page of `Groq`; iterating over it goes on through the pages that follow."""

    _client: SyncAPIClient = PrivateAttr()

    def _set_private_attributes(self, client: SyncAPIClient, model: Type[_T], options: FinalRequestOptions) -> None:
        self.__pydantic_private__ = {"_model": model, "_client": client, "_options": options}

    # A page iterates over its items; pydantic's own iteration, over fields, is left to the other models.
    def __iter__(self) -> Iterator[_T]:  # type: ignore[override]  # see above
        for page in self.iter_pages():
            yield from page._get_page_items()

    def iter_pages(self) -> Iterator[Self]:
        """This page and those that follow."""
        page = self
        while True:
            yield page
            if not page.has_next_page():
                return
            page = page.get_next_page()

    def get_next_page(self) -> Self:
        """Fetch the page after this one. Raises `RuntimeError` where there is none."""
        return self._client._request_api_list(cast(Any, self._model), page=type(self), options=self._next_options())


class AsyncPaginator(Generic[_T, AsyncPageT]):
    """A listing of `AsyncGroq`: await it for its first page, or iterate over all its items."""

    def __init__(
        self, client: AsyncAPIClient, options: FinalRequestOptions, page_cls: Type[AsyncPageT], model: Type[_T]
    ) -> None:
        self._model = model
        self._client = client
        self._options = options
        self._page_cls = page_cls

    def __await__(self) -> Generator[Any, None, AsyncPageT]:
        return self._get_page().__await__()

    async def _get_page(self) -> AsyncPageT:
        page = await self._client.request(self._page_cls, self._options)
        page._set_private_attributes(model=self._model, options=self._options, client=self._client)
        return page

    async def __aiter__(self) -> AsyncIterator[_T]:
        page: Any = await self
        async for item in page:
            yield item


class BaseAsyncPage(BasePage[_T], Generic[_T]):
    """A page of `AsyncGroq`; iterating over it goes on through the pages that follow."""

    _client: AsyncAPIClient = PrivateAttr()

    def _set_private_attributes(self, model: Type[_T], client: AsyncAPIClient, options: FinalRequestOptions) -> None:
        self.__pydantic_private__ = {"_model": model, "_client": client, "_options": options}

    async def __aiter__(self) -> AsyncIterator[_T]:
        async for page in self.iter_pages():
            for item in page._get_page_items():
                yield item

    async def iter_pages(self) -> AsyncIterator[Self]:
        """This page and those that follow."""
        page = self
        while True:
            yield page
            if not page.has_next_page():
                return
            page = await page.get_next_page()

    async def get_next_page(self) -> Self:
        """Fetch the page after this one. Raises `RuntimeError` where there is none."""
        paginator: Any = self._client._request_api_list(
            cast(Any, self._model), page=type(self), options=self._next_options()
        )
        return cast(Self, await paginator)


def listing(
    client: SyncAPIClient, model: Type[object], page: Type[SyncPageT], options: FinalRequestOptions
) -> SyncPageT:
    """Fetch one page and tell it where it came from, so that it can fetch the next."""
    first = client.request(page, options)
    first._set_private_attributes(client=client, model=model, options=options)
    return first


def async_listing(
    client: AsyncAPIClient, model: Type[_T], page: Type[AsyncPageT], options: FinalRequestOptions
) -> AsyncPaginator[_T, AsyncPageT]:
    """The listing that begins with one page."""
    return AsyncPaginator(client=client, options=options, page_cls=page, model=model)
