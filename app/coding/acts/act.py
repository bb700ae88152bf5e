"""An act as a script sends it: read from JSON, with every fault named at its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.coding.statements.judgments import Fault
from app.coding.statements.spans import Span
from app.ids import is_id
from app.tables.checked import N_

# A person selects a passage; a whole talk is no passage. Chosen, not measured.
MOST_PLACES = 60


@dataclass(frozen=True)
class Place:
    """A segment the act speaks of, the coder's newest judgment the page knew, which words, and how they read there."""

    segment_id: str
    seen: int
    span: Span | None = None
    quote: str | None = None


@dataclass(frozen=True)
class Act:
    """One act: an id the browser made, the places it speaks of, and the word as `judging.judge` takes it.

    `twins` are other segments that get the same judgment, `dismissed` the suggestions that are rejected together.
    """

    id: str
    places: tuple[Place, ...]
    action: str
    word: Mapping[str, Any]
    twins: tuple[str, ...] = ()
    dismissed: tuple[str, ...] = ()


def read_act(sent: Any) -> Act | list[Fault]:
    """The act of a request's JSON, or everything in it that is no such thing."""
    if not isinstance(sent, dict):
        return [Fault("act", N_("보낸 내용을 읽을 수 없습니다"), N_("화면을 새로 고친 뒤 다시 보내 주십시오"))]
    found = [*_texts(sent), *_places_faults(sent)]
    if not isinstance(sent.get("act"), str) or not is_id(sent["act"]):
        found.append(Fault("act", N_("판단의 번호가 없습니다"), N_("화면을 새로 고친 뒤 다시 보내 주십시오")))
    if not _whole(sent.get("severity"), or_none=True):
        found.append(Fault("severity", N_("심각도가 수가 아닙니다"), N_("1에서 5까지 고르십시오")))
    if found:
        return found
    return Act(
        id=sent["act"],
        places=tuple(_place(each) for each in _sent_places(sent)),
        action=sent.get("action") or "",
        word={
            "theme_code": sent.get("theme") if _names_its_theme(sent) else None,
            "code_id": sent.get("code"),
            "suggestion_id": sent.get("suggestion"),
            "stance": sent.get("stance"),
            "severity": sent.get("severity") if sent.get("stance") == "need" else None,
            "statement": sent.get("statement"),
            "memo": sent.get("memo") or "",
        },
        twins=tuple(sent.get("twins") or ()),
        dismissed=tuple(sent.get("suggestions") or ()),
    )


def _names_its_theme(sent: Mapping[str, Any]) -> bool:
    """Whether the theme is the act's own: of a rejection where no suggestion has it, which takes away a free coding."""
    action = sent.get("action")
    return action in ("change", "add") or (action == "reject" and not sent.get("suggestion"))


def _texts(sent: Mapping[str, Any]) -> list[Fault]:
    fields = ("action", "theme", "code", "suggestion", "stance", "statement", "memo")
    wrong = [name for name in fields if not isinstance(sent.get(name), str | None)]
    wrong += [
        name
        for name in ("twins", "suggestions")
        if not isinstance(sent.get(name) or [], list) or not all(isinstance(each, str) for each in sent.get(name) or [])
    ]
    return [Fault(name, N_("글자가 아닙니다"), N_("화면을 새로 고친 뒤 다시 보내 주십시오")) for name in wrong]


def _sent_places(sent: Mapping[str, Any]) -> Any:
    """The places of an act over several segments, or the one of an act on a single segment."""
    if sent.get("spans") is not None:
        return sent["spans"]
    span = sent.get("span")
    own = {"start": span[0], "end": span[1]} if isinstance(span, list) and len(span) == 2 else {}
    if span is not None and not own:
        own = {"start": span, "end": span}
    return [{"segment": sent.get("segment"), "seen": sent.get("seen"), "quote": sent.get("quote"), **own}]


def _places_faults(sent: Mapping[str, Any]) -> list[Fault]:
    places = _sent_places(sent)
    if not isinstance(places, list) or not all(isinstance(each, dict) for each in places):
        return [Fault("span", N_("고른 말을 읽을 수 없습니다"), N_("말을 다시 고르십시오"))]
    if not 0 < len(places) <= MOST_PLACES:
        return [Fault("span", N_("고른 말이 없거나 너무 깁니다"), N_("문장 60개까지 한 번에 고를 수 있습니다"))]
    found = []
    if not all(isinstance(each.get("segment"), str) and _whole(each.get("seen")) for each in places):
        found.append(Fault("segment", N_("어느 문장인지 없습니다"), N_("화면을 새로 고친 뒤 다시 보내 주십시오")))
    if len({str(each.get("segment")) for each in places}) < len(places):
        found.append(Fault("span", N_("같은 문장이 두 번 있습니다"), N_("한 문장에서는 말을 한 번만 고르십시오")))
    if not all(_stretch(each) and isinstance(each.get("quote"), str | None) for each in places):
        found.append(Fault("span", N_("고른 말의 자리를 읽을 수 없습니다"), N_("말을 다시 고르십시오")))
    return found


def _stretch(place: Mapping[str, Any]) -> bool:
    start, end = place.get("start"), place.get("end")
    if start is None and end is None:
        return True
    return isinstance(start, int) and isinstance(end, int) and _whole(start) and _whole(end) and 0 <= start < end


def _place(sent: Mapping[str, Any]) -> Place:
    span = None if sent.get("start") is None else (sent["start"], sent["end"])
    return Place(sent["segment"], sent["seen"], span, sent.get("quote"))


def _whole(value: Any, *, or_none: bool = False) -> bool:
    return (or_none and value is None) or (isinstance(value, int) and not isinstance(value, bool))
