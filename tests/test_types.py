"""The types of requests and answers: where they are found, and what they do beyond holding fields."""

from __future__ import annotations

import ast
import copy
import importlib
import inspect
import json
import pickle
import pkgutil
import subprocess
import sys
import typing
from typing import Any, Dict, Iterator, List, Tuple

import pydantic
import pytest
import typing_extensions

import groq.types
from groq.types import audio, chat, responses, shared, shared_params

# A module, and the names that applications import from it.
NAMES = """
groq.types: BatchCancelResponse BatchCreateParams BatchCreateResponse BatchListResponse BatchRetrieveResponse
    CompletionUsage CreateEmbeddingResponse Embedding EmbeddingCreateParams ErrorObject FileCreateParams
    FileCreateResponse FileDeleteResponse FileInfoResponse FileListResponse FunctionDefinition FunctionParameters
    Model ModelDeleted ModelListResponse
groq.types.audio: SpeechCreateParams Transcription TranscriptionCreateParams Translation TranslationCreateParams
groq.types.batch_cancel_response: BatchCancelResponse Errors ErrorsData RequestCounts
groq.types.batch_create_params: BatchCreateParams
groq.types.batch_create_response: BatchCreateResponse Errors ErrorsData RequestCounts
groq.types.batch_list_response: BatchListResponse Data DataErrors DataErrorsData DataRequestCounts
groq.types.batch_retrieve_response: BatchRetrieveResponse Errors ErrorsData RequestCounts
groq.types.chat: ChatCompletion ChatCompletionAssistantMessageParam ChatCompletionChunk
    ChatCompletionContentPartImageParam ChatCompletionContentPartParam ChatCompletionContentPartTextParam
    ChatCompletionFunctionCallOptionParam ChatCompletionFunctionMessageParam ChatCompletionMessage
    ChatCompletionMessageParam ChatCompletionMessageToolCall ChatCompletionMessageToolCallParam
    ChatCompletionNamedToolChoiceParam ChatCompletionRole ChatCompletionSystemMessageParam
    ChatCompletionTokenLogprob ChatCompletionToolChoiceOptionParam ChatCompletionToolMessageParam
    ChatCompletionToolParam ChatCompletionUserMessageParam CompletionCreateParams
groq.types.completion_usage: CompletionTokensDetails CompletionUsage PromptTokensDetails
groq.types.create_embedding_response: CreateEmbeddingResponse Usage Embedding
groq.types.embedding: Embedding
groq.types.embedding_create_params: EmbeddingCreateParams
groq.types.file_create_params: FileCreateParams
groq.types.file_create_response: FileCreateResponse
groq.types.file_delete_response: FileDeleteResponse
groq.types.file_info_response: FileInfoResponse
groq.types.file_list_response: Data FileListResponse
groq.types.model: Model
groq.types.model_deleted: ModelDeleted
groq.types.model_list_response: ModelListResponse Model
groq.types.shared: ErrorObject FunctionDefinition FunctionParameters
groq.types.shared_params: FunctionDefinition FunctionParameters
groq.types.audio.speech_create_params: SpeechCreateParams
groq.types.audio.transcription: Transcription
groq.types.audio.transcription_create_params: TranscriptionCreateParams
groq.types.audio.translation: Translation
groq.types.audio.translation_create_params: TranslationCreateParams
groq.types.chat.chat_completion: ChatCompletion Choice ChoiceLogprobs McpListTool McpListToolTool UsageBreakdown
    UsageBreakdownModel XGroq XGroqDebug XGroqUsage ChatCompletionMessage ChatCompletionTokenLogprob CompletionUsage
groq.types.chat.chat_completion_assistant_message_param: ChatCompletionAssistantMessageParam FunctionCall
groq.types.chat.chat_completion_chunk: ChatCompletionChunk Choice ChoiceDelta ChoiceDeltaFunctionCall
    ChoiceDeltaToolCall ChoiceDeltaToolCallFunction ChoiceLogprobs UsageBreakdown UsageBreakdownModel XGroq
    XGroqDebug Annotation ExecutedTool ChatCompletionTokenLogprob CompletionUsage
groq.types.chat.chat_completion_content_part_image_param: ChatCompletionContentPartImageParam ImageURL
groq.types.chat.chat_completion_content_part_param: ChatCompletionContentPartParam
    ChatCompletionRequestMessageContentPartDocument ChatCompletionRequestMessageContentPartDocumentDocument
groq.types.chat.chat_completion_content_part_text_param: ChatCompletionContentPartTextParam
groq.types.chat.chat_completion_function_call_option_param: ChatCompletionFunctionCallOptionParam
groq.types.chat.chat_completion_function_message_param: ChatCompletionFunctionMessageParam
groq.types.chat.chat_completion_message: Annotation AnnotationDocumentCitation AnnotationFunctionCitation
    ChatCompletionMessage ExecutedTool ExecutedToolBrowserResult ExecutedToolCodeResult ExecutedToolCodeResultChart
    ExecutedToolCodeResultChartElement ExecutedToolSearchResults ExecutedToolSearchResultsResult FunctionCall
    ChatCompletionMessageToolCall
groq.types.chat.chat_completion_message_param: ChatCompletionMessageParam ChatCompletionAssistantMessageParam
    ChatCompletionUserMessageParam
groq.types.chat.chat_completion_message_tool_call: ChatCompletionMessageToolCall Function
groq.types.chat.chat_completion_message_tool_call_param: ChatCompletionMessageToolCallParam Function
groq.types.chat.chat_completion_named_tool_choice_param: ChatCompletionNamedToolChoiceParam Function
groq.types.chat.chat_completion_role: ChatCompletionRole
groq.types.chat.chat_completion_system_message_param: ChatCompletionSystemMessageParam
groq.types.chat.chat_completion_token_logprob: ChatCompletionTokenLogprob TopLogprob
groq.types.chat.chat_completion_tool_choice_option_param: ChatCompletionToolChoiceOptionParam
groq.types.chat.chat_completion_tool_message_param: ChatCompletionToolMessageParam
groq.types.chat.chat_completion_tool_param: ChatCompletionToolParam FunctionDefinition
groq.types.chat.chat_completion_user_message_param: ChatCompletionUserMessageParam ChatCompletionContentPartParam
groq.types.chat.completion_create_params: CompletionCreateParams CompoundCustom CompoundCustomModels
    CompoundCustomTools CompoundCustomToolsWolframSettings Document DocumentSource
    DocumentSourceChatCompletionDocumentSourceJson DocumentSourceChatCompletionDocumentSourceText Function
    FunctionCall ResponseFormat ResponseFormatResponseFormatJsonObject ResponseFormatResponseFormatJsonSchema
    ResponseFormatResponseFormatJsonSchemaJsonSchema ResponseFormatResponseFormatText SearchSettings
    ChatCompletionFunctionCallOptionParam ChatCompletionMessageParam ChatCompletionToolChoiceOptionParam
    ChatCompletionToolParam FunctionParameters
groq.types.shared.error_object: Debug ErrorObject
groq.types.shared.function_definition: FunctionDefinition
groq.types.shared.function_parameters: FunctionParameters
groq.types.shared_params.function_definition: FunctionDefinition
groq.types.shared_params.function_parameters: FunctionParameters
"""

