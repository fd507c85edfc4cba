"""A request for an answer of one type, and what came of it, to the parsed answer or the next request."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Mapping, Optional, Union, cast

from pydantic import ValidationError

from .._core.details import word
from .._exceptions import APIStatusError, JSONValidateFailedError, ToolUseFailedError
from .._types import Omit
from ..types.chat.chat_completion import ChatCompletion
from ..types.chat.chat_completion_message import ChatCompletionMessage
from ..types.chat.parsed_chat_completion import ParsedChatCompletion
from ..types.completion_usage import CompletionUsage
from ._errors import (
    ParseAttempt,
    ParseError,
    ParseLengthError,
    ParseRefusalError,
    ParseToolCallError,
    ParseValidationError,
    SchemaNotStrictError,
)
from ._formats import Format, format_of
from ._listed import listed
from ._offered import Offered
from ._parse_options import ParseOptions, checked_options
from ._parsed import parsed_completion
from ._repair import validated
from ._rescued import completion_of
from ._support import is_strict, refuses_schema
from ._usage import summed_usage
from ._wording import again, not_run, problems
from .tools._recover import meant_calls

__all__ = ["ParseOptions", "Parsing", "checked_number", "checked_options"]

_Parsed = Optional[ParsedChatCompletion[Any]]


class Parsing:
    """One call of `parse`: says what to send, and is told what came; that gives the answer, or `None` to go on."""

    def __init__(
        self,
        messages: Iterable[Any],
        model: str,
        options: Mapping[str, Any],
        *,
        response_format: Any,
        tools: Any,
        strict: Union[bool, Omit],
        retries: int,
        in_words: bool = False,
    ) -> None:
        self._options = {**options, "model": model}
        self._format: Optional[Format[Any]] = None if isinstance(response_format, Omit) else format_of(response_format)
        self._tools = Offered(tools)
        self._left = checked_number(retries)
        self._messages: List[Any] = listed("messages", messages)
        self._attempts: List[ParseAttempt] = []
        self._is_fixed = isinstance(checked_strict(strict), bool)
        self._wanted = self._formatted(strict, in_words or bool(self._tools))

    @property
    def request(self) -> Dict[str, Any]:
        """The arguments of `create`."""
        return {**self._options, **self._wanted, **self._tools.request, "messages": self._messages}

    def answered(self, completion: ChatCompletion) -> _Parsed:
        """Take an answer. Raises a ParseError where it is no use, and another would be none either."""
        choice: Any = completion.choices[0] if completion.choices else None
        message: Any = getattr(choice, "message", None)
        if not isinstance(message, ChatCompletionMessage):
            raise self._error(ParseError, "There is no message in the answer", None, completion)
        refusal: object = getattr(message, "refusal", None)
        if refusal:
            error = self._error(ParseRefusalError, "The model will not answer: %s" % refusal, message, completion)
            error.refusal = str(refusal)
            raise error
        if choice.finish_reason == "length":
            text = "The answer was cut off at the most tokens it may have: allow for more, or ask for less"
            cut = self._error(ParseLengthError, text, message, completion)
            cut.partial = self._format.partial(message.content or "") if self._format else None
            raise cut
        if message.tool_calls:
            return self._called(completion, message)
        return self._said(completion, message)

    def refused(self, error: APIStatusError) -> _Parsed:
        """Take the server's word that what the model wrote is no use, or that the model takes no such schema.

        Raises the error itself where it is about something else.
        """
        if not isinstance(error, (JSONValidateFailedError, ToolUseFailedError)):
            self._step_down(error)
            return None
        written = error.failed_generation
        if self._format is not None and written and isinstance(error, JSONValidateFailedError):
            try:
                value, text = validated(written, self._format.validate)
            except ValidationError as invalid:
                return self._go_on(ParseAttempt(written, problems(invalid), None), [], error)
            made = completion_of(self._options["model"], error, text)
            return parsed_completion(made, value, usage=self._usage())
        calls = meant_calls(written) if written and isinstance(error, ToolUseFailedError) else []
        if calls and all(call.name in self._tools for call in calls):
            return self.answered(completion_of(self._options["model"], error, calls=calls))
        told = word(error.body, "message") or error.message
        return self._go_on(ParseAttempt(written, told, None), [], error)

    def _formatted(self, strict: Union[bool, Omit], in_words: bool) -> Dict[str, Any]:
        """How a request asks for the type: by its schema, or in words, as with tools and streams, which take none."""
        wanted = self._format
        if wanted is None:
            return {}
        if strict is True and self._tools:
            raise ValueError("`strict=True` does not go with `tools`: Groq takes no schema together with them")
        if in_words:
            self._tell(wanted)
            return {}
        if strict is True or (isinstance(strict, Omit) and is_strict(self._options["model"])):
            try:
                return {"response_format": wanted.response_format(strict=True)}
            except SchemaNotStrictError as error:
                hint = error.reason + "; or pass `strict=False`, so that answers are only validated"
                raise SchemaNotStrictError(error.path, hint, type_name=error.type_name) from None
        return {"response_format": wanted.response_format(strict=False)}

    def _step_down(self, error: APIStatusError) -> None:
        """Ask for less than the schema where the model takes none such, unless the caller knows better."""
        described: Any = self._wanted.get("response_format", {}).get("json_schema")
        if self._format is None or described is None or self._is_fixed or not refuses_schema(error):
            raise error
        if described["strict"]:
            self._wanted = {"response_format": self._format.response_format(strict=False)}
        else:
            self._wanted = {"response_format": {"type": "json_object"}}
            self._tell(self._format)

    def _tell(self, wanted: Format[Any]) -> None:
        """Ask for the type in words, after those of the system that are there."""
        place = next((n for n, each in enumerate(self._messages) if _role(each) not in _INSTRUCTING), 0)
        self._messages.insert(place, {"role": "system", "content": wanted.instructions()})

    def _said(self, completion: ChatCompletion, message: ChatCompletionMessage) -> _Parsed:
        if self._format is None:
            return self._done(completion, None, {})
        content = message.content or ""
        try:
            value, _ = validated(content, self._format.validate)
        except ValidationError as error:
            return self._go_on(ParseAttempt(content, problems(error), completion), [], error)
        return self._done(completion, value, {})

    def _called(self, completion: ChatCompletion, message: ChatCompletionMessage) -> _Parsed:
        arguments: Dict[int, object] = {}
        wrong: Dict[str, str] = {}
        cause: Optional[ValidationError] = None
        for place, call in enumerate(message.tool_calls or ()):
            if call.function.name not in self._tools:
                text = "The model calls the tool `%s`, which it was not offered" % call.function.name
                stopped = self._error(ParseToolCallError, text, message, completion)
                stopped.tool_name = call.function.name
                raise stopped
            try:
                arguments[place] = self._tools.parsed(call)
            except ValidationError as error:
                wrong[call.id], cause = problems(error), error
        if cause is None:
            return self._done(completion, None, arguments)
        attempt = ParseAttempt(message.content, "\n".join(wrong.values()), completion)
        return self._go_on(attempt, not_run(message, wrong), cause)

    def _done(self, completion: ChatCompletion, value: Any, arguments: Mapping[int, object]) -> _Parsed:
        changes = {"usage": self._usage(completion)} if self._attempts else {}
        return parsed_completion(completion, value, arguments, **changes)

    def _go_on(self, attempt: ParseAttempt, told: List[Dict[str, Any]], cause: Exception) -> _Parsed:
        """Have the model asked again, with what was wrong; raises a ParseValidationError after the last time."""
        self._attempts.append(attempt)
        if self._left == 0:
            text = "No answer was usable, after %d: %s" % (len(self._attempts), attempt.problem)
            raise ParseValidationError(text, attempts=self._attempts, usage=self._usage()) from cause
        self._left -= 1
        self._messages += told or again(attempt, self._format is not None)
        return None

    def _error(self, kind: Any, text: str, message: Optional[ChatCompletionMessage], completion: ChatCompletion) -> Any:
        self._attempts.append(ParseAttempt(message.content if message else None, text, completion))
        return kind(text, attempts=self._attempts, usage=self._usage())

    def _usage(self, last: Optional[ChatCompletion] = None) -> Optional[CompletionUsage]:
        completions = [*(attempt.completion for attempt in self._attempts), last]
        return summed_usage(completion.usage for completion in completions if completion is not None)


_INSTRUCTING = ("system", "developer")


def _role(message: Any) -> Any:
    if isinstance(message, Mapping):
        return cast("Mapping[str, Any]", message).get("role")
    return getattr(message, "role", None)


def checked_number(retries: Any) -> int:
    if isinstance(retries, bool) or not isinstance(retries, int):
        raise TypeError("`retries` is %r: pass how many times the model is asked again, 0 or more" % (retries,))
    if retries < 0:
        raise ValueError("`retries` is %d: pass how many times the model is asked again, 0 or more" % retries)
    return retries


def checked_strict(strict: Any) -> Union[bool, Omit]:
    if isinstance(strict, (bool, Omit)):
        return strict
    raise TypeError("`strict` is %r: pass True or False, or leave it out" % (strict,))
