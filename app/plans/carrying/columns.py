"""The table of a plan's tasks: its columns, what each cell may hold, and how a task is written as a row of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.areas.columns import Explained, as_list, as_listed, as_word
from app.plans.plans import PREVENTION, Milestone, Plan, Task
from app.tables.heads import Column
from app.tables.moments import as_date
from app.words.labels import label
from forms.helping.plans import read_won

# What a title's brackets may say of the amounts beneath, and how many won that is.
WON_UNITS = {"원": 1, "천원": 10**3, "만원": 10**4, "백만원": 10**6, "억원": 10**8, "억": 10**8, "십억원": 10**9}
Parse = Callable[[str], Any]
_DATE = r"\d{4}\s*[-./년]\s*\d{1,2}\s*[-./월]\s*\d{1,2}\s*[.일]?"
_MILESTONE = re.compile(rf"(?P<due>{_DATE})\s+(?P<title>[^\[\]]+?)\s*(?:\[\s*(?P<done>{_DATE})[^\]]*\])?")
_BARE = re.compile(r"[\d.,]+")


@dataclass(frozen=True)
class Words:
    """What cells may name: theme and person to what is stored, and the words to show."""

    themes: Mapping[str, str]
    theme_words: str
    owners: Mapping[str, str]
    owner_words: str


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def columns_of(kind: str, words: Words) -> list[Explained]:
    """What the table of a plan of this kind must look like."""
    # Tables of before still say 조치 for what is one word now.
    titles = ("과제", "조치", "세부과제", "과제명")
    named = _("과제의 이름. 같은 이름의 과제가 있으면 고칩니다")
    strategy = _("과제가 딸린 전략. 없던 전략이면 새로 생깁니다")
    return [
        *([] if kind == PREVENTION else [_column("strategy", ("전략",), as_text(200), strategy, "자금")]),
        Explained(Column("title", titles, as_text(200)), named, "과제 1 (예시)"),
        Explained(
            Column("domain", ("영역",), as_word("domain"), required=kind == PREVENTION), _("어느 영역의 것인지"), "금융"
        ),
        *_money(),
        *_people(words),
        *_state(),
    ]


def _column(name: str, titles: tuple[str, ...], parse: Parse, meaning: str, example: str = "") -> Explained:
    """A column that may be left out, and whose cells may be empty."""
    return Explained(Column(name, titles, parse, required=False), meaning, example)


def _money() -> list[Explained]:
    budget = Column("budget", ("예산", "금액", "사업비"), str, required=False, units=None)
    return [
        Explained(budget, _("금액. 모르면 비웁니다"), "1,000억 원"),
        _column("funding", ("재원",), as_text(120), _("어떤 돈인지"), "시비"),
        _column("term", ("기간",), as_word("plan_term"), _("단기, 중기, 장기"), "단기"),
    ]


def _people(words: Words) -> list[Explained]:
    owner = as_listed(dict(words.owners), words.owner_words or _("없음"))
    themes = as_list(as_listed(dict(words.themes), words.theme_words), ";,")
    offices = ("담당 기관", "소관")
    return [
        _column("organization", offices, as_text(120), _("맡은 기관"), "예시 경제정책과"),
        _column("owner", ("담당자",), owner, _("목소리를 쓰는 사람의 이름")),
        _column("themes", ("주제",), themes, _("코드북의 주제. 여럿이면 ;로 나눕니다"), "인력·고용"),
    ]


def _state() -> list[Explained]:
    steps = as_list(as_milestone, ";\n")
    told = _("날짜와 할 일. 여럿이면 ;로 나누고, 이룬 날은 [ ]에 적습니다")
    example = "2026-03-31 설명회 [2026-03-28]; 2026-09-30 접수 마감"
    return [
        _column("status", ("상태",), as_word("plan_status"), _("예정, 추진 중, 마침, 중단"), "추진 중"),
        _column("on_day", ("상태 날짜",), as_date, _("그 상태가 된 날"), "2026-07-29"),
        _column("note", ("까닭", "상태 설명"), as_text(1000), _("중단한 까닭이나 상태의 설명")),
        _column("milestones", ("이정표", "추진일정"), steps, told, example),
    ]


def as_text(most: int) -> Parse:
    """A text of so many characters, its spaces made single."""

    def parse(text: str) -> str:
        told = " ".join(text.split())
        if len(told) > most:
            raise ValueError(_("%(n)s자까지 적어 주십시오", n=most))
        return told

    return parse


def as_milestone(text: str) -> Milestone:
    """A milestone as a cell has it: its day, what, and in brackets the day it was reached.

    Raises ValueError for anything else.
    """
    found = _MILESTONE.fullmatch(" ".join(text.split()))
    if found is None:
        raise ValueError(
            _("‘2026-03-31 설명회’처럼 날짜와 할 일을 적고, 이룬 날은 [2026-03-28]처럼 뒤에 적어 주십시오")
        )
    due, done = as_date(found["due"].strip()), found["done"]
    return Milestone(found["title"].strip()[:120], due, as_date(done.strip()) if done else "")


def as_budget(text: str, unit: str) -> int | None:
    """An amount under the unit of its title; a cell that names its own unit goes by that. Raises ValueError."""
    bare = squeezed(text).removesuffix("원")
    if unit and _BARE.fullmatch(bare):
        return read_won(f"{bare}{_SUFFIX[unit]}")
    return read_won(text)


_SUFFIX = {"원": "", "천원": "천", "만원": "만", "백만원": "백만", "억원": "억", "억": "억", "십억원": "십억"}


def titles_of(plan: Plan) -> list[str]:
    """The titles of a plan's table: as they are read, with the number of the row before and what is late after."""
    first = [] if plan.kind == PREVENTION else [_("전략")]
    return [
        *(_("번호"), *first, _("과제"), _("영역"), _("예산(원)"), _("재원"), _("기간"), _("담당 기관"), _("담당자")),
        *(_("주제"), _("상태"), _("상태 날짜"), _("까닭"), _("이정표"), _("늦은 날수"), _("근거가 된 말")),
    ]


def row_of(plan: Plan, number: int, task: Task, theme_names: Mapping[str, str]) -> list[Any]:
    """A task as a row; an unknown amount stays empty."""
    strategies = {each.id: each.title for each in plan.strategies}
    first = [] if plan.kind == PREVENTION else [strategies.get(task.strategy, "")]
    themes = "; ".join(theme_names.get(code, code) for code in task.themes)
    late = task.days_late(plan.day)
    return [
        *(number, *first, task.title, label(task.domain, "domain") if task.domain else None, task.budget),
        *(task.funding, label(task.term, "plan_term") if task.term else None, task.organization, task.owner, themes),
        *(label(task.status, "plan_status"), task.status_day or None, task.reason, _milestones(task.milestones)),
        *(late or None, task.grounds),
    ]


def _milestones(milestones: Sequence[Milestone]) -> str:
    told = [f"{m.due_on} {m.title}" + (f" [{m.done_on}]" if m.done_on else "") for m in milestones]
    return "; ".join(told)
