"""Paged listings of undocumented endpoints: `get_api_list`, and pages that know the next one."""

from __future__ import annotations

from typing import Any, List, Optional

import httpx
import pytest

import groq
from groq._base_client import BaseAsyncPage, BasePage, BaseSyncPage, PageInfo
from groq._models import FinalRequestOptions
from twin import Twin


class Item(groq.BaseModel):
    id: int


class Listed(BasePage[Item]):
    data: List[Item]
    next: Optional[Any] = None

    def _get_page_items(self) -> List[Item]:
        return self.data

    def next_page_info(self) -> Optional[PageInfo]:
        if self.next is None:
            return None
        kind, value = next(iter(self.next.items()))
        return PageInfo(**{kind: httpx.URL(value) if kind == "url" else value})


class SyncListed(Listed, BaseSyncPage[Item]):
    pass


class AsyncListed(Listed, BaseAsyncPage[Item]):
    pass


def page(*ids: int, **next_page: Any) -> Any:
    return {"data": [{"id": id} for id in ids], "next": next_page or None}


def listing(twin: Twin, client: Any, **arguments: Any) -> Any:
    return client.get_api_list("/things", model=Item, page=twin.pick(SyncListed, AsyncListed), **arguments)


NEXT = [
    ({"params": {"after": 2}}, "https://api.groq.com/things?limit=2&after=2", b""),
    ({"url": "https://other/more?after=2"}, "https://other/more?limit=2&after=2", b""),
]


@pytest.mark.parametrize(("info", "url", "body"), NEXT)
def test_iterating_goes_on_through_all_pages(twin: Twin, info: Any, url: str, body: bytes) -> None:
    client = twin.client(page(1, 2, **info), page(3))
    items = twin.items(listing(twin, client, options={"params": {"limit": 2}}))
    assert [(type(item), item.id) for item in items] == [(Item, 1), (Item, 2), (Item, 3)]
    first, second = twin.requests
    assert (str(first.url), first.content) == ("https://api.groq.com/things?limit=2", b"")
    assert (str(second.url), second.content) == (url, body)


def test_the_next_page_may_be_asked_for_by_body(twin: Twin) -> None:
    client = twin.client(page(1, json={"after": 1}), page(2))
    items = twin.items(listing(twin, client, method="post", body={"limit": 1}))
    assert [item.id for item in items] == [1, 2]
    assert [request.content for request in twin.requests] == [b'{"limit":1}', b'{"limit":1,"after":1}']


def test_pages_can_be_taken_one_by_one(twin: Twin) -> None:
    client = twin.client(page(1, params={"after": 1}), page(2))
    first = twin.call(listing(twin, client))
    assert (type(first), [item.id for item in first.data]) == (twin.pick(SyncListed, AsyncListed), [1])
    assert first.has_next_page()
    assert repr(first.next_page_info()) == "PageInfo(params={'after': 1})"
    second = twin.call(first.get_next_page())
    assert [item.id for item in second.data] == [2]
    assert (second.has_next_page(), second.next_page_info()) == (False, None)
    with pytest.raises(RuntimeError, match="no next page"):
        twin.call(second.get_next_page())
    assert len(twin.requests) == 2


def test_the_pages_themselves_can_be_iterated_over(twin: Twin) -> None:
    client = twin.client(page(1, params={"after": 1}), page(2))
    first = twin.call(listing(twin, client))
    assert [[item.id for item in each.data] for each in twin.items(first.iter_pages())] == [[1], [2]]


def test_an_empty_page_is_the_last(twin: Twin) -> None:
    client = twin.client(page(params={"after": 1}))
    assert twin.items(listing(twin, client)) == []
    assert len(twin.requests) == 1


def test_a_page_shows_its_fields_only(twin: Twin) -> None:
    first = twin.call(listing(twin, twin.client(page(1))))
    assert repr(first) == "%s(data=[Item(id=1)], next=None)" % type(first).__name__
    assert first.to_dict() == page(1)


def test_page_infos_say_how_the_next_page_is_found() -> None:
    infos = [PageInfo(url=httpx.URL("http://x")), PageInfo(json={"a": 1}), PageInfo(params={"a": 1}), PageInfo()]
    assert [repr(info).replace("URL('http://x')", "http://x") for info in infos] == [
        "PageInfo(url=http://x)",
        "PageInfo(json={'a': 1})",
        "PageInfo(params={'a': 1})",
        "PageInfo(params=NOT_GIVEN)",
    ]


def test_a_page_that_cannot_be_asked_for_is_refused(twin: Twin) -> None:
    first = twin.call(listing(twin, twin.client(page(1, json=[1]))))
    with pytest.raises(TypeError, match="A page follows by its URL, its query parameters, or a JSON object"):
        twin.call(first.get_next_page())


def test_options_of_the_listing_hold_for_every_page(twin: Twin) -> None:
    options = {"headers": {"X-A": "1"}, "timeout": 3}
    twin.items(listing(twin, twin.client(page(1, params={"after": 1}), page(2)), options=options))
    sent = [(request.headers["x-a"], request.headers["x-stainless-read-timeout"]) for request in twin.requests]
    assert sent == [("1", "3"), ("1", "3")]
    assert FinalRequestOptions.construct(method="get", url="/things", **options).headers == {"X-A": "1"}
