"""The local Groq's refusals: types and rules, operation by operation, and that nothing whatever makes it fail."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Mapping, Optional, Set, Tuple

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import groq
from groq.testing import OPERATIONS, LocalGroq, Operation, Part
from groq.testing._checkers import Checker, Record, Scalar
from groq.testing._checks import form_parts, is_list, is_object
from groq.testing._parameter_types import check, checker_of, form_values

SCOUT = "meta-llama/llama-4-scout-17b-16e-instruct"
OSS = "openai/gpt-oss-20b"
LLAMA = "llama-3.3-70b-versatile"
ORPHEUS = "canopylabs/orpheus-v1-english"

ROWS: Dict[str, Operation] = {operation.name: operation for operation in OPERATIONS}
SENDING = [operation.name for operation in OPERATIONS if operation.params]
CHAT, EMBED, SPEAK = "chat.completions.create", "embeddings.create", "audio.speech.create"
HEAR, TRANSLATE = "audio.transcriptions.create", "audio.translations.create"
BATCH, UPLOAD = "batches.create", "files.create"
RESPOND, RERANK, TUNE = "responses.create", "reranking.create", "fine_tunings.create"

UNTYPED, MISSING, INVALID, UNKNOWN = "invalid_type", "missing_property", "invalid_value", "unsupported_property"
UNSUPPORTED = "unsupported_parameter"


# Requests: the canned one of an operation, with changes. `...` takes a property away.


class Sender:
    """Sends changed canned requests to a local Groq that has the file which the canned batch names."""

    def __init__(self, **options: Any) -> None:
        self.local = LocalGroq(**options)
        file = ("requests.jsonl", b"{}")
        self.file_id = self.local.client().files.create(file=file, purpose="batch").id
        self.http = httpx.Client(transport=self.local.transport(), base_url="http://local.groq", trust_env=False)

    def send(self, name: str, change: Mapping[str, Any]) -> httpx.Response:
        operation = ROWS[name]
        headers = {"authorization": "Bearer local-groq-key"}
        if operation.form is not None:
            return self.http.request(
                operation.method, operation.path, files=fields(operation.form, change), headers=headers
            )
        body = {
            **(operation.json or {}),
            **({"input_file_id": self.file_id} if name in (BATCH, TUNE) else {}),
            **change,
        }
        body = {key: value for key, value in body.items() if value is not ...}
        return self.http.request(
            operation.method,
            operation.path,
            content=json.dumps(body).encode("utf-8", "surrogatepass"),
            headers={**headers, "content-type": "application/json"},
        )

    def error(self, name: str, change: Mapping[str, Any]) -> Tuple[int, Dict[str, Any]]:
        response = self.send(name, change)
        body = response.json()
        assert list(body) == ["error"], body
        return response.status_code, body["error"]


def fields(form: Tuple[Part, ...], change: Mapping[str, Any]) -> Any:
    """The parts of a form as httpx takes them; a change is a text, a list of texts, or a file's name and content."""
    changed = {name.partition("[")[0] for name in change}
    kept = [part for part in form if part.name.partition("[")[0] not in changed]
    found: List[Any] = [(part.name, (part.filename, part.content)) for part in kept]
    for name, value in change.items():
        values: List[Any] = [] if value is ... else value if is_list(value) else [value]
        found += [(name, one if isinstance(one, tuple) else (None, one)) for one in values]
    return found


@pytest.fixture(scope="module")
def sender() -> Sender:
    return Sender()


def user(content: Any, **rest: Any) -> List[Dict[str, Any]]:
    return [{"role": "user", "content": content, **rest}]


def image(url: str = "https://example.com/a.jpg") -> Dict[str, Any]:
    return {"type": "image_url", "image_url": {"url": url}}


def tool(name: str = "look", **rest: Any) -> Dict[str, Any]:
    return {"type": "function", "function": {"name": name, "parameters": {"type": "object"}, **rest}}


def schema(of: Any, strict: Optional[bool] = True) -> Dict[str, Any]:
    return {"type": "json_schema", "json_schema": {"name": "it", "strict": strict, "schema": of}}


def server(**rest: Any) -> Dict[str, Any]:
    return {"type": "mcp", "server_label": "hub", "server_url": "https://example.com/mcp", **rest}


def closed(**properties: Any) -> Dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


# What is refused: operation, change, status, code, param, words of the message

Row = Tuple[str, Dict[str, Any], int, str, Optional[str], str]

