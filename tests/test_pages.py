"""Paged listings: the items of all pages in one iteration, page by page, blocking or awaited."""

from __future__ import annotations

from typing import Any, Dict, Generic, List, Optional, TypeVar

import httpx
import pytest

import groq
from groq import BaseModel
from groq._base_client import AsyncPaginator, BaseAsyncPage, BasePage, BaseSyncPage, PageInfo
from groq._models import FinalRequestOptions
from twin import Twin

T = TypeVar("T")


class Item(BaseModel):
    id: str


class _Items(BasePage[T], Generic[T]):
    items: List[T]

    def _get_page_items(self) -> List[T]:
        return self.items


class _Next(_Items[T], Generic[T]):
    """Where the next page is comes with each page."""

    next_url: Optional[str] = None
    next_params: Optional[Dict[str, Any]] = None
    next_json: Optional[Dict[str, Any]] = None

    def next_page_info(self) -> Optional[PageInfo]:
        if self.next_url is not None:
            return PageInfo(url=httpx.URL(self.next_url))
        if self.next_params is not None:
            return PageInfo(params=self.next_params)
        return PageInfo(json=self.next_json) if self.next_json is not None else None


class Page(_Next[T], BaseSyncPage[T], Generic[T]):
    pass


class AsyncPage(_Next[T], BaseAsyncPage[T], Generic[T]):
    pass


class Bare(_Items[T], BaseSyncPage[T], Generic[T]):
    pass


class AsyncBare(_Items[T], BaseAsyncPage[T], Generic[T]):
    pass


def page(*ids: str, **where: Any) -> Dict[str, Any]:
    return {"items": [{"id": id} for id in ids], **where}


def listing(twin: Twin, *answers: Any, path: str = "/things", **arguments: Any) -> Any:
    """A listing that was asked for; the awaited one still has to be."""
    page_class = twin.pick(Page[Item], AsyncPage[Item])
    return twin.client(*answers).get_api_list(path, model=Item, page=page_class, **arguments)


def ids(items: List[Any]) -> List[str]:
    assert all(type(item) is Item for item in items)
    return [item.id for item in items]


def asked(twin: Twin) -> List[str]:
    """Path and query of all requests."""
    return [request.url.raw_path.decode() for request in twin.requests]


# Iterating


THREE = (
    page("a", "b", next_params={"after": "b"}),
    page("c", next_params={"after": "c"}),
    page("d"),
)


def test_iterating_gives_the_items_of_all_pages(twin: Twin) -> None:
    assert ids(twin.items(listing(twin, *THREE))) == ["a", "b", "c", "d"]
    assert asked(twin) == ["/things", "/things?after=b", "/things?after=c"]
    assert [request.method for request in twin.requests] == ["GET"] * 3


def test_the_first_page_goes_on_through_the_others(twin: Twin) -> None:
    first = twin.call(listing(twin, *THREE))
    assert isinstance(first, twin.pick(Page, AsyncPage))
    assert ids(first.items) == ["a", "b"]
    assert ids(twin.items(first)) == ["a", "b", "c", "d"]


def test_pages_come_one_by_one(twin: Twin) -> None:
    first = twin.call(listing(twin, *THREE))
    pages = twin.items(first.iter_pages())
    assert pages[0] is first
    assert [ids(page.items) for page in pages] == [["a", "b"], ["c"], ["d"]]


def test_pages_are_fetched_only_when_they_are_needed(twin: Twin) -> None:
    items = twin.iter(listing(twin, *THREE))
    assert [twin.next(items).id, twin.next(items).id] == ["a", "b"]
    assert len(twin.requests) == 1
    assert twin.next(items).id == "c"
    assert len(twin.requests) == 2


def test_the_next_page_is_fetched_when_it_is_asked_for(twin: Twin) -> None:
    first = twin.call(listing(twin, *THREE))
    assert first.has_next_page() is True
    second = twin.call(first.get_next_page())
    third = twin.call(second.get_next_page())
    assert (type(third), ids(third.items), third.has_next_page()) == (type(first), ["d"], False)
    with pytest.raises(RuntimeError, match="has_next_page"):
        twin.call(third.get_next_page())


def test_an_empty_page_is_the_last(twin: Twin) -> None:
    assert twin.items(listing(twin, page(next_params={"after": "a"}))) == []
    assert len(twin.requests) == 1


def test_an_awaited_listing_is_a_paginator() -> None:
    twin = Twin("async")
    found = listing(twin, *THREE)
    assert isinstance(found, AsyncPaginator)
    assert ids(twin.call(found).items) == ["a", "b"]
    assert ids(twin.items(listing(twin, *THREE))) == ["a", "b", "c", "d"]
    twin.close()