PACKAGES = [groq.types, audio, chat, responses, shared, shared_params]

SEGMENT: Dict[str, Any] = {
    "id": 0,
    "seek": 0,
    "start": 1.5,
    "end": 2.0,
    "text": " Hi.",
    "tokens": [50, 51],
    "speaker": "A",
}
BATCH: Dict[str, Any] = {
    "id": "batch_1",
    "completion_window": "24h",
    "created_at": 1,
    "endpoint": "/v1/chat/completions",
    "input_file_id": "file_1",
    "object": "batch",
    "status": "failed",
    "errors": {"object": "list", "data": [{"code": "invalid_method", "line": 3}]},
    "request_counts": {"completed": 1, "failed": 1, "total": 2},
}
MODEL: Dict[str, Any] = {"id": "m", "created": 1, "object": "model", "owned_by": "Groq"}


def names() -> Iterator[Tuple[str, List[str]]]:
    for entry in NAMES.replace("\n    ", " ").strip().splitlines():
        module, _, wanted = entry.partition(": ")
        yield module, wanted.split()


def modules() -> List[str]:
    return [info.name for info in pkgutil.walk_packages(groq.types.__path__, "groq.types.")]


def classes(kind: str) -> List[Any]:
    """Every model, or every TypedDict, that is defined in `groq.types`."""
    found = [value for module in modules() for value in vars(importlib.import_module(module)).values()]
    own = [value for value in found if isinstance(value, type) and value.__module__.startswith("groq.types")]
    wanted = [
        value
        for value in own
        if (typing_extensions.is_typeddict(value) if kind == "params" else issubclass(value, pydantic.BaseModel))
    ]
    return sorted(set(wanted), key=lambda value: (value.__module__, value.__qualname__))