TYPES: List[Row] = [
    (CHAT, {"messages": ...}, 400, MISSING, "messages", "'messages' : property 'messages' is missing"),
    (CHAT, {"model": None}, 400, UNTYPED, "model", "'model' : value must be a string"),
    (CHAT, {"n": True}, 400, UNTYPED, "n", "'n' : value must be an integer"),
    (CHAT, {"n": 1.0}, 400, UNTYPED, "n", "'n' : value must be an integer"),
    (CHAT, {"temperature": "1"}, 400, UNTYPED, "temperature", "'temperature' : value must be a number"),
    (CHAT, {"stream": 1}, 400, UNTYPED, "stream", "'stream' : value must be a boolean"),
    (CHAT, {"disable_tool_validation": None}, 400, UNTYPED, "disable_tool_validation", "must be a boolean"),
    (CHAT, {"stop": 1}, 400, UNTYPED, "stop", "'stop' : value must be a string or an array"),
    (CHAT, {"stop": ["a", 1]}, 400, UNTYPED, "stop.1", "'stop.1' : value must be a string"),
    (CHAT, {"logit_bias": {"50256": "x"}}, 400, UNTYPED, "logit_bias.50256", "value must be an integer"),
    (CHAT, {"metadata": {"a": 1}}, 400, UNTYPED, "metadata.a", "'metadata.a' : value must be a string"),
    (CHAT, {"service_tier": "fast"}, 400, INVALID, "service_tier", "must be one of ['auto', 'on_demand', 'flex'"),
    (CHAT, {"reasoning_effort": "max"}, 400, INVALID, "reasoning_effort", "'reasoning_effort' : value must be one of"),
    (CHAT, {"reasoning_format": "x"}, 400, INVALID, "reasoning_format", "['hidden', 'raw', 'parsed']"),
    (CHAT, {"citation_options": "on"}, 400, INVALID, "citation_options", "['enabled', 'disabled']"),
    (CHAT, {"tool_choice": "any"}, 400, INVALID, "tool_choice", "['none', 'auto', 'required']"),
    (CHAT, {"tool_choice": 1}, 400, UNTYPED, "tool_choice", "value must be a string or an object"),
    (CHAT, {"tool_choice": {"type": "function"}}, 400, MISSING, "tool_choice.function", "'function' is missing"),
    (CHAT, {"messages": [{"content": "x"}]}, 400, MISSING, "messages.0.role", "property 'role' is missing"),
    (CHAT, {"messages": [{"role": "bot", "content": "x"}]}, 400, INVALID, "messages.0.role", "must be one of"),
    (CHAT, {"messages": [{"role": ["user"]}]}, 400, UNTYPED, "messages.0.role", "value must be a string"),
    (CHAT, {"messages": [{"role": "user"}]}, 400, MISSING, "messages.0.content", "property 'content' is missing"),
    (CHAT, {"messages": user(None)}, 400, UNTYPED, "messages.0.content", "value must be a string or an array"),
    (CHAT, {"messages": user([{"type": "text"}])}, 400, MISSING, "messages.0.content.0.text", "'text' is missing"),
    (CHAT, {"messages": user([{"type": "video"}])}, 400, INVALID, "messages.0.content.0.type", "must be one of"),
    (CHAT, {"messages": [{"role": "tool", "content": "x"}]}, 400, MISSING, "messages.0.tool_call_id", "is missing"),
    (
        CHAT,
        {"messages": [{"role": "assistant", "tool_calls": [{"id": "a", "type": "function"}]}]},
        400,
        MISSING,
        "messages.0.tool_calls.0.function",
        "property 'function' is missing",
    ),
    (CHAT, {"response_format": {"type": "xml"}}, 400, INVALID, "response_format.type", "must be one of"),
    (CHAT, {"response_format": {}}, 400, MISSING, "response_format.type", "property 'type' is missing"),
    (CHAT, {"documents": [{"source": {"type": "text"}}]}, 400, MISSING, "documents.0.source.text", "is missing"),
    (CHAT, {"search_settings": {"include_domains": "a.com"}}, 400, UNTYPED, "search_settings.include_domains", "array"),
    (EMBED, {"input": ["a", 1]}, 400, UNTYPED, "input.1", "'input.1' : value must be a string"),
    (EMBED, {"encoding_format": "int8"}, 400, INVALID, "encoding_format", "['float', 'base64']"),
    (SPEAK, {"voice": ...}, 400, MISSING, "voice", "property 'voice' is missing"),
    (SPEAK, {"response_format": "aac"}, 400, INVALID, "response_format", "must be one of ['flac', 'mp3'"),
    (SPEAK, {"sample_rate": 44000}, 400, INVALID, "sample_rate", "value must be one of [8000, 16000"),
    (SPEAK, {"speed": None}, 400, UNTYPED, "speed", "'speed' : value must be a number"),
    (HEAR, {"model": ...}, 400, MISSING, "model", "property 'model' is missing"),
    (HEAR, {"response_format": "srt"}, 400, INVALID, "response_format", "['json', 'text', 'verbose_json']"),
    (HEAR, {"temperature": "warm"}, 400, UNTYPED, "temperature", "value must be a number"),
    (HEAR, {"temperature": "nan"}, 400, UNTYPED, "temperature", "value must be a number"),
    (HEAR, {"file": "words"}, 400, UNTYPED, "file", "'file' : value must be a file"),
    (HEAR, {"prompt": ("prompt.txt", b"words")}, 400, UNTYPED, "prompt", "value must be a string"),
    (HEAR, {"timestamp_granularities[]": ["word", "x"]}, 400, INVALID, "timestamp_granularities.1", "one of"),
    (TRANSLATE, {"response_format": "vtt"}, 400, INVALID, "response_format", "must be one of"),
    (BATCH, {"endpoint": "/v1/embeddings"}, 400, INVALID, "endpoint", "must be one of ['/v1/chat/completions'"),
    (BATCH, {"metadata": {"a": 1}}, 400, UNTYPED, "metadata.a", "value must be a string"),
    (BATCH, {"completion_window": 24}, 400, UNTYPED, "completion_window", "value must be a string"),
    (UPLOAD, {"purpose": "fine-tune"}, 400, INVALID, "purpose", "'purpose' : value must be one of ['batch']"),
    (UPLOAD, {"file": ...}, 400, MISSING, "file", "property 'file' is missing"),
]

