"""What a proposal is, the answers it may get, and the rules both must keep. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from app.tables.checked import N_

# Kinds of statement that ask for something (`app.coding.statements.judgments.STATEMENTS`).
ASKING = ("request", "proposal")
# Waiting for an answer, in the order they pass through; then what an answer may be. A joined one is told by the other.
OPEN = ("received", "review")
ANSWERED = ("reflected", "partly", "declined", "answered")
JOINED = "joined"
STATES = (*OPEN, *ANSWERED, JOINED)
# Letters of one field: bounds what a form stores. Chosen, not measured.
LONGEST = {
    "title": 120,
    "text": 2000,
    "addressee": 120,
    "organization": 120,
    "reason": 2000,
    "reflected_in": 300,
    "link": 500,
}
MOST_STATEMENTS = 200


@dataclass(frozen=True)
class Draft:
    """A proposal as somebody words it; `due_on` is an ISO date or empty, `domain` a code or empty."""

    title: str
    text: str
    themes: tuple[str, ...] = ()
    domain: str = ""
    addressee: str = ""
    due_on: str = ""


@dataclass(frozen=True)
class Answer:
    """What becomes of a proposal: its new state, by which organisation, why, where it is reflected, and on which day.

    `programme_id` or `task_id` where it is reflected in a programme of the register or a task of a plan.
    """

    action: str
    organization: str = ""
    reason: str = ""
    reflected_in: str = ""
    link: str = ""
    happened_on: str = ""
    assignee_id: str = ""
    programme_id: str = ""
    task_id: str = ""


@dataclass(frozen=True)
class Wanted:
    """What a list of proposals is narrowed by; empty means not at all. `state` may be "open" or "overdue" as well."""

    q: str = ""
    state: str = ""
    theme: str = ""
    area: str = ""
    series: str = ""
    round: str = ""
    due: str = ""
    addressee: str = ""


@dataclass(frozen=True)
class Fault:
    """What is wrong in a field; texts are msgids."""

    field: str
    what: str
    right: str


def draft_faults(draft: Draft) -> list[Fault]:
    """Everything wrong with a proposal as it is worded."""
    found = [*_lengths({"title": draft.title, "text": draft.text, "addressee": draft.addressee})]
    if not draft.title:
        found.append(Fault("title", N_("제목이 없습니다"), N_("무엇을 해 달라는 제안인지 한 줄로 적어 주십시오")))
    if not draft.text:
        found.append(Fault("text", N_("내용이 없습니다"), N_("제안의 내용을 적어 주십시오")))
    if draft.due_on and not _is_day(draft.due_on):
        found.append(Fault("due_on", N_("날짜가 올바르지 않습니다"), N_("날짜를 2026-11-22처럼 적어 주십시오")))
    return found


def due_faults(draft: Draft, stood: str, first: date) -> list[Fault]:
    """A day set for an answer lies on `first` or after; the one that stood already may be over by now."""
    if not _is_day(draft.due_on) or draft.due_on == stood or date.fromisoformat(draft.due_on) >= first:
        return []
    return [Fault("due_on", N_("이미 지난 날입니다"), N_("오늘이나 그 뒤의 날을 적어 주십시오"))]


def answer_faults(answer: Answer) -> list[Fault]:
    """Everything wrong with an answer: declined without a reason, reflected in nothing, reviewed by nobody."""
    given = {key: getattr(answer, key) for key in ("organization", "reason", "reflected_in", "link")}
    found = [*_lengths(given)]
    if answer.action not in (*OPEN, *ANSWERED):
        found.append(Fault("action", N_("없는 상태입니다"), N_("목록에서 상태를 골라 주십시오")))
    if answer.action == "review" and not answer.organization:
        found.append(Fault("organization", N_("누가 검토하는지 없습니다"), N_("검토하는 기관을 적어 주십시오")))
    if answer.action in ("reflected", "partly") and not answer.reflected_in:
        right = N_("반영한 정책이나 사업, 계획의 이름을 적어 주십시오")
        found.append(Fault("reflected_in", N_("어디에 반영했는지 없습니다"), right))
    if answer.action in ("declined", "answered") and not answer.reason:
        right = N_("제안한 기업이 읽고 알 수 있게 까닭이나 답을 적어 주십시오")
        found.append(Fault("reason", N_("까닭이나 답이 없습니다"), right))
    if answer.happened_on and not _is_day(answer.happened_on):
        found.append(Fault("happened_on", N_("날짜가 올바르지 않습니다"), N_("날짜를 2026-11-22처럼 적어 주십시오")))
    if answer.link and urlsplit(answer.link).scheme not in ("http", "https"):
        right = N_("https://로 시작하는 주소를 적어 주십시오")
        found.append(Fault("link", N_("열 수 있는 주소가 아닙니다"), right))
    return found


def _lengths(given: dict[str, str]) -> Iterator[Fault]:
    for field, text in given.items():
        if len(text) > LONGEST[field]:
            yield Fault(field, N_("너무 깁니다"), N_("조금 더 짧게 적어 주십시오"))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def days_late(state: str, due_on: str | None, today: date) -> int:
    """How many days an answer is overdue; 0 where it is not, or where it has been given."""
    if state not in OPEN or not due_on:
        return 0
    return max((today - date.fromisoformat(due_on)).days, 0)
