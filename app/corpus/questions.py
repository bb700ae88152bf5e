"""A question to the corpus: read from an address and written back into it, so that a page's state is its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from app.coding.judging.queue import SOURCES
from app.coding.statements.judgments import STANCES, STATEMENTS

SIZES = ("micro", "small", "medium", "large")
STAGES = ("startup", "growth", "mature", "renewal")
KINDS = ("firm", "expert")
ORDERS = ("place", "new", "grave", "who")
MODES = ("words", "exact", "meaning")
# Whose word says what a statement is about, beside one coder's id and `voices.SETTLED`: the words that count (what was
# settled, else all people's), or the machine's suggestions.
PEOPLE, MACHINE = "", "machine"
EVERY_ROUND = "all"
# Codes meet in one statement, in one speech or answer, or within so many statements of one text. The most: half a minute
# of talk on either side; farther apart two words are hardly about each other. Chosen, not measured.
SAME, TURN, FARTHEST = "", "turn", 10
ALLOWED: dict[str, tuple[str, ...]] = {
    "stance": STANCES,
    "statement": STATEMENTS,
    "source": SOURCES,
    "size": SIZES,
    "stage": STAGES,
    "kind": KINDS,
    "order": ORDERS,
    "mode": MODES,
    "near": (SAME, TURN, *(str(n) for n in range(1, FARTHEST + 1))),
    "low": tuple("12345"),
    "high": tuple("12345"),
}
MANY = ("all", "any", "none")


@dataclass(frozen=True)
class Question:
    """Which statements; what is empty does not narrow.

    Attributes
    ----------
    when : str
        Code of a round or a wave, or "all"; empty: the round the pages show.
    all, any, none : tuple of str
        Themes (or ids of codes beneath them): every one of `all`, one of `any` at least, and nothing of `none`.
    near : str
        Where they have to meet: the statement itself, "turn" (the same speech or answer), or a number of statements.
    stance, statement, low, high, coder
        Of the codings that count for `all` and `any`; a code of `none` is there whatever was said of it.
    area, cluster, industry, size, stage, kind, who
        Of the respondent; `who` is one respondent's id.
    q, mode : str
        Words of the text: all of them, the letters as they are written, or alike in meaning.
    """

    when: str = ""
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    near: str = ""
    stance: str = ""
    statement: str = ""
    low: str = ""
    high: str = ""
    coder: str = ""
    area: str = ""
    cluster: str = ""
    industry: str = ""
    size: str = ""
    stage: str = ""
    kind: str = ""
    who: str = ""
    source: str = ""
    q: str = ""
    mode: str = "words"
    order: str = "place"

    @property
    def of_codes(self) -> bool:
        """Whether a statement must be coded to be found."""
        return bool(self.all or self.any or self.of_coding)

    @property
    def of_coding(self) -> bool:
        """Whether something is asked of the coding itself."""
        return bool(self.stance or self.statement or self.low or self.high or self.coder)

    def address(self, **changes: Any) -> dict[str, Any]:
        """The arguments of an address that asks for the same, some of them changed; what is as usual is left out."""
        asked = {**{each.name: getattr(self, each.name) for each in fields(self)}, **changes}
        kept = {k: v for k, v in asked.items() if v and v != getattr(Question, k, "")}
        return {k: list(v) if isinstance(v, tuple) else v for k, v in kept.items()}

    def for_officials(self) -> Question:
        """What an official may ask: nothing that says which firm spoke, and no words that may not be read.

        A choice by industry or size would tell of a quote what is left out beneath it; and the order in which things
        were said, side by side, would be a transcript.
        """
        return replace(self, industry="", size="", stage="", who="", coder="", q="", mode="words", order="grave")


def question_from(arguments: Mapping[str, Any]) -> Question:
    """Read a question from the arguments of an address (or from `address()`); nonsense is passed over."""
    chosen: dict[str, Any] = {}
    for each in fields(Question):
        listed = _all(arguments, each.name)
        if each.name in MANY:
            chosen[each.name] = tuple(dict.fromkeys(listed))
            continue
        value, usual = (listed or [""])[0], getattr(Question, each.name)
        chosen[each.name] = value if value in ALLOWED.get(each.name, (value,)) else usual
    if chosen["low"] and chosen["high"] and chosen["low"] > chosen["high"]:
        chosen["low"], chosen["high"] = chosen["high"], chosen["low"]
    return Question(**{k: v or getattr(Question, k) for k, v in chosen.items()})


def _all(arguments: Mapping[str, Any], key: str) -> list[str]:
    """Every value of a key, stripped: of an address, or of a plain dict."""
    found = arguments.getlist(key) if hasattr(arguments, "getlist") else arguments.get(key, [])
    listed = found if isinstance(found, list) else [found]
    return [text.strip() for text in listed if isinstance(text, str) and text.strip()]


@dataclass(frozen=True)
class Sight:
    """What the person who asks may see.

    Attributes
    ----------
    round_id : str
        The round an empty `when` means.
    blind_for : str
        An expert's id: others' codings show only where this expert has given a word.
    official : bool
        Officials read no quotes of areas where fewer than three firms spoke.
    """

    scope: Any
    round_id: str
    blind_for: str = ""
    official: bool = False