UNKNOWN_PROPERTIES: List[Row] = [
    *((name, {"foo": "bar"}, 400, UNKNOWN, "foo", "property 'foo' is unsupported") for name in SENDING),
    (CHAT, {"temprature": 1}, 400, UNKNOWN, "temprature", "unsupported, did you mean 'temperature'?"),
    (CHAT, {"messages": user("x", foo=1)}, 400, UNKNOWN, "messages.0.foo", "'messages.0' : property 'foo' is"),
    (
        CHAT,
        {"messages": user([{"type": "text", "text": "x", "texts": 1}])},
        400,
        UNKNOWN,
        "messages.0.content.0.texts",
        "'messages.0.content.0' : property 'texts' is unsupported, did you mean 'text'?",
    ),
    (
        CHAT,
        {"messages": user([{"type": "image_url", "image_url": {"url": "x", "size": 1}}])},
        400,
        UNKNOWN,
        "messages.0.content.0.image_url.size",
        "property 'size' is unsupported",
    ),
    (CHAT, {"tools": [{**tool(), "foo": 1}]}, 400, UNKNOWN, "tools.0.foo", "'tools.0' : property 'foo' is"),
    (CHAT, {"tools": [tool(foo=1)]}, 400, UNKNOWN, "tools.0.function.foo", "property 'foo' is unsupported"),
    (CHAT, {"stream_options": {"foo": 1}}, 400, UNKNOWN, "stream_options.foo", "property 'foo' is unsupported"),
    (CHAT, {"compound_custom": {"models": {"x": "y"}}}, 400, UNKNOWN, "compound_custom.models.x", "unsupported"),
    (
        CHAT,
        {"response_format": {"type": "json_schema", "json_schema": {"name": "x", "schemas": {}}}},
        400,
        UNKNOWN,
        "response_format.json_schema.schemas",
        "did you mean 'schema'?",
    ),
    (TRANSLATE, {"language": "en"}, 400, UNKNOWN, "language", "property 'language' is unsupported"),
]

JSON_MODE = {"type": "json_object"}
OPEN = {**closed(a={"type": "string"}), "additionalProperties": True}
WHOLE = closed(a={"type": "string"})