@pytest.mark.parametrize(("module", "wanted"), [pytest.param(*entry, id=entry[0]) for entry in names()])
def test_known_names_are_importable_from_known_modules(module: str, wanted: List[str]) -> None:
    assert [name for name in wanted if not hasattr(importlib.import_module(module), name)] == []


@pytest.mark.parametrize("module", modules())
def test_every_module_offers_what_it_lists(module: str) -> None:
    imported = importlib.import_module(module)
    assert imported.__doc__
    assert [name for name in imported.__all__ if not hasattr(imported, name)] == []


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_type_checkers_and_the_interpreter_see_the_same_names(package: Any) -> None:
    body = ast.parse(inspect.getsource(package)).body
    block = next(node for node in body if isinstance(node, ast.If))
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom) and node.module]
    seen = {alias.name: ".%s" % node.module for node in imports for alias in node.names}
    assert seen == package._EXPORTS
    assert sorted(seen) == package.__all__
    assert {*package.__all__} <= {*dir(package)}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_star_import_brings_every_name_of_a_package(package: Any) -> None:
    namespace: Dict[str, Any] = {}
    exec("from %s import *" % package.__name__, namespace)
    assert [name for name in package.__all__ if namespace.get(name) is not getattr(package, name)] == []


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.__name__)
def test_a_name_that_does_not_exist_is_an_attribute_error(package: Any) -> None:
    with pytest.raises(AttributeError, match="NoSuchThing"):
        _ = package.NoSuchThing


def test_submodules_are_attributes_and_types_load_on_first_use() -> None:
    script = """
import sys, groq
types = groq.types
print("pydantic" in sys.modules)
from groq.types import chat
print("pydantic" in sys.modules)
print(types.chat.chat_completion.ChatCompletionMessage is types.chat.ChatCompletionMessage)
print(types.audio.transcription.Transcription is types.audio.Transcription)
print("ChatCompletionMessage" in vars(types.chat))
"""
    run = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, timeout=60, check=True)
    assert run.stdout.split() == [b"False", b"False", b"True", b"True", b"True"]


@pytest.mark.parametrize("params", classes("params"), ids=lambda params: params.__module__ + "." + params.__name__)
def test_annotations_of_parameters_can_be_evaluated(params: Any) -> None:
    hints = typing_extensions.get_type_hints(params, include_extras=True)
    assert set(hints) == set(params.__annotations__) == set(typing.get_type_hints(params))


@pytest.mark.parametrize("model", classes("models"), ids=lambda model: model.__module__ + "." + model.__name__)
def test_models_can_be_built_from_nothing_but_their_declaration(model: Any) -> None:
    assert model.model_rebuild(force=True) is True
    assert model.__doc__ or "[" in model.__name__  # one that was given its parameter has none with older pydantics
    assert model.model_config["extra"] == "allow"
    optional = [name for name, field in model.model_fields.items() if not field.is_required()]
    assert [name for name in optional if model.model_fields[name].default is not None] == []


def test_unknown_fields_are_kept() -> None:
    model = groq.types.Model.model_validate({**MODEL, "context_window": 8192, "region": "eu"})
    assert (model.context_window, model.active, model.max_completion_tokens, model.public_apps) == (
        8192,
        None,
        None,
        None,
    )
    assert model.model_extra == {"region": "eu"}
    assert model.model_dump(exclude_unset=True) == {**MODEL, "context_window": 8192, "region": "eu"}