# Where the next page is


@pytest.mark.parametrize(
    ("where", "second"),
    [
        ({"next_params": {"after": "a"}}, "/things?x=1&y=2&after=a"),
        ({"next_params": {"x": 5}}, "/things?x=5&y=2"),
        ({"next_url": "https://api.groq.com/more?after=a"}, "/more?x=1&y=2&after=a"),
        ({"next_url": "https://api.groq.com/more?x=5"}, "/more?x=5&y=2"),
        ({"next_url": "/more?after=a"}, "/more?x=1&y=2&after=a"),
        ({"next_json": {"after": "a"}}, "/things?x=1&y=2"),
    ],
)
def test_the_next_page_keeps_the_query(twin: Twin, where: Dict[str, Any], second: str) -> None:
    found = listing(twin, page("a", **where), page("b"), options={"params": {"x": 1, "y": 2}})
    assert ids(twin.items(found)) == ["a", "b"]
    assert asked(twin) == ["/things?x=1&y=2", second]


def test_a_next_page_by_its_body_keeps_the_rest_of_it(twin: Twin) -> None:
    answers = [page("a", next_json={"after": "a"}), page("b", next_json={"after": "b"}), page("c")]
    found = listing(twin, *answers, body={"limit": 1}, method="post")
    assert ids(twin.items(found)) == ["a", "b", "c"]
    assert [(request.method, request.content) for request in twin.requests] == [
        ("POST", b'{"limit":1}'),
        ("POST", b'{"limit":1,"after":"a"}'),
        ("POST", b'{"limit":1,"after":"b"}'),
    ]


def test_a_next_page_by_its_body_needs_none_before(twin: Twin) -> None:
    found = listing(twin, page("a", next_json={"after": "a"}), page("b"), method="post")
    assert ids(twin.items(found)) == ["a", "b"]
    assert [request.content for request in twin.requests] == [b"", b'{"after":"a"}']


def test_a_next_page_keeps_the_headers_of_the_call(twin: Twin) -> None:
    found = listing(twin, *THREE, options={"headers": {"X-A": "1"}})
    twin.items(found)
    assert [request.headers["x-a"] for request in twin.requests] == ["1", "1", "1"]


def test_a_body_that_is_no_object_cannot_lead_to_the_next_page(twin: Twin) -> None:
    first = twin.call(listing(twin, page("a", next_json={"after": "a"}), body=[1], method="post"))
    with pytest.raises(TypeError, match="JSON object"):
        twin.call(first.get_next_page())


# Pages themselves


def test_a_page_shows_its_fields(twin: Twin) -> None:
    first = twin.call(listing(twin, page("a")))
    shown = "items=[Item(id='a')], next_url=None, next_params=None, next_json=None)"
    assert repr(first).partition("(")[2] == shown


def test_a_page_that_cannot_be_fetched_is_an_error(twin: Twin) -> None:
    items = twin.iter(listing(twin, THREE[0], httpx.Response(404)))
    assert [twin.next(items).id, twin.next(items).id] == ["a", "b"]
    with pytest.raises(groq.NotFoundError):
        twin.next(items)


def test_a_page_that_does_not_say_where_the_next_is_is_the_last(twin: Twin) -> None:
    page_class = twin.pick(Bare[str], AsyncBare[str])
    found = twin.client({"items": ["a", "b"]}).get_api_list("/things", model=str, page=page_class)
    assert twin.items(found) == ["a", "b"]
    assert len(twin.requests) == 1


def test_a_page_must_say_where_its_items_are() -> None:
    page: BasePage[int] = BasePage.construct()
    assert page.next_page_info() is None
    with pytest.raises(NotImplementedError):
        page.has_next_page()


@pytest.mark.parametrize(
    ("info", "shown"),
    [
        (PageInfo(params={"a": 1}), "PageInfo(params={'a': 1})"),
        (PageInfo(url=httpx.URL("http://x")), "PageInfo(url=http://x)"),
        (PageInfo(json={"a": 1}), "PageInfo(json={'a': 1})"),
        (PageInfo(), "PageInfo(params=NOT_GIVEN)"),
    ],
)
def test_a_place_is_shown_by_what_it_has(info: PageInfo, shown: str) -> None:
    assert repr(info) == shown


@pytest.mark.parametrize(("info", "error"), [(PageInfo(), ValueError), (PageInfo(json=[1]), TypeError)])
def test_a_next_page_that_is_nowhere_is_refused(info: PageInfo, error: type) -> None:
    page: BasePage[int] = BasePage.construct()
    page._options = FinalRequestOptions.construct(method="get", url="/things")
    with pytest.raises(error):
        page._info_to_options(info)