RULES: List[Row] = [
    # chat: numbers and counts
    (CHAT, {"messages": []}, 400, INVALID, "messages", "minimum number of items is 1"),
    (CHAT, {"messages": user([])}, 400, INVALID, "messages.0.content", "minimum number of items is 1"),
    (CHAT, {"messages": user("x", name="Ada")}, 400, UNSUPPORTED, "messages.0.name", "'name' is not supported"),
    (CHAT, {"n": 2}, 400, INVALID, "n", "'n' : maximum value is 1"),
    (CHAT, {"n": 0}, 400, INVALID, "n", "'n' : minimum value is 1"),
    (CHAT, {"temperature": 2.1}, 400, INVALID, "temperature", "'temperature' : maximum value is 2"),
    (CHAT, {"temperature": -0.1}, 400, INVALID, "temperature", "'temperature' : minimum value is 0"),
    (CHAT, {"top_p": 1.5}, 400, INVALID, "top_p", "'top_p' : maximum value is 1"),
    (CHAT, {"frequency_penalty": 3}, 400, INVALID, "frequency_penalty", "maximum value is 2"),
    (CHAT, {"presence_penalty": -3}, 400, INVALID, "presence_penalty", "minimum value is -2"),
    (CHAT, {"max_tokens": 0}, 400, INVALID, "max_tokens", "'max_tokens' : minimum value is 1"),
    (CHAT, {"max_completion_tokens": 0}, 400, INVALID, "max_completion_tokens", "minimum value is 1"),
    (CHAT, {"max_completion_tokens": 32769}, 400, INVALID, "max_completion_tokens", "or equal to `32768`"),
    (CHAT, {"stop": list("abcde")}, 400, INVALID, "stop", "'stop' : maximum number of items is 4"),
    (CHAT, {"top_logprobs": 21}, 400, INVALID, "top_logprobs", "maximum value is 20"),
    (CHAT, {"top_logprobs": 0}, 400, UNSUPPORTED, "top_logprobs", "`top_logprobs` is not supported"),
    (CHAT, {"logprobs": True}, 400, UNSUPPORTED, "logprobs", "`logprobs` is not supported with this model"),
    (CHAT, {"logit_bias": {"1": 1}}, 400, UNSUPPORTED, "logit_bias", "`logit_bias` is not supported"),
    (CHAT, {"stream_options": {"include_usage": True}}, 400, INVALID, "stream_options", "`stream`: true"),
    # chat: models
    (CHAT, {"model": "gpt-4"}, 404, "model_not_found", "model", "The model `gpt-4` does not exist"),
    (CHAT, {"model": "whisper-large-v3"}, 400, "model_not_supported", "model", "does not support chat completions"),
    (CHAT, {"model": "llama2-70b-4096"}, 400, "model_decommissioned", "model", "has been decommissioned"),
    (
        CHAT,
        {"model": "meta-llama/llama-prompt-guard-2-22m", "messages": user("word " * 600)},
        400,
        "context_length_exceeded",
        "messages",
        "Please reduce the length of the messages",
    ),
    (CHAT, {"messages": user([image()])}, 400, "model_not_supported", "messages.0.content.0", "not support images"),
    (CHAT, {"model": SCOUT, "messages": user([image()] * 6)}, 400, "too_many_images", "messages", "got 6"),
    # chat: reasoning
    (
        CHAT,
        {"model": OSS, "include_reasoning": True, "reasoning_format": "parsed"},
        400,
        INVALID,
        "reasoning_format",
        "mutually exclusive",
    ),
    *(
        (CHAT, {"model": OSS, "reasoning_format": "raw", **with_raw}, 400, INVALID, "reasoning_format", "not `raw`")
        for with_raw in ({"tools": [tool()]}, {"response_format": JSON_MODE, "messages": user("Give JSON.")})
    ),
    (CHAT, {"reasoning_effort": "low"}, 400, UNSUPPORTED, "reasoning_effort", "is not supported with this model"),
    (CHAT, {"reasoning_format": "raw"}, 400, UNSUPPORTED, "reasoning_format", "is not supported with this model"),
    (CHAT, {"model": OSS, "reasoning_effort": "none"}, 400, INVALID, "reasoning_effort", "one of `low`, `medium`"),
    (CHAT, {"model": "qwen/qwen3-32b", "reasoning_effort": "high"}, 400, INVALID, "reasoning_effort", "`default`"),
    # chat: tools
    (CHAT, {"tools": [tool("t%d" % n) for n in range(129)]}, 400, INVALID, "tools", "number of items is 128"),
    (CHAT, {"functions": [{"name": "f"}] * 129}, 400, INVALID, "functions", "maximum number of items is 128"),
    (CHAT, {"tools": [{"type": "function"}]}, 400, MISSING, "tools.0.function", "'function' is missing"),
    (CHAT, {"tools": [{"type": "mcp"}]}, 400, MISSING, "tools.0.server_label", "'server_label' is missing"),
    (CHAT, {"tool_choice": "required"}, 400, INVALID, "tool_choice", "needs `tools` to choose from"),
    (
        CHAT,
        {"tools": [tool()], "tool_choice": {"type": "function", "function": {"name": "leap"}}},
        400,
        INVALID,
        "tool_choice",
        '"leap", which is not among those given: ["look"]',
    ),
    (CHAT, {"functions": [{"name": "f"}], "function_call": {"name": "g"}}, 400, INVALID, "function_call", '"g"'),
    (
        CHAT,
        {"compound_custom": {"tools": {"enabled_tools": ["browser_automation"]}}},
        400,
        INVALID,
        "compound_custom.tools.enabled_tools",
        "needs `web_search`",
    ),
    # chat: JSON
    (CHAT, {"response_format": JSON_MODE}, 400, INVALID, "messages", "must contain the word 'json'"),
    (CHAT, {"model": OSS, "response_format": schema(WHOLE), "stream": True}, 400, INVALID, "response_format", "stream"),
    (
        CHAT,
        {"model": OSS, "response_format": schema(WHOLE), "tools": [tool()]},
        400,
        INVALID,
        "response_format",
        "does not go with `tools`",
    ),
    (CHAT, {"response_format": schema(WHOLE)}, 400, UNSUPPORTED, "response_format.json_schema.strict", "only with"),
    (
        CHAT,
        {"model": OSS, "response_format": schema(OPEN)},
        400,
        "invalid_schema",
        "response_format.json_schema.schema",
        "'it': /additionalProperties: `additionalProperties:false` must be set on every object",
    ),
    (
        CHAT,
        {"model": OSS, "response_format": schema(closed(a={"type": "array", "items": {**WHOLE, "required": []}}))},
        400,
        "invalid_schema",
        "response_format.json_schema.schema",
        "'it': /properties/a/items/required: `required` must be an array of every key in properties. Missing 'a'",
    ),
    # embeddings
    (EMBED, {"input": []}, 400, INVALID, "input", "minimum number of items is 1"),
    (EMBED, {"input": ["x"] * 2049}, 400, INVALID, "input", "maximum number of items is 2048"),
    (EMBED, {"input": ""}, 400, INVALID, "input", "'input' : value must not be empty"),
    (EMBED, {"input": ["a", ""]}, 400, INVALID, "input.1", "'input.1' : value must not be empty"),
    (EMBED, {"model": LLAMA}, 400, "model_not_supported", "model", "does not support embeddings"),
    # speech
    (SPEAK, {"input": "  "}, 400, INVALID, "input", "pass the text to speak"),
    (SPEAK, {"speed": 5.5}, 400, INVALID, "speed", "'speed' : maximum value is 5"),
    (SPEAK, {"speed": 0.4}, 400, INVALID, "speed", "'speed' : minimum value is 0.5"),
    (SPEAK, {"voice": "nobody"}, 400, INVALID, "voice", "'voice' : value must be one of ['Arista-PlayAI'"),
    (SPEAK, {"model": ORPHEUS, "voice": "troy", "input": "x" * 201}, 400, INVALID, "input", "is 200 characters"),
    (SPEAK, {"model": ORPHEUS, "voice": "troy", "response_format": "mp3"}, 400, INVALID, "response_format", "'wav'"),
    (SPEAK, {"model": LLAMA}, 400, "model_not_supported", "model", "does not support speech"),
    # transcriptions and translations
    (HEAR, {"file": ...}, 400, MISSING, "file", "one of `file` and `url` is required"),
    (HEAR, {"file": ..., "url": ""}, 400, MISSING, "file", "one of `file` and `url` is required"),
    (HEAR, {"url": "https://example.com/a.wav"}, 400, INVALID, "url", "mutually exclusive"),
    (HEAR, {"file": ("a.txt", b"x")}, 400, INVALID, "file", "must be one of the following types: [flac mp3"),
    (HEAR, {"file": ("a.wav", b"")}, 400, INVALID, "file", "file is empty"),
    (HEAR, {"file": ("a.wav", bytes(25 * 2**20 + 1))}, 413, "request_too_large", "file", "at most 25 MB"),
    (HEAR, {"temperature": "1.5"}, 400, INVALID, "temperature", "maximum value is 1"),
    (HEAR, {"response_format": "json"}, 400, INVALID, "timestamp_granularities", "must be `verbose_json`"),
    (HEAR, {"model": LLAMA}, 400, "model_not_supported", "model", "does not support audio transcription"),
    (TRANSLATE, {"file": ...}, 400, MISSING, "file", "one of `file` and `url` is required"),
    # batches and files
    (BATCH, {"completion_window": "12h"}, 400, INVALID, "completion_window", "from '24h' to '7d', got '12h'"),
    (BATCH, {"completion_window": "8d"}, 400, INVALID, "completion_window", "from '24h' to '7d'"),
    (BATCH, {"completion_window": "9" * 5000 + "h"}, 400, INVALID, "completion_window", "from '24h' to '7d'"),
    (
        BATCH,
        {"input_file_id": "file_nope"},
        404,
        "file_not_found",
        "input_file_id",
        "The file `file_nope` does not exist.",
    ),
    (UPLOAD, {"file": ("lines.csv", b"x")}, 400, "invalid_file_type", "file", "only .jsonl files are supported"),
    (UPLOAD, {"file": ("a.jsonl", bytes(100 * 2**20 + 1))}, 413, "request_too_large", "file", "at most 100 MB"),
    # responses
    (RESPOND, {"input": []}, 400, INVALID, "input", "must not be empty"),
    (RESPOND, {"input": 1}, 400, UNTYPED, "input", "'input' : value must be a string or an array"),
    (RESPOND, {"input": [{"role": "user"}]}, 400, MISSING, "input.0.content", "property 'content' is missing"),
    (RESPOND, {"input": [{"type": "function_call"}]}, 400, MISSING, "input.0.arguments", "'arguments' is missing"),
    (RESPOND, {"input": [{"type": "film"}]}, 400, INVALID, "input.0.type", "value must be one of"),
    (RESPOND, {"previous_response_id": "resp_1"}, 400, UNKNOWN, "previous_response_id", "is unsupported"),
    (RESPOND, {"store": True}, 400, UNSUPPORTED, "store", "responses are not kept"),
    (RESPOND, {"temperature": 2.5}, 400, INVALID, "temperature", "maximum value is 2"),
    (RESPOND, {"max_output_tokens": 0}, 400, INVALID, "max_output_tokens", "minimum value is 1"),
    (RESPOND, {"max_output_tokens": 99999}, 400, INVALID, "max_output_tokens", "'max_output_tokens' : must be less"),
    (RESPOND, {"metadata": dict.fromkeys(map(str, range(17)), "")}, 400, INVALID, "metadata", "properties is 16"),
    (RESPOND, {"tools": [{"type": "code_interpreter"}] * 129}, 400, INVALID, "tools", "number of items is 128"),
    (RESPOND, {"tools": [{"type": "function"}]}, 400, MISSING, "tools.0.name", "'name' is missing"),
    (RESPOND, {"tools": [{"type": "mcp", "server_label": "a"}]}, 400, MISSING, "tools.0.server_url", "is missing"),
    (RESPOND, {"tools": [server(server_url="file:///x")]}, 400, INVALID, "tools.0.server_url", "http or https URL"),
    (RESPOND, {"tools": [server(), server()]}, 400, INVALID, "tools.0.server_label", "a name of its own, got 'hub'"),
    (RESPOND, {"tool_choice": "required"}, 400, INVALID, "tool_choice", "needs `tools`"),
    (
        RESPOND,
        {"tools": [server()], "tool_choice": {"type": "function", "name": "f"}},
        400,
        INVALID,
        "tool_choice",
        "names the function 'f', which is not among those given: none",
    ),
    (RESPOND, {"input": [{"type": "item_reference", "id": "a"}]}, 400, "item_not_found", "input.0.id", "not found"),
    (
        RESPOND,
        {"input": [{"type": "function_call_output", "call_id": "c", "output": "1"}]},
        400,
        INVALID,
        "input.0.call_id",
        "no function_call before it has the id 'c'",
    ),
    (
        RESPOND,
        {"input": [{"type": "mcp_approval_response", "approval_request_id": "r", "approve": True}]},
        400,
        INVALID,
        "input.0.approval_request_id",
        "no mcp_approval_request before it has the id 'r'",
    ),
    (RESPOND, {"reasoning": {"effort": "max"}}, 400, INVALID, "reasoning.effort", "['low', 'medium', 'high']"),
    (RESPOND, {"model": LLAMA}, 400, UNSUPPORTED, "reasoning.effort", "`reasoning.effort` is not supported"),
    (RESPOND, {"model": "playai-tts"}, 400, "model_not_supported", "model", "does not support chat completions"),
    (
        RESPOND,
        {"text": {"format": {"type": "json_object"}}},
        400,
        INVALID,
        "input",
        "'input' must contain the word 'json' in some form, to use 'text.format' of type 'json_object'",
    ),
    (
        RESPOND,
        {"text": {"format": {"type": "json_schema", "name": "it", "strict": True, "schema": OPEN}}},
        400,
        "invalid_schema",
        "text.format.schema",
        "invalid JSON schema for text.format: 'it': /additionalProperties",
    ),
    # rerankings
    (RERANK, {"docs": []}, 400, INVALID, "docs", "minimum number of items is 1"),
    (RERANK, {"docs": ["x"] * 101}, 400, INVALID, "docs", "maximum number of items is 100"),
    (RERANK, {"docs": ["x", ""]}, 400, INVALID, "docs.1", "minimum length is 1"),
    (RERANK, {"query": ...}, 400, MISSING, "query", "property 'query' is missing"),
    (RERANK, {"top_n": 1}, 400, UNKNOWN, "top_n", "is unsupported"),
    (RERANK, {"model": LLAMA}, 400, "model_not_supported", "model", "does not support reranking"),
    # fine-tunings
    (TUNE, {"type": "full"}, 400, INVALID, "type", "must be one of ['lora']"),
    (TUNE, {"name": ""}, 400, INVALID, "name", "minimum length is 1"),
    (TUNE, {"input_file_id": "file_nope"}, 404, "file_not_found", "input_file_id", "does not exist"),
    (TUNE, {"base_model": "playai-tts"}, 400, "model_not_supported", "base_model", "cannot be fine-tuned"),
    (TUNE, {"base_model": "x"}, 404, "model_not_found", None, "The model `x` does not exist"),
]