def test_one_class_stands_behind_all_names_of_a_batch() -> None:
    from groq.types import (
        batch,
        batch_cancel_response,
        batch_create_response,
        batch_list_response,
        batch_retrieve_response,
    )

    whole = {groq.types.BatchCreateResponse, groq.types.BatchRetrieveResponse, groq.types.BatchCancelResponse}
    assert whole == {groq.types.Batch} == {batch_list_response.Data}
    for module in (batch_create_response, batch_retrieve_response, batch_cancel_response):
        assert (module.Errors, module.ErrorsData) == (batch.BatchErrors, batch.BatchError)
        assert module.RequestCounts is batch.BatchRequestCounts
    assert batch_list_response.DataErrors is batch.BatchErrors
    assert batch_list_response.DataErrorsData is batch.BatchError
    assert batch_list_response.DataRequestCounts is batch.BatchRequestCounts


def test_one_class_stands_behind_all_names_of_a_file() -> None:
    from groq.types import file_list_response

    assert {groq.types.FileCreateResponse, groq.types.FileInfoResponse, file_list_response.Data} == {groq.types.File}
    assert groq.types.File.model_validate({"id": "file_1", "status": "processed"}).status == "processed"


def test_one_class_stands_behind_the_parts_that_whole_and_streamed_answers_share() -> None:
    from groq.types.chat import chat_completion, chat_completion_chunk
    from groq.types.shared import error_object

    for name in ("ChoiceLogprobs", "UsageBreakdown", "UsageBreakdownModel", "XGroqDebug"):
        assert getattr(chat_completion, name) is getattr(chat_completion_chunk, name)
    assert error_object.Debug is chat_completion.XGroqDebug


def test_a_batch_reads_its_errors_and_counts() -> None:
    batch = groq.types.Batch.model_validate(BATCH)
    assert batch.errors is not None
    assert batch.errors.data is not None
    assert [(error.code, error.line, error.param) for error in batch.errors.data] == [("invalid_method", 3, None)]
    assert batch.request_counts is not None
    assert batch.request_counts.total == 2
    assert pickle.loads(pickle.dumps(batch)) == batch


@pytest.mark.parametrize(
    ("listing", "item", "fields"),
    [
        pytest.param(groq.types.ModelListResponse, groq.types.Model, MODEL, id="models"),
        pytest.param(groq.types.FileListResponse, groq.types.File, {"id": "file_1"}, id="files"),
        pytest.param(groq.types.BatchListResponse, groq.types.Batch, BATCH, id="batches"),
    ],
)
def test_iterating_a_list_answer_gives_its_items(listing: Any, item: Any, fields: Dict[str, Any]) -> None:
    answer = listing.model_validate({"object": "list", "data": [fields, {**fields, "id": "second"}]})
    assert list(answer) == answer.data == [item.model_validate(fields), item.model_validate({**fields, "id": "second"})]
    assert [entry.id for entry in answer] == [fields["id"], "second"]
    assert answer.model_dump(exclude_unset=True)["object"] == "list"
    assert copy.deepcopy(answer) == answer


@pytest.mark.parametrize("data", [[], None])
def test_an_empty_list_answer_is_still_an_answer(data: Any) -> None:
    answer = groq.types.ModelListResponse.model_construct(data=data, object="list")
    assert list(answer) == []
    assert answer


def test_segments_are_read_as_attributes_and_by_key() -> None:
    segment = audio.TranscriptionSegment.model_validate(SEGMENT)
    assert (segment.start, segment["start"]) == (1.5, 1.5)
    assert {key: segment[key] for key in SEGMENT} == SEGMENT
    assert segment["speaker"] == "A"
    assert segment.get("end") == 2.0
    assert segment.get("nothing") is None
    assert segment.get("nothing", "default") == "default"


def test_words_are_read_as_attributes_and_by_key() -> None:
    word = audio.TranscriptionWord.model_validate({"word": "Hi", "start": 0, "end": 1})
    assert (word.word, word["word"], word.get("end"), "start" in word) == ("Hi", "Hi", 1.0, True)


def test_a_key_is_there_when_it_was_sent() -> None:
    segment = audio.TranscriptionSegment.model_validate({**SEGMENT, "audio_text": None})
    assert [key in segment for key in ("start", "speaker", "audio_text", "no_speech_prob", "model_dump", 3)] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    assert segment["audio_text"] is None
    assert segment.no_speech_prob is None
    for missing in ("no_speech_prob", "model_dump", "nothing"):
        with pytest.raises(KeyError, match=missing):
            segment[missing]


def test_an_unknown_key_is_found_though_a_method_has_its_name() -> None:
    segment = audio.TranscriptionSegment.model_validate({**SEGMENT, "get": "sent"})
    assert segment["get"] == "sent"
    assert segment.get("get") == "sent"


