"""Where names are found: known import paths, what the package offers, and that its classes are what they say."""

from __future__ import annotations

import importlib
import inspect
import json
import pickle
import subprocess
import sys
import typing
from typing import Any, Iterator, List, Tuple

import pytest

import groq

# A module, and the names that applications and frameworks import from it.
NAMES = """
groq: Groq AsyncGroq Client AsyncClient Stream AsyncStream APIResponse AsyncAPIResponse BaseModel file_from_path
groq._base_client: BaseClient SyncAPIClient AsyncAPIClient DefaultHttpxClient DefaultAsyncHttpxClient
    DefaultAioHttpClient make_request_options _StreamT _AsyncStreamT APIConnectionError APITimeoutError APIStatusError
    APIResponseValidationError SyncHttpxClientWrapper AsyncHttpxClientWrapper ForceMultipartDict PageInfo BasePage
    BaseSyncPage BaseAsyncPage AsyncPaginator FinalRequestOptions NotGiven Omit Querystring RequestOptions SSEDecoder
    SSEBytesDecoder Stream AsyncStream Timeout URL HTTPX_DEFAULT_TIMEOUT OtherArch OtherPlatform Platform Arch
    get_architecture get_platform get_python_runtime get_python_version platform_headers
groq._client: Groq AsyncGroq Client AsyncClient Timeout Stream AsyncStream RequestOptions Transport ProxiesTypes
    NotGiven Omit GroqError APIStatusError SyncAPIClient AsyncAPIClient GroqWithRawResponse AsyncGroqWithRawResponse
    GroqWithStreamedResponse AsyncGroqWithStreamedResponse
groq._compat: cached_property PYDANTIC_V1
groq._constants: RAW_RESPONSE_HEADER OVERRIDE_CAST_TO_HEADER DEFAULT_TIMEOUT DEFAULT_MAX_RETRIES
    DEFAULT_CONNECTION_LIMITS INITIAL_RETRY_DELAY MAX_RETRY_DELAY
groq._exceptions: GroqError APIError APIStatusError APIConnectionError APITimeoutError APIResponseValidationError
    BadRequestError AuthenticationError PermissionDeniedError NotFoundError ConflictError UnprocessableEntityError
    RateLimitError InternalServerError
groq._files: to_httpx_files async_to_httpx_files is_file_content assert_is_file_content
groq._models: BaseModel GenericModel FinalRequestOptions FinalRequestOptionsInput construct_type validate_type
groq._qs: Querystring parse stringify stringify_items
groq._resource: SyncAPIResource AsyncAPIResource
groq._response: APIResponse AsyncAPIResponse BaseAPIResponse BinaryAPIResponse AsyncBinaryAPIResponse
    StreamedBinaryAPIResponse AsyncStreamedBinaryAPIResponse ResponseContextManager AsyncResponseContextManager
    StreamAlreadyConsumed MissingStreamClassError extract_response_type to_raw_response_wrapper
    to_streamed_response_wrapper async_to_raw_response_wrapper async_to_streamed_response_wrapper
    to_custom_raw_response_wrapper async_to_custom_raw_response_wrapper to_custom_streamed_response_wrapper
    async_to_custom_streamed_response_wrapper BaseModel GroqError APIResponseValidationError Stream AsyncStream
groq._streaming: Stream AsyncStream SSEDecoder SSEBytesDecoder ServerSentEvent APIError
groq._types: NOT_GIVEN NotGiven Omit omit not_given Body Query Headers RequestFiles RequestOptions ResponseT FileTypes
    Timeout Transport ProxiesTypes NoneType SequenceNotStr
groq._utils: is_given is_mapping required_args file_from_path lru_cache LazyProxy extract_files
groq._version: __version__ __title__
groq.resources.chat.completions: ChatCompletionMessageParam ChatCompletionToolChoiceOptionParam
"""

# A module of resources, and the class in it that has a sync and an async form, each with two views.
RESOURCES = [
    ("groq.resources", "Chat"),
    ("groq.resources", "Embeddings"),
    ("groq.resources", "Audio"),
    ("groq.resources", "Models"),
    ("groq.resources", "Batches"),
    ("groq.resources", "Files"),
    ("groq.resources.chat", "Chat"),
    ("groq.resources.chat", "Completions"),
    ("groq.resources.chat.chat", "Chat"),
    ("groq.resources.chat.completions", "Completions"),
    ("groq.resources.audio", "Audio"),
    ("groq.resources.audio", "Speech"),
    ("groq.resources.audio", "Transcriptions"),
    ("groq.resources.audio", "Translations"),
    ("groq.resources.audio.audio", "Audio"),
    ("groq.resources.audio.speech", "Speech"),
    ("groq.resources.audio.transcriptions", "Transcriptions"),
    ("groq.resources.audio.translations", "Translations"),
    ("groq.resources.batches", "Batches"),
    ("groq.resources.embeddings", "Embeddings"),
    ("groq.resources.files", "Files"),
    ("groq.resources.models", "Models"),
]


