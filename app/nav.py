"""The navigation: at most seven words a role, the rest behind one more; each shown only to those who may open it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.permissions import ANALYST, EXPERT, FACILITATOR, OFFICIAL, may


@dataclass(frozen=True)
class Entry:
    """One word of the navigation: its key (`{% set active_page = key %}` lights it up), where it leads, who sees it.

    For the roles in `behind` it stands behind the menu's last word, which opens what is needed less often.
    """

    key: str
    endpoint: str
    word: str
    permission: str
    roles: frozenset[str] | None = None
    behind: frozenset[str] = frozenset()

    def lit(self, page: str) -> bool:
        """Whether this word stands for the page: its own, or one whose word is not in this person's menu."""
        own = any(entry.key == page for entry in (*entries(), *behind()))
        return self.key == (page if own else UNDER.get(page, page))


# Pages that are reached from another word's page where the menu has no word of theirs.
UNDER = {
    "codebook": "themes",
    "memos": "themes",
    **dict.fromkeys(("programmes", "offers", "plans", "proposals", "industries", "clusters"), "help"),
}
# At most seven words a role; what a role needs less often stands behind the last, or is reached from these pages.
ENTRIES = (
    Entry("today", "home.today", _l("오늘 할 일"), "home.view"),
    Entry("areas", "home.areas", _l("밀집지역"), "areas.view"),
    Entry("indicators", "monitoring.index", _l("지표"), "indicators.view", frozenset({ANALYST, OFFICIAL})),
    Entry("surveys", "surveys.index", _l("설문"), "surveys.view", behind=frozenset({OFFICIAL})),
    Entry("field", "field.app", _l("현장"), "field.work"),
    Entry("held", "field.held", _l("현장 기록"), "field.settle", behind=frozenset({ANALYST})),
    Entry("roundtables", "roundtables.index", _l("간담회"), "roundtables.view"),
    Entry("proposals", "proposals.index", _l("제안"), "proposals.view", frozenset({FACILITATOR})),
    Entry("review", "coding.review", _l("검토"), "review.code"),
    Entry("codebook", "codebook.index", _l("코드북"), "codebook.view", frozenset({EXPERT})),
    Entry("themes", "coding.themes", _l("주제"), "themes.view"),
    Entry("memos", "memos.index", _l("메모"), "memos.write", behind=frozenset({ANALYST, EXPERT})),
    Entry("trash", "memos.trash_of_all", _l("휴지통"), "memos.empty"),
    Entry("evaluation", "evaluation.index", _l("종합평가"), "evaluation.view"),
    Entry("help", "programmes.help", _l("지원·계획"), "programmes.view", behind=frozenset({ANALYST, EXPERT})),
    Entry("reports", "reports.index", _l("보고서"), "reports.view", behind=frozenset({ANALYST})),
    Entry("people", "accounts.people", _l("사람과 권한"), "people.manage"),
    Entry("audit", "accounts.audit", _l("감사 기록"), "audit.view", behind=frozenset({ANALYST})),
)


# What stands under 지원·계획 beside its entry page, each with who may open it.
HELP_PAGES = (
    Entry("programmes", "programmes.index", _l("지원사업"), "programmes.view"),
    Entry("offers", "programmes.offers", _l("지원 연계"), "programmes.pick"),
    Entry("proposals", "proposals.index", _l("제안"), "proposals.view"),
    Entry("prevention", "plans.prevention", _l("예방계획"), "plans.view"),
    Entry("response", "plans.response", _l("대응계획"), "plans.view"),
    Entry("industries", "industries.index", _l("주력산업"), "industries.view"),
    Entry("clusters", "clusters.index", _l("클러스터"), "areas.view"),
)


@dataclass(frozen=True)
class HelpLine:
    """One line of a part: a text that leads on, a note behind it, and whether it is late."""

    text: str
    href: str
    note: str = ""
    late: bool = False


@dataclass(frozen=True)
class HelpPart:
    """What a feature tells on the entry page of 지원·계획: counts, the first few things to look at, the page of all."""

    title: str
    href: str
    counts: tuple[tuple[str, int], ...] = ()
    lines: tuple[HelpLine, ...] = ()
    nothing: str = ""


# Key of a page of `HELP_PAGES` to what its feature tells: (db, scope, round or None) to a part; filled by `joining`.
HELP: dict[str, Callable[[Database, Scope, sqlite3.Row | None], HelpPart]] = {}


def help_pages() -> list[Entry]:
    """Of these the ones the person signed in may open."""
    return [e for e in HELP_PAGES if e.endpoint in current_app.view_functions and may(e.permission)]


def entries() -> list[Entry]:
    """What the person signed in may open, word beside word."""
    return [entry for entry in _mine() if current_user.role not in entry.behind]


def behind() -> list[Entry]:
    """What stands behind the menu's last word."""
    return [entry for entry in _mine() if current_user.role in entry.behind]


def _mine() -> list[Entry]:
    return [e for e in ENTRIES if may(e.permission) and (e.roles is None or current_user.role in e.roles)]
