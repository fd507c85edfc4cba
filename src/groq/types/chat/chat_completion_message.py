"""The message a model answers with."""

from __future__ import annotations

from typing import List, Optional, cast

from typing_extensions import Literal

from ..._models import BaseModel
from .chat_completion_assistant_message_param import ChatCompletionAssistantMessageParam
from .chat_completion_message_tool_call import ChatCompletionMessageToolCall as ChatCompletionMessageToolCall

__all__ = [
    "Annotation",
    "AnnotationDocumentCitation",
    "AnnotationFunctionCitation",
    "ChatCompletionMessage",
    "ExecutedTool",
    "ExecutedToolBrowserResult",
    "ExecutedToolCodeResult",
    "ExecutedToolCodeResultChart",
    "ExecutedToolCodeResultChartElement",
    "ExecutedToolSearchResults",
    "ExecutedToolSearchResultsResult",
    "FunctionCall",
]


class AnnotationDocumentCitation(BaseModel):
    """The part of the content that draws on a document."""

    document_id: str
    """The `id` that the document had in the request."""

    end_index: int
    """Where the part ends in the content, in characters."""

    start_index: int
    """Where the part starts in the content, in characters."""


class AnnotationFunctionCitation(BaseModel):
    """The part of the content that draws on the result of a tool."""

    end_index: int
    """Where the part ends in the content, in characters."""

    start_index: int
    """Where the part starts in the content, in characters."""

    tool_call_id: str


class Annotation(BaseModel):
    """A source of the content; the field named by `type` is the one that is set."""

    type: Literal["document_citation", "function_citation"]

    document_citation: Optional[AnnotationDocumentCitation] = None

    function_citation: Optional[AnnotationFunctionCitation] = None


class ExecutedToolBrowserResult(BaseModel):
    """A page that was visited."""

    title: str

    url: str

    content: Optional[str] = None
    """Text of the page."""

    live_view_url: Optional[str] = None
    """Where the browser session can be watched."""


class ExecutedToolCodeResultChartElement(BaseModel):
    """A mark of a chart: which fields are set depends on the chart's type."""

    label: str

    angle: Optional[float] = None
    """Pie: the angle of the slice."""

    first_quartile: Optional[float] = None

    group: Optional[str] = None
    """Grouped bars: the group it belongs to."""

    max: Optional[float] = None

    median: Optional[float] = None

    min: Optional[float] = None

    outliers: Optional[List[float]] = None

    points: Optional[List[List[float]]] = None
    """Line and scatter: pairs of x and y."""

    radius: Optional[float] = None
    """Pie: the radius of the slice."""

    third_quartile: Optional[float] = None

    value: Optional[float] = None
    """Bar: its height."""


class ExecutedToolCodeResultChart(BaseModel):
    """A chart that executed code has drawn, as data."""

    elements: List[ExecutedToolCodeResultChartElement]

    type: Literal["bar", "box_and_whisker", "line", "pie", "scatter", "superchart", "unknown"]
    """`superchart` holds several charts in one."""

    title: Optional[str] = None

    x_label: Optional[str] = None

    x_scale: Optional[str] = None

    x_tick_labels: Optional[List[str]] = None

    x_ticks: Optional[List[float]] = None

    x_unit: Optional[str] = None

    y_label: Optional[str] = None

    y_scale: Optional[str] = None

    y_tick_labels: Optional[List[str]] = None

    y_ticks: Optional[List[float]] = None

    y_unit: Optional[str] = None


class ExecutedToolCodeResult(BaseModel):
    """What executed code gave."""

    chart: Optional[ExecutedToolCodeResultChart] = None

    charts: Optional[List[ExecutedToolCodeResultChart]] = None

    png: Optional[str] = None
    """An image, in base64."""

    text: Optional[str] = None


class ExecutedToolSearchResultsResult(BaseModel):
    """A hit of a web search."""

    content: Optional[str] = None

    score: Optional[float] = None
    """How well it fits; higher is better."""

    title: Optional[str] = None

    url: Optional[str] = None


class ExecutedToolSearchResults(BaseModel):
    """What a web search found."""

    images: Optional[List[str]] = None
    """URLs of images, where `search_settings.include_images` asks for them."""

    results: Optional[List[ExecutedToolSearchResultsResult]] = None


class ExecutedTool(BaseModel):
    """A tool that Groq itself has run, as compound systems do. There is nothing left to answer."""

    arguments: str
    """A JSON text."""

    index: int
    """Its place among the tools that were run, counted from 0."""

    type: str

    browser_results: Optional[List[ExecutedToolBrowserResult]] = None

    code_results: Optional[List[ExecutedToolCodeResult]] = None

    output: Optional[str] = None

    search_results: Optional[ExecutedToolSearchResults] = None


class FunctionCall(BaseModel):
    """Deprecated: the older form of a tool call."""

    arguments: str
    """A JSON text written by the model: it may be invalid, or name parameters that do not exist."""

    name: str


class ChatCompletionMessage(BaseModel):
    """A model's answer. It can go back into `messages`, best by `to_param()`."""

    content: Optional[str] = None
    """The text; `None` where the model only asks for tools."""

    role: Literal["assistant"]

    annotations: Optional[List[Annotation]] = None
    """The sources of the content."""

    executed_tools: Optional[List[ExecutedTool]] = None
    """The tools that Groq has run for this answer."""

    function_call: Optional[FunctionCall] = None
    """Deprecated: see `tool_calls`."""

    reasoning: Optional[str] = None
    """What the model thought, with `reasoning_format="parsed"` or `include_reasoning=True`."""

    tool_calls: Optional[List[ChatCompletionMessageToolCall]] = None
    """The tools that you are asked to run."""

    def to_param(self) -> ChatCompletionAssistantMessageParam:
        """Give the message as a request may hold it: its text, what it thought, and the tools it called.

        What else an answer has, such as `annotations` and `executed_tools`, the API refuses in a request.
        """
        from ..._core.history import assistant_param

        return cast(ChatCompletionAssistantMessageParam, assistant_param(self))