EVERY = [*TYPES, *UNKNOWN_PROPERTIES, *RULES]


def identity(row: Row) -> str:
    change = ",".join(row[1])
    return "%s-%s-%s-%s" % (row[0].split(".")[-2], change[:40], row[3], row[4])


@pytest.mark.parametrize("row", EVERY, ids=identity)
def test_what_groq_refuses_is_refused_with_its_status_code_and_param(sender: Sender, row: Row) -> None:
    name, change, status, code, param, words = row
    received, error = sender.error(name, change)
    message = error.pop("message")
    expected = {"type": "invalid_request_error", "code": code, **({} if param is None else {"param": param})}
    assert (received, {key: error[key] for key in error if not key.startswith("schema_")}) == (status, expected)
    assert words in message


@pytest.mark.thorough
def test_every_rule_has_a_row_above(sender: Sender) -> None:
    broken: Set[str] = set()
    for name, change, *_ in RULES:
        sender.error(name, change)
        broken |= {rule.__name__ for rule in ROWS[name].rules if refuses(rule, body_of(sender, name), sender)}
    assert {rule.__name__ for operation in OPERATIONS for rule in operation.rules} - broken == set()


def body_of(sender: Sender, name: str) -> Any:
    """The last request's body as its rules see it."""
    request = sender.local.requests[-1]
    if ROWS[name].form is None:
        return request.json
    return form_values(str(ROWS[name].params), form_parts(request))


