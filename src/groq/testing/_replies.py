"""What a test wants a model to say next."""

from __future__ import annotations

from dataclasses import fields
from difflib import get_close_matches
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any, Callable, Iterable, List, Optional, Union

from ._arguments import checked_whole
from ._exchange import Request
from ._reply import Calls, Reply, ToolCall
from ._state import State

if TYPE_CHECKING:
    from typing import Mapping

    from typing_extensions import TypedDict, Unpack

    class Options(TypedDict, total=False):
        """What else a reply says: see `Reply`."""

        reasoning: str
        finish_reason: Optional[str]
        executed_tools: List[Mapping[str, Any]]
        annotations: List[Mapping[str, Any]]
        usage: Mapping[str, Any]
        model: Optional[str]
        message: Mapping[str, Any]
        extra: Mapping[str, Any]


__all__ = ["ScriptedReplies"]

_GIVEN = ("content", "tool_calls", "pieces")  # of a reply, by arguments of their own
_OPTIONS = tuple(field.name for field in fields(Reply) if field.name not in _GIVEN)


class ScriptedReplies:
    """The part of a local Groq that scripts its replies.

    What is scripted is said in order, by the next chat completions and responses that are answered, streamed or not,
    those of a batch included; a request that is refused uses nothing up. Once all is said, answers are made up from the
    prompt again.

    All methods take `times`, how often to say it: None stands for whenever nothing else is scripted. The others of
    their arguments are those of `Reply`: `reasoning`, `finish_reason`, `executed_tools`, `annotations`, `usage`,
    `model`, `message`, `extra`. A reply that cannot be is refused at once, with a TypeError or a ValueError.

    What is scripted is said in full: neither `stop` nor `max_completion_tokens` cut it. Reasoning is shown as the
    request asks for it, and tokens are counted, unless `usage` names them.
    """

    _state: State

    @property
    def pending_replies(self) -> List[str]:
        """The scripted replies that are still to be said, oldest first, such as `reply('Paris.') 2 times`."""
        with self._state.lock:
            return self._state.replies.unused

    def reply(
        self,
        content: Union[str, Reply, None] = None,
        *,
        tool_calls: Calls = (),
        times: Optional[int] = 1,
        **options: Unpack[Options],
    ) -> None:
        """Say `content` next, and call `tool_calls`.

        A tool call is a pair of a name and arguments, a `ToolCall`, or an object as Groq sends it.
        """
        _check_options(options, "content", "tool_calls", "times")
        calls = tuple(tool_calls)
        if isinstance(content, Reply):
            if calls or options:
                raise TypeError("pass either a Reply or what it says")
            self._script(content, times)
            return
        if content is None and not calls and not options:
            raise ValueError("a reply says something: pass a text, tool calls, or what else it has")
        made = Reply.calls(calls, content=content, **options) if calls else Reply(content, **options)
        self._script(made, times)

    def reply_stream(self, pieces: Iterable[str], *, times: Optional[int] = 1, **options: Unpack[Options]) -> None:
        """Say a text that a stream sends in exactly these pieces; without a stream it comes joined."""
        _check_options(options, "pieces", "times")
        self._script(Reply.stream(pieces, **options), times)

    def reply_tool_call(
        self,
        name: str,
        arguments: object = None,
        *,
        id: Optional[str] = None,
        pieces: int = 1,
        times: Optional[int] = 1,
        **options: Unpack[Options],
    ) -> None:
        """Call one tool next.

        Arguments:
            name: the function to call.
            arguments: an object, or a text that is sent as it is: also one that is no JSON.
            id: made up where none is given.
            pieces: in how many chunks a stream sends the arguments.
        """
        _check_options(options, "name", "arguments", "id", "pieces", "times")
        self._script(Reply.calls([ToolCall.of(name, arguments, id=id, pieces=pieces)], **options), times)

    def reply_tool_calls(self, calls: Calls, *, times: Optional[int] = 1, **options: Unpack[Options]) -> None:
        """Call several tools in one reply, each a pair of a name and arguments."""
        _check_options(options, "calls", "times")
        self._script(Reply.calls(calls, **options), times)

    def reply_json(self, value: object, *, times: Optional[int] = 1, **options: Unpack[Options]) -> None:
        """Say a value as JSON text: plain data, or a pydantic model."""
        _check_options(options, "value", "times")
        self._script(Reply.json(value, **options), times)

    def reply_with(self, function: Callable[[Request], Union[str, Reply, None]], *, times: Optional[int] = 1) -> None:
        """Say what `function` makes of the request: a text, a `Reply`, or None for the answer that is made up.

        It is called while the local Groq answers nobody else. Where it raises, the request is answered with a 500
        that names the error and is not retried.
        """
        given: object = function
        if not callable(given) or iscoroutinefunction(given):
            raise TypeError("`reply_with` takes a plain function of the request, got %r" % (function,))
        self._add(
            lambda request: _said(function(request)), "reply_with(%s)" % getattr(function, "__name__", "..."), times
        )

    def _script(self, reply: Reply, times: Optional[int]) -> None:
        called = ", ".join(call.name + "()" for call in reply.tool_calls)
        self._add(lambda _: reply, "reply(%s)" % (called or repr((reply.content or "")[:40])), times)

    def _add(self, source: Callable[[Request], Optional[Reply]], label: str, times: Optional[int]) -> None:
        if times is not None:
            checked_whole("times", times, 1)
        with self._state.lock:
            self._state.replies.add(source, label, times)


def _check_options(options: Mapping[str, object], *others: str) -> None:
    """Refuse what a reply has not; `others` are the names of what else the method takes."""
    for name in options:
        if name not in _OPTIONS:
            known = (*others, *_OPTIONS)
            near = get_close_matches(name, known, 1)
            meant = "did you mean `%s`?" % near[0] if near else "it takes %s" % ", ".join(known)
            raise TypeError("a reply has no `%s`: %s" % (name, meant))


def _said(result: Any) -> Optional[Reply]:
    if result is None or isinstance(result, Reply):
        return result
    if isinstance(result, str):
        return Reply(result)
    raise TypeError("it must give a text, a Reply or None, got %s" % type(result).__name__)
