"""What models that watch over others write, each in its own form, to a verdict."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Callable, Dict, Iterable, List, Mapping, NamedTuple, Optional, Tuple, cast

from .._exceptions import GroqError

__all__ = ["Category", "Verdict", "VerdictError", "llama_guard", "prompt_guard", "safeguard"]

# The taxonomy of MLCommons as Llama Guard 3 and 4 number it.
_HAZARDS: Mapping[str, str] = {
    "S1": "Violent Crimes",
    "S2": "Non-Violent Crimes",
    "S3": "Sex-Related Crimes",
    "S4": "Child Sexual Exploitation",
    "S5": "Defamation",
    "S6": "Specialized Advice",
    "S7": "Privacy",
    "S8": "Intellectual Property",
    "S9": "Indiscriminate Weapons",
    "S10": "Hate",
    "S11": "Suicide & Self-Harm",
    "S12": "Sexual Content",
    "S13": "Elections",
    "S14": "Code Interpreter Abuse",
}
_CODE = re.compile(r"(?i)S\d+")


class Category(NamedTuple):
    """What is wrong with a text: `code` as the model says it, such as "S9", and the `name` of it in words."""

    code: str
    name: str

    def __str__(self) -> str:
        return self.code if self.code == self.name else "%s (%s)" % (self.code, self.name)


def _no_scores() -> Mapping[str, float]:
    return {}


@dataclass(frozen=True)
class Verdict:
    """What a model says of a text."""

    flagged: bool
    """Whether something is wrong with it."""
    model: str
    """Who says so."""
    raw: str
    """What the model wrote."""
    categories: Tuple[Category, ...] = ()
    """What is wrong, where the model tells."""
    scores: Mapping[str, float] = field(default_factory=_no_scores, hash=False)
    """How sure the model is, from 0 to 1, by the code of a category; empty where it does not tell."""
    rationale: Optional[str] = None
    """Why, where the model tells."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "scores", MappingProxyType({**self.scores}))

    def __reduce__(self) -> Any:  # a mapping that cannot be changed cannot be pickled either
        return Verdict, (self.flagged, self.model, self.raw, self.categories, {**self.scores}, self.rationale)


class VerdictError(GroqError):
    """What a model wrote is no verdict. `raw` is what it was, `model` who wrote it."""

    model: str
    raw: str

    def __init__(self, model: str, raw: str, problem: str) -> None:
        self.model, self.raw = model, raw
        super().__init__("%s gave no verdict: %s" % (model, problem))


def llama_guard(raw: str, model: str) -> Verdict:
    """`safe`, or `unsafe` and in the next line the codes of categories."""
    first, *others = raw.strip().split("\n")
    word, rest = first.strip().lower(), " ".join(others)
    codes = [code.strip().upper() for code in rest.replace(",", " ").split()]
    if word not in ("safe", "unsafe") or not all(map(_CODE.fullmatch, codes)) or (word == "safe" and codes):
        raise VerdictError(
            model, raw, "expected `safe`, or `unsafe` and categories in the next line, got %r" % raw[:80]
        )
    categories = tuple(Category(code, _HAZARDS.get(code, code)) for code in dict.fromkeys(codes))
    return Verdict(word == "unsafe", model, raw, categories)


def prompt_guard(raw: str, model: str, threshold: float) -> Verdict:
    """How likely it is that a text is an attack on the instructions of a model."""
    try:
        score = float(raw)
    except ValueError:
        score = -1
    if not 0 <= score <= 1:
        raise VerdictError(model, raw, "expected a score from 0 to 1, got %r" % raw[:80])
    attack = Category("attack", "Prompt Attack")
    flagged = score >= threshold
    return Verdict(flagged, model, raw, (attack,) if flagged else (), {attack.code: score})


def safeguard(raw: str, model: str) -> Verdict:
    """What a policy makes a model answer: JSON with `violation`, or just a number or a word of yes or no."""
    value = _json(raw)
    said: Mapping[str, Any] = cast("Mapping[str, Any]", value) if isinstance(value, dict) else {"violation": value}
    flagged = _YES_OR_NO.get(_word(said.get("violation")))
    if flagged is None:
        raise VerdictError(model, raw, "expected JSON with a `violation` that is 0 or 1, got %r" % raw[:80])
    codes = [code for name in _NAMES for code in _codes(said.get(name))] if flagged else []
    rationale: object = said.get("rationale")
    categories = tuple(Category(code, _HAZARDS.get(code, code)) for code in dict.fromkeys(codes))
    return Verdict(flagged, model, raw, categories, rationale=rationale if isinstance(rationale, str) else None)


_NAMES = ("category", "categories", "policy_category", "rule_ids")
_YES_OR_NO: Dict[str, bool] = {
    **dict.fromkeys(("1", "true", "yes", "unsafe"), True),
    **dict.fromkeys(("0", "false", "no", "safe"), False),
}
_FENCED = re.compile(r"\s*```\w*\s*(.*?)\s*```\s*", re.DOTALL)


def _json(raw: str) -> object:
    """The JSON that the model wrote, in a fence or not; else the text itself."""
    fenced = _FENCED.fullmatch(raw)
    text = fenced.group(1) if fenced else raw.strip()
    loads: Callable[[str], object] = json.loads
    try:
        return loads(text)
    except (ValueError, RecursionError):
        return text


def _word(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip().lower() if isinstance(value, (str, int)) else ""


def _codes(value: object) -> List[str]:
    """The categories in what a policy had the model write for them."""
    several = cast("Iterable[object]", value) if isinstance(value, list) else [value]
    return [code for code in several if isinstance(code, str) and code.strip().lower() not in ("", "none", "null")]


VerdictError.__module__ = "groq"