def refuses(rule: Any, body: Any, sender: Sender) -> bool:
    try:
        rule(body, sender.local._state)
    except Exception:
        return True
    return False


# What passes

ANSWER = {"role": "assistant", "content": None, "annotations": None, "executed_tools": None, "function_call": None}
ASKED = {"id": "call_1", "type": "function", "function": {"name": "look", "arguments": "{}"}}

PASSES: List[Tuple[str, Dict[str, Any]]] = [
    *((name, {}) for name in SENDING),
    (CHAT, dict.fromkeys(("n", "stop", "seed", "tools", "tool_choice", "user", "metadata", "logprobs", "logit_bias"))),
    (CHAT, {"temperature": 2, "top_p": 0, "n": 1, "stop": list("abcd"), "logprobs": False, "seed": -1}),
    (CHAT, {"max_completion_tokens": 32768, "frequency_penalty": -2, "presence_penalty": 2.0}),
    (CHAT, {"messages": [{"role": "developer", "content": [{"type": "text", "text": "Be brief."}]}, *user("x")]}),
    (CHAT, {"messages": [{"role": "assistant", "content": "x", "reasoning": "y"}, *user("z")]}),
    (
        CHAT,
        {
            "messages": [
                *user("x"),
                {**ANSWER, "tool_calls": [ASKED]},
                {"role": "tool", "tool_call_id": "call_1", "content": "1"},
            ]
        },
    ),
    (CHAT, {"messages": [*user("x"), {**ANSWER, "content": "y", "tool_calls": None}, *user("z")]}),
    (CHAT, {"messages": [{"role": "function", "name": "f", "content": None}, *user("x")]}),
    (CHAT, {"model": SCOUT, "messages": user([{"type": "text", "text": "What?"}, *[image()] * 5])}),
    (CHAT, {"messages": user([{"type": "document", "document": {"data": {"a": 1}, "id": None}}])}),
    (CHAT, {"stream": True, "stream_options": {"include_usage": True}}),
    (CHAT, {"tools": [tool("t%d" % n) for n in range(128)]}),
    (CHAT, {"tools": [tool(strict=True, description="d")], "tool_choice": "required", "parallel_tool_calls": False}),
    (CHAT, {"tools": [{"type": "browser_search"}, {"type": "code_interpreter"}, {"type": "of tomorrow"}]}),
    (
        CHAT,
        {
            "tools": [
                {
                    "type": "mcp",
                    "server_label": "hub",
                    "server_url": "https://example.com/mcp",
                    "headers": {"authorization": "x"},
                    "server_description": "d",
                    "require_approval": "never",
                    "allowed_tools": ["a"],
                }
            ]
        },
    ),
    (CHAT, {"functions": [{"name": "f"}], "function_call": {"name": "f"}}),
    (CHAT, {"model": OSS, "reasoning_effort": "high", "include_reasoning": False}),
    (CHAT, {"model": "qwen/qwen3-32b", "reasoning_effort": "none", "reasoning_format": "hidden"}),
    (CHAT, {"model": "qwen/qwen3.8-27b", "reasoning_effort": "medium"}),
    (CHAT, {"model": "groq/compound", "search_settings": {"country": "germany", "include_images": True}}),
    (
        CHAT,
        {
            "model": "groq/compound",
            "compound_custom": {"tools": {"enabled_tools": ["web_search", "browser_automation"]}},
        },
    ),
    (CHAT, {"documents": [{"source": {"type": "json", "data": {}}, "id": None}], "citation_options": "disabled"}),
    (CHAT, {"response_format": JSON_MODE, "messages": user("Give JSON.")}),
    (CHAT, {"response_format": schema(OPEN, None), "messages": user("x")}),
    (CHAT, {"model": OSS, "response_format": schema(WHOLE)}),
    (EMBED, {"input": "x", "encoding_format": "base64", "user": None}),
    (SPEAK, {"model": ORPHEUS, "voice": "hannah", "input": "x" * 200}),
    (HEAR, {"file": ..., "url": "https://example.com/a.wav", "language": "yue"}),
    (HEAR, {"timestamp_granularities": "word"}),
    (HEAR, {"timestamp_granularities[0]": "word", "language": "of tomorrow"}),
    (BATCH, {"completion_window": "7d", "metadata": None, "endpoint": "/v1/audio/transcriptions"}),
    (UPLOAD, {"file": ("upload", b"{}")}),
    (RESPOND, dict.fromkeys(("instructions", "metadata", "tools", "tool_choice", "store", "service_tier"))),
    (RESPOND, {"tools": [server(allowed_tools=["a"], require_approval="always", headers={"x": "y"})]}),
    (RESPOND, {"tools": [{"type": "code_interpreter", "container": {"type": "auto"}}, {"type": "browser_search"}]}),
    (
        RESPOND,
        {
            "tools": [{"type": "function", "name": "f", "strict": None, "parameters": {"type": "object"}}],
            "tool_choice": {"type": "function", "function": {"name": "f"}},
        },
    ),
    (RESPOND, {"input": [{"role": "developer", "content": "Be brief."}, {"role": "user", "content": "Hi"}]}),
    (
        RESPOND,
        {
            "model": SCOUT,
            "reasoning": ...,
            "input": user([{"type": "input_text", "text": "What?"}, {"type": "input_image", "image_url": "data:,x"}]),
        },
    ),
    (RESPOND, {"input": user("Give JSON."), "text": {"format": {"type": "json_object"}}}),
    (RERANK, {"instruction": None}),
]