def test_iterating_a_segment_gives_names_and_values() -> None:
    segment = audio.TranscriptionSegment.model_validate(SEGMENT)
    assert dict(segment) == segment.model_dump()
    assert {**SEGMENT, "avg_logprob": None}.items() <= dict(segment).items()


@pytest.mark.parametrize("model", [audio.Transcription, audio.Translation])
def test_a_verbose_answer_has_all_that_the_api_sends(model: Any) -> None:
    sent = {
        "task": "transcribe",
        "language": "English",
        "duration": 3.5,
        "text": " Hi.",
        "words": [{"word": "Hi", "start": 1.5, "end": 2.0}],
        "segments": [SEGMENT],
        "x_groq": {"id": "req_1"},
    }
    answer = model.model_validate_json(json.dumps(sent))
    assert answer.model_dump(exclude_unset=True) == sent
    assert (answer.task, answer.language, answer.duration, answer.x_groq.id) == ("transcribe", "English", 3.5, "req_1")
    assert isinstance(answer.segments[0], audio.TranscriptionSegment)
    assert isinstance(answer.words[0], audio.TranscriptionWord)


@pytest.mark.parametrize("model", [audio.Transcription, audio.Translation])
def test_a_short_answer_has_none_for_what_was_not_sent(model: Any) -> None:
    answer = model.model_validate({"text": "Hi."})
    assert answer.model_fields_set == {"text"}
    assert (answer.language, answer.duration, answer.segments, answer.words, answer.x_groq) == (None,) * 5


@pytest.mark.parametrize("duration", [3.5, "3.5"])
def test_a_duration_stays_the_number_or_text_it_was(duration: object) -> None:
    assert audio.Transcription.model_validate({"text": "", "duration": duration}).duration == duration


def test_a_text_answer_is_a_string_with_text() -> None:
    text = audio.TranscriptionText("Hi.")
    assert isinstance(text, str)
    assert text == "Hi."
    assert {text: 1} == {"Hi.": 1}
    assert (text.text, type(text.text)) == ("Hi.", str)
    assert (repr(text), json.dumps(text), text + "!") == ("'Hi.'", '"Hi."', "Hi.!")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_text_answer_pickles_and_copies(protocol: int) -> None:
    text = audio.TranscriptionText("Hi.")
    for twin in (pickle.loads(pickle.dumps(text, protocol)), copy.deepcopy(text)):
        assert (type(twin), twin, twin.text) == (audio.TranscriptionText, "Hi.", "Hi.")


def test_a_line_of_batch_output_keeps_the_body_as_it_came() -> None:
    body = {"id": "chatcmpl-1", "choices": [{"index": 0}], "unheard_of": [1, {"a": None}]}
    line = {
        "id": "r",
        "custom_id": "c",
        "response": {"status_code": 200, "request_id": "req_1", "body": body},
        "error": None,
    }
    output = groq.types.BatchRequestOutput.model_validate_json(json.dumps(line))
    assert output.response is not None
    assert (output.custom_id, output.response.status_code, output.error) == ("c", 200, None)
    assert output.response.body == body
    assert output.model_dump(exclude_unset=True) == line


def test_a_line_of_batch_output_without_an_answer_says_why() -> None:
    error = {"code": "batch_expired", "message": "out of time"}
    output = groq.types.BatchRequestOutput.model_validate({"custom_id": "c", "response": None, "error": error})
    assert output.response is None
    assert output.error is not None
    assert (output.error.code, output.error.message) == ("batch_expired", "out of time")


def test_a_line_of_batch_input_is_a_dictionary() -> None:
    line: groq.types.BatchRequestInput = {"custom_id": "c", "method": "POST", "url": "/v1/chat/completions", "body": {}}
    assert set(line) == set(typing.get_type_hints(groq.types.BatchRequestInput))


def test_stream_options_are_a_parameter_of_chat_completions() -> None:
    from groq.types.chat.completion_create_params import StreamOptions

    hints = typing.get_type_hints(chat.CompletionCreateParams)
    assert hints["stream_options"] == typing.Optional[StreamOptions]
    assert typing.get_type_hints(StreamOptions) == {"include_usage": typing.Optional[bool]}
