"""Reading a survey's returns as one table, for every format and for who may see single returns."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.store import list_industries
from app.clock import in_seoul
from app.surveys.answering import response_store
from app.surveys.asking import store
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.exchange import return_store
from app.surveys.exchange.frame import Frame, Row, asked_keys, cells, repeats_of
from app.surveys.exchange.variables import Union, Value, Variable, union_of, variables_of
from app.surveys.weighing.weighing import fixed as fixed_weights
from app.words.formats import named
from app.words.i18n import language
from app.words.labels import LABELS

Report = Callable[[int, int], None]
# How many returns are read between two words of progress. Chosen, not measured.
STEP = 200
# What a long table of a repeat tells of its return.
OF_REPEATS = ("receipt", "area_code", "firm_code")


def union_of_survey(db: Database, survey: sqlite3.Row, lang: str = "") -> Union:
    """All versions a survey's returns were given with, as one."""
    return _union(return_store.versions(db, survey["id"]), lang)


def union_of_all(db: Database, survey: sqlite3.Row, lang: str = "") -> Union:
    """All published versions of a survey's questionnaire: what is brought may have been exported of another survey."""
    return _union(store.versions_of(db, survey["version_id"]), lang)


def _union(found: list[sqlite3.Row], lang: str) -> Union:
    return union_of([(r["number"], questionnaire_of(r["definition"])) for r in found], lang or language())


def fixed_variables(db: Database) -> list[Variable]:
    """What the program knows of a return: where, who, how, when, whether it counts, by which version, its weight."""
    channels = _values(LABELS["channel"].items())
    industries = _values((r["code"], named(r)) for r in list_industries(db))
    return [
        Variable(_("접수번호"), "receipt", _("접수번호"), "text"),
        Variable(_("조사"), "survey", _("조사"), "text"),
        Variable(_("조사 이름"), "survey_title", _("조사 이름"), "text"),
        Variable(_("조사 ID"), "survey_id", _("조사 ID"), "text"),
        Variable(_("밀집지역코드"), "area_code", _("밀집지역코드"), "text"),
        Variable(_("밀집지역"), "area", _("밀집지역"), "text"),
        Variable(_("기업코드"), "firm_code", _("기업코드"), "text"),
        Variable(_("기업"), "firm", _("기업"), "text"),
        # What the register says of the firm, or, of one on no list, what it said of itself.
        Variable(_("업종 코드"), "industry", _("업종"), "code", values=industries),
        Variable(_("규모 코드"), "size", _("규모"), "code", values=_values(LABELS["size_band"].items())),
        Variable(_("방식 코드"), "channel", _("방식"), "code", values=channels),
        Variable(_("제출일시"), "submitted_at", _("제출일시"), "datetime"),
        Variable(_("집계 포함"), "counted", _("집계 포함: 0은 같은 기업의 새 응답이 있음"), "flag"),
        Variable(_("설문지 판"), "version", _("설문지 판"), "figure"),
        Variable(_("가중치"), "omega", _("가중치"), "figure"),
    ]


def _values(words: Iterable[tuple[str, object]]) -> tuple[Value, ...]:
    return tuple(Value(code, number, str(word)) for number, (code, word) in enumerate(words, 1))


Part = tuple[Row, Mapping[str, Any], int, frozenset[str] | None]


@dataclass(frozen=True)
class Lines:
    """A file of returns as it is read, area by area: what is in memory is one area's.

    Attributes
    ----------
    variables : sequence of Variable
    union : Union
    returns : int
        How many there are.
    parts : callable
        Gives, each time it is called, of every return its fixed cells, answers, version and what was asked of it.
    """

    variables: Sequence[Variable]
    union: Union
    returns: int
    parts: Callable[[], Iterator[Part]]

    def rows(self) -> Iterator[Row]:
        for part, own, version, asked in self.parts():
            yield part | cells(self.variables, own, version, asked)


def lines_of(db: Database, survey: sqlite3.Row, scope: Scope, *, area_id: str | None = None) -> Lines:
    """Every return of the scope as a row, those replaced by a newer one too (marked), none that was withdrawn."""
    union, known = union_of_survey(db, survey), fixed_variables(db)
    areas = response_store.areas_to_export(db, survey["id"], scope, area_id=area_id)
    inside = list(areas)
    keys = return_store.keys_of(db, survey["id"], inside) if _grows(union) else ()
    made = return_store.numeric(db, survey["id"], inside, _made(union))
    variables = variables_of(union, keys, known, numeric=made)
    numbers = {r["id"]: r["number"] for r in return_store.versions(db, survey["id"])}
    omega = fixed_weights(db, survey["id"])
    # What a language says is asked here: the rows may be read when the request is over.
    told = (survey["wave"], named(survey, "title"), survey["id"])
    area_word = "area_en" if language() == "en" else "area_ko"

    def parts() -> Iterator[Part]:
        for area in inside:
            answers = response_store.answers_of_area(db, survey["id"], area)
            for each in response_store.responses_to_export(db, survey["id"], scope, area_id=area):
                version, own = numbers[each["version_id"]], answers.get(each["id"], {})
                clock = in_seoul(each["submitted_at"]).strftime("%Y-%m-%dT%H:%M:%S")
                asked = asked_keys(union.questionnaire(version), own, clock)
                yield _fixed(each, told, each[area_word], version, omega, known), own, version, asked

    return Lines(variables, union, sum(areas.values()), parts)


def _grows(union: Union) -> bool:
    """Whether any version asks something as often as it takes: then the answers tell how many columns there are."""
    return any(section.repeat for _n, each in union.versions for section in each.sections)


def _made(union: Union) -> list[str]:
    """The questions of which only the answers tell whether they are numbers."""
    return [id for id, question in union.questions.items() if question.type == "calculate"]


def frame_of(
    db: Database,
    survey: sqlite3.Row,
    scope: Scope,
    *,
    area_id: str | None = None,
    report: Report = lambda _done, _all: None,
) -> Frame:
    """The same as one table in memory, with a table of its own for each repeat."""
    found = lines_of(db, survey, scope, area_id=area_id)
    parts: list[Part] = []
    for at, each in enumerate(found.parts()):
        parts.append(each)
        if at % STEP == 0:
            report(at, found.returns)
    rows = [part | cells(found.variables, own, version, asked) for part, own, version, asked in parts]
    short = [v for v in found.variables if v.name in OF_REPEATS and not v.key]
    return Frame(found.variables, rows, found.union, repeats_of(found.union, found.variables, parts, short))


def _fixed(
    found: sqlite3.Row,
    survey: tuple[str, str, str],
    area: str,
    version: int,
    omega: Mapping[str, float],
    known: list[Variable],
) -> Row:
    values = [
        *(found["receipt"], *survey, found["area_code"], area),
        *(found["firm_code"], found["respondent"], found["industry"], found["size_band"], found["channel"]),
        in_seoul(found["submitted_at"]).strftime("%Y-%m-%dT%H:%M"),
        int(found["counted"]),
        version,
        omega.get(found["respondent_id"], 1.0) if omega else None,
    ]
    return dict(zip((v.title for v in known), values, strict=True))