@pytest.mark.parametrize(
    ("name", "change"), PASSES, ids=lambda value: value if isinstance(value, str) else ",".join(value)
)
def test_what_groq_takes_is_taken(sender: Sender, name: str, change: Dict[str, Any]) -> None:
    response = sender.send(name, change)
    assert (response.status_code, response.text if response.status_code != 200 else "") == (200, "")


def test_what_pydantic_makes_of_a_model_passes_as_a_strict_schema(sender: Sender) -> None:
    titled: Dict[str, Any] = {
        "title": "Person",
        "type": "object",
        "properties": {"age": {"type": "integer"}},
        "required": ["age"],
    }
    assert sender.send(CHAT, {"model": OSS, "response_format": schema(titled)}).status_code == 200
    titled["additionalProperties"] = {"type": "string"}
    assert sender.send(CHAT, {"model": OSS, "response_format": schema(titled)}).status_code == 400


def test_a_schema_that_is_not_closed_is_pointed_at(sender: Sender) -> None:
    inner = {"anyOf": [{"type": "null"}, {"type": "object"}]}
    _, error = sender.error(CHAT, {"model": OSS, "response_format": schema({**WHOLE, "$defs": {"a/b": inner}})})
    assert error["schema_path"] == "/$defs/a~1b/anyOf/1/additionalProperties"
    assert error["schema_path_segments"] == ["$defs", "a/b", "anyOf", "1", "additionalProperties"]


def test_unknown_properties_pass_where_a_local_groq_is_not_strict() -> None:
    lenient = Sender(strict=False)
    for name, change, _, code, *_ in UNKNOWN_PROPERTIES:
        if code == UNKNOWN:
            assert "is unsupported" not in lenient.send(name, change).text
    assert lenient.send(CHAT, {"foo": 1}).status_code == 200
    assert lenient.send(CHAT, {"temperature": 3}).status_code == 400


# Keys


@pytest.mark.parametrize("key", [None, "", "local-groq-key", "Bearer wrong", "Basic local-groq-key"])
def test_a_missing_and_a_wrong_key_are_refused_before_anything_else(sender: Sender, key: Optional[str]) -> None:
    headers = {} if key is None else {"authorization": key}
    response = sender.http.post("/openai/v1/chat/completions", content=b"no JSON", headers=headers)
    error = {"message": "Invalid API Key", "type": "invalid_request_error", "code": "invalid_api_key"}
    assert (response.status_code, response.json()) == (401, {"error": error})


def test_the_sdk_raises_the_error_of_the_status(sender: Sender) -> None:
    client = sender.local.client(max_retries=0)
    with pytest.raises(groq.BadRequestError) as caught:
        client.chat.completions.create(messages=[{"role": "user", "content": "Hi"}], model=LLAMA, n=3)
    body: Any = caught.value.body
    assert (body["error"]["code"], body["error"]["param"]) == (INVALID, "n")
    with pytest.raises(groq.NotFoundError):
        client.chat.completions.create(messages=[{"role": "user", "content": "Hi"}], model="gpt-4")


# Requests within requests