def names() -> Iterator[Tuple[str, str]]:
    for line in NAMES.replace("\n    ", " ").strip().split("\n"):
        module, _, found = line.partition(":")
        for name in found.split():
            yield module, name
    for module, name in RESOURCES:
        for prefix in ("", "Async"):
            for suffix in ("", "WithRawResponse", "WithStreamingResponse"):
                yield module, prefix + name + suffix


def resource_classes() -> List[Any]:
    found = {getattr(importlib.import_module(module), name) for module, name in names() if "resources" in module}
    return sorted((cls for cls in found if isinstance(cls, type)), key=lambda cls: cls.__qualname__)


@pytest.mark.parametrize("module", sorted({module for module, _ in names()}))
def test_known_names_are_importable_from_known_modules(module: str) -> None:
    found = importlib.import_module(module)
    wanted = [name for where, name in names() if where == module]
    assert [name for name in wanted if not hasattr(found, name)] == []
    with pytest.raises(AttributeError, match="has no attribute 'no_such_name'"):
        found.no_such_name  # noqa: B018 - what is tested is that it raises


@pytest.mark.parametrize("name", groq.__all__)
def test_every_public_name_can_be_reached_and_reports_its_module(name: str) -> None:
    value = getattr(groq, name)
    assert value is getattr(groq, name)
    module = getattr(value, "__module__", "groq")
    # None's type is Python's own; a union of types cannot be renamed from Python 3.14 on.
    assert module == "groq" or name == "NoneType" or (name == "ProxiesTypes" and sys.version_info >= (3, 14))


def test_the_package_lists_all_it_offers() -> None:
    hidden = ["resources", "APIResponse", "AsyncAPIResponse", "_client", "_types", "_exceptions"]
    assert {*groq.__all__, *hidden} - {*dir(groq)} == set()


def test_a_star_import_brings_exactly_the_public_names() -> None:
    namespace: Any = {}
    exec("from groq import *", namespace)  # a star import is no statement of a function
    assert {*namespace} - {"__builtins__"} == {*groq.__all__}
    assert all(namespace[name] is getattr(groq, name) for name in groq.__all__)


@pytest.mark.parametrize("name", [name for name in groq.__all__ if isinstance(getattr(groq, name), type)])
def test_public_classes_pickle_by_reference(name: str) -> None:
    cls = getattr(groq, name)
    if name != "Transport":  # is called BaseTransport by httpx, but reports our module, as it always did
        assert pickle.loads(pickle.dumps(cls)) is cls


@pytest.mark.parametrize("cls", resource_classes(), ids=lambda cls: cls.__name__)
def test_resource_classes_pickle_by_reference_and_live_where_tracing_tools_look(cls: Any) -> None:
    assert pickle.loads(pickle.dumps(cls)) is cls
    assert cls.__module__.startswith("groq.resources.")
    assert getattr(sys.modules[cls.__module__], cls.__name__) is cls


def test_one_class_stands_behind_all_its_import_paths() -> None:
    for name in ("Stream", "AsyncStream", "BaseModel", "Timeout"):
        where = [module for module, found in names() if found == name]
        assert {id(getattr(importlib.import_module(module), name)) for module in where} == {id(getattr(groq, name))}
    assert isinstance(groq.Groq(api_key="k"), groq._client.SyncAPIClient)
    assert isinstance(groq.AsyncGroq(api_key="k"), groq._base_client.AsyncAPIClient)
    assert issubclass(groq.DefaultHttpxClient, groq._base_client.DefaultHttpxClient)


def with_hints() -> List[Any]:
    """Clients, streams, responses, errors, resources and their views."""
    public = [getattr(groq, name) for name in [*groq.__all__, "APIResponse", "AsyncAPIResponse"]]
    found = [cls for cls in public if isinstance(cls, type) and cls.__module__ == "groq" and cls is not groq.Timeout]
    return [*found, groq._base_client.BaseClient, *resource_classes()]


# Made by a client, which imports the module they are in: only a type checker sees that annotation.
MADE_BY_A_CLIENT = {groq.APIResponse, groq.AsyncAPIResponse, groq.Stream, groq.AsyncStream, *resource_classes()}


@pytest.mark.parametrize("cls", with_hints(), ids=lambda cls: cls.__name__)
def test_annotations_can_be_evaluated(cls: Any) -> None:
    for name in dir(cls):
        member = inspect.getattr_static(cls, name)
        function = member.fget if isinstance(member, property) else member
        ours = inspect.isfunction(function) and function.__module__.startswith("groq.")
        if ours and not (name == "__init__" and cls in MADE_BY_A_CLIENT):
            typing.get_type_hints(function)


def test_submodules_are_attributes_of_the_package() -> None:
    program = "import json, groq; print(json.dumps([groq.types.__name__, groq.resources.__name__, "
    program += "groq.types.chat.ChatCompletion.__name__, groq.resources.chat.completions.Completions.__name__, "
    program += "groq._exceptions.__name__, groq._utils.__name__, groq._base_client.__name__]))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=50, check=True)
    assert json.loads(done.stdout) == [
        "groq.types",
        "groq.resources",
        "ChatCompletion",
        "Completions",
        "groq._exceptions",
        "groq._utils",
        "groq._base_client",
    ]


def test_pydantic_one_is_a_thing_of_the_past() -> None:
    assert groq._compat.PYDANTIC_V1 is False
