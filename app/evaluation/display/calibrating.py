"""The calibration study in words: how often the bands held what was true, and how often a level was the right one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from app.evaluation.method.chance.coverage import COMMAND, Row, Study, read_study
from app.tables.checked import N_

SIMULATORS = {
    "normal": N_("고르게 퍼진 지역"),
    "skewed": N_("한쪽으로 치우친 지역"),
}
CASES = {
    "base": N_("지표와 목소리가 따로 움직임"),
    "voices follow the numbers": N_("목소리가 지표를 따라 움직임"),
    "one mood a firm": N_("한 기업의 답이 한 기분에서 나옴"),
    "both": N_("목소리가 지표를 따르고 답이 한 기분에서 나옴"),
    "ten asked at random": N_("열 곳만 무작위로 물음"),
    "ten worst asked": N_("지표가 가장 나쁜 열 곳만 물음"),
    "areas alike": N_("지역끼리 거의 같음"),
    "areas very different": N_("지역끼리 매우 다름"),
    "noise doubled": N_("지표의 흔들림이 두 배"),
    "two coders who err": N_("전문가 둘이 가끔 한 칸씩 잘못 봄"),
}
# The cases in which half of the areas are asked: METHOD.md's first four. A figure of them is their lowest.
HALF = ("base", "voices follow the numbers", "one mood a firm", "both")
TEN = ("ten asked at random",)


@dataclass(frozen=True)
class Asked:
    """A question the study answers: in which cases (the lowest of them counts), by which figure, and its target."""

    title: str
    meaning: str
    cases: tuple[str, ...]
    figure: Callable[[Row], float | None]
    target: float


QUESTIONS = (
    Asked(
        N_("물은 지역: 90 % 폭이 참값을 품은 비율"),
        N_("모든 기업에 물었을 때의 점수가 ‘자료만’의 폭 안에 든 비율입니다."),
        HALF,
        lambda row: row.asked,
        0.85,
    ),
    Asked(
        N_("‘견고’라고 한 단계가 맞은 비율"),
        N_("모든 기업에 물었을 때의 단계와 같은 비율입니다. 나머지는 ‘견고’라고 했지만 틀린 것입니다."),
        HALF,
        lambda row: row.firm_right,
        0.95,
    ),
    Asked(
        N_("열 곳만 물었을 때 묻지 않은 지역의 폭이 참값을 품은 비율"),
        N_("아무도 말하지 않은 지역의 폭도 참값을 품는지 봅니다."),
        TEN,
        lambda row: row.silent,
        0.85,
    ),
    Asked(
        N_("열 곳만 물었을 때 묻지 않은 지역의 단계가 맞은 비율"),
        N_("지표만으로 낸 단계가 모두에게 물었을 때와 같은 비율입니다."),
        TEN,
        lambda row: row.silent_right,
        0.80,
    ),
)


@dataclass(frozen=True)
class Figure:
    """A share by respondents an area, and whether it reaches its target."""

    respondents: int
    share: float | None
    met: bool


@dataclass(frozen=True)
class Question:
    """One question, and of each simulated world its word and its figures."""

    title: str
    meaning: str
    target: float
    worlds: tuple[tuple[str, tuple[Figure, ...]], ...]


@dataclass(frozen=True)
class World:
    """Every case of one simulator as it was run."""

    word: str
    rows: tuple[tuple[str, Row], ...]


@dataclass(frozen=True)
class Calibrated:
    """The study to be shown; `current`: it was run with this very scheme."""

    study: Study
    questions: tuple[Question, ...]
    worlds: tuple[World, ...]
    respondents: tuple[int, ...]
    current: bool
    command: str = COMMAND


def calibrated(version: str) -> Calibrated:
    """The study that ships, beside the scheme of that version."""
    study = read_study()
    several = tuple(sorted({row.respondents for row in study.rows if row.case in HALF}))
    found = {name: [row for row in study.rows if row.simulator == name] for name in SIMULATORS}
    questions = tuple(
        Question(
            _(each.title),
            _(each.meaning),
            each.target,
            tuple(
                (_(SIMULATORS[name]), tuple(_figure(each, rows, n) for n in several)) for name, rows in found.items()
            ),
        )
        for each in QUESTIONS
    )
    worlds = tuple(
        World(_(SIMULATORS[name]), tuple((_(CASES[row.case]), row) for row in rows)) for name, rows in found.items()
    )
    return Calibrated(study, questions, worlds, several, study.scheme == version)


def _figure(asked: Asked, rows: Iterable[Row], n: int) -> Figure:
    found = [asked.figure(row) for row in rows if row.case in asked.cases and row.respondents == n]
    known = [share for share in found if share is not None]
    share = min(known) if known else None
    return Figure(n, share, share is not None and share >= asked.target)