def line(sender: Sender, **change: Any) -> Dict[str, Any]:
    """The one line of output of a batch of one changed request."""
    asked = {"custom_id": "1", "method": "POST", "url": "/v1/chat/completions", "body": {**(ROWS[CHAT].json or {})}}
    content = json.dumps({**asked, **change}).encode()
    client = sender.local.client()
    file = client.files.create(file=("lines.jsonl", content), purpose="batch")
    endpoint: Any = change.get("url", asked["url"])
    made = client.batches.create(input_file_id=str(file.id), endpoint=endpoint, completion_window="24h")
    batch = client.batches.retrieve(made.id)
    for _ in range(20):
        if batch.status in ("completed", "failed"):
            break
        batch = client.batches.retrieve(made.id)
    output = batch.output_file_id or batch.error_file_id
    assert output is not None, batch
    return dict(json.loads(client.files.content(output).read()))


def test_a_line_of_a_batch_is_checked_as_a_request_would_be(sender: Sender) -> None:
    refused = line(sender, body={**(ROWS[CHAT].json or {}), "n": 2})
    assert refused["response"]["status_code"] == 400
    assert refused["response"]["body"]["error"]["param"] == "n"
    assert line(sender)["response"]["status_code"] == 200


def test_a_line_of_a_batch_names_a_recording_by_its_url(sender: Sender) -> None:
    body = {"model": "whisper-large-v3", "url": "https://example.com/a.wav"}
    answered = line(sender, url="/v1/audio/transcriptions", body=body)
    assert answered["response"]["status_code"] == 200
    assert answered["response"]["body"]["text"]


# Types to checkers


def test_a_type_without_a_rule_takes_anything() -> None:
    assert Checker().name == "anything"
    Checker().check(object(), None)  # type: ignore[arg-type]  # no place is needed


def test_numbers_that_json_cannot_say_are_no_numbers() -> None:
    number = Scalar("a number", (int, float))
    assert [number.fits(value) for value in (1, 1.5, float("inf"), True, "1")] == [True, True, False, False, False]


@pytest.mark.parametrize("name", SENDING)
def test_every_property_of_an_operation_is_checked(name: str) -> None:
    record = checker_of(str(ROWS[name].params))
    assert isinstance(record, Record)
    assert [field for field, checker in record.fields.items() if type(checker) is Checker] == []
    assert record.required <= {*record.fields}


def test_a_value_of_a_type_passes_in_silence() -> None:
    check(
        "groq.types.batch_request_input.BatchRequestInput", {"custom_id": "1", "method": "POST", "url": "u", "body": {}}
    )


# Whatever comes

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@st.composite
def changed(draw: st.DrawFn) -> Tuple[str, Any]:
    """The body of an operation with some of its properties, at any depth, replaced by anything."""
    operation = draw(st.sampled_from([ROWS[CHAT], ROWS[EMBED], ROWS[SPEAK], ROWS[BATCH]]))
    known = sorted(operation_fields(operation))
    samples = [dict(row[1]) for row in EVERY if row[0] == operation.name and row[2] != 413]
    chosen = {**(operation.json or {}), **draw(st.sampled_from(samples))}
    body: Dict[str, Any] = json.loads(json.dumps({key: value for key, value in chosen.items() if value is not ...}))
    for name in draw(st.lists(st.sampled_from(known), max_size=3)):
        body[name] = draw(JSON)
    place: Any = body
    for _ in range(draw(st.integers(0, 5))):
        if not (is_object(place) or is_list(place)) or not place:
            break
        key: Any = draw(st.sampled_from(sorted(place) if is_object(place) else range(len(place))))
        if draw(st.booleans()) and (is_object(place[key]) or is_list(place[key])):
            place = place[key]
        else:
            place[key] = draw(JSON)
    return operation.path, body


def operation_fields(operation: Operation) -> List[str]:
    record = checker_of(str(operation.params))
    assert isinstance(record, Record)
    return [*record.fields]


@pytest.mark.thorough
@settings(
    deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.one_of(changed(), st.tuples(st.sampled_from([ROWS[name].path for name in SENDING]), JSON)))
def test_no_body_whatever_makes_the_local_groq_fail(asked: Tuple[str, Any]) -> None:
    path, body = asked
    content = json.dumps(body).encode("utf-8", "surrogatepass")
    headers = {"authorization": "Bearer local-groq-key", "content-type": "application/json"}
    with httpx.Client(transport=LocalGroq().transport(), trust_env=False) as client:
        response = client.post("http://local.groq" + path, content=content, headers=headers)
    assert response.status_code < 500, response.text


FIELDS = ["file", "model", "url", "language", "temperature", "timestamp_granularities[]", "purpose", "", "[", "x"]
PARTS = st.lists(st.tuples(st.sampled_from(FIELDS), st.none() | st.text(max_size=8), st.binary(max_size=8)), max_size=5)


@settings(deadline=None, max_examples=100)
@given(st.sampled_from([HEAR, TRANSLATE, UPLOAD]), PARTS, st.binary(max_size=40))
def test_no_form_whatever_makes_the_local_groq_fail(
    name: str, parts: List[Tuple[str, Optional[str], bytes]], rest: bytes
) -> None:
    form: List[Any] = [(field, (filename, content)) for field, filename, content in parts]
    sender = Sender()
    headers = {"authorization": "Bearer local-groq-key"}
    assert sender.http.post(ROWS[name].path, files=form, headers=headers).status_code < 500
    torn = {**headers, "content-type": "multipart/form-data; boundary=b"}
    response = sender.http.post(ROWS[name].path, content=b"--b\r\n" + rest + b"\r\n--b--", headers=torn)
    assert 400 <= response.status_code < 500
