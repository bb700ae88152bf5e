"""An evaluation's inputs as tables of codes: CSV that is the same in every database, and back."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from app.evaluation.method.evidence import (
    NONE,
    Adjudicated,
    Answers,
    Codings,
    Evidence,
    Memberships,
    Places,
    Respondents,
    Stance,
)
from app.evaluation.method.scheme import REGISTER, SURVEY, Scheme
from app.evaluation.reading.inputs import Before, Inputs, evidence_of
from app.evaluation.reading.measuring import Measured
from app.evaluation.reading.windows import Window

COLUMNS: dict[str, tuple[str, ...]] = {
    "areas": ("area", "kind"),
    "numbers": (*("area", "indicator", "y", "y_first", "known_months", "age", "first_month", "last_month", "reason"),),
    "revisions": ("indicator", "revised_months"),
    "respondents": ("respondent", "kind", "area", "omega", "asked", "spoke", "no_crisis", "counts"),
    "answers": ("respondent", "area", "item", "x", "omega"),
    "judgments": ("respondent", "place", "coder", "theme", "domain", "stance", "severity"),
    "adjudicated": ("respondent", "place", "domain", "severity"),
    "previous": ("area", "back", "score", "level"),
}
STANCES = {Stance.NEED: "need", Stance.OTHER: "other", Stance.UNDECIDED: "undecided"}
Row = dict[str, str]


def input_tables(inputs: Inputs, scheme: Scheme) -> dict[str, bytes]:
    """File name to content, for each table of the inputs."""
    rows = {
        "areas": zip(inputs.evidence.areas.code, inputs.evidence.areas.kind, strict=True),
        "numbers": _numbers(inputs, scheme),
        "revisions": _revisions(inputs, scheme),
        "respondents": _respondents(inputs.evidence),
        "answers": _answers(inputs.evidence, scheme),
        "judgments": _judgments(inputs, scheme),
        "adjudicated": _adjudicated(inputs.evidence, scheme),
        "previous": ((b.area, b.back, b.score, b.level) for b in inputs.before),
    }
    return {f"inputs/{name}.csv": written(COLUMNS[name], rows[name]) for name in COLUMNS}


def written(columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """A table as CSV: UTF-8, LF, numbers in the shortest form that reads back the same, empty where not known."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def read(data: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


# Out -------------------------------------------------------------------------------------------------------


def _numbers(inputs: Inputs, scheme: Scheme) -> Iterator[tuple[Any, ...]]:
    m = inputs.measured
    of_registers = [i for i, each in enumerate(scheme.indicators) if each.source == REGISTER]
    for a, area in enumerate(inputs.evidence.areas.code):
        for i in sorted(of_registers, key=lambda i: scheme.indicators[i].code):
            window = m.window[i]
            yield (
                *(area, scheme.indicators[i].code, known(m.y[a, i]), known(m.first[a, i]), int(m.months[a, i])),
                *(whole(m.age[a, i]), window and window.first, window and window.last, m.reason[a, i]),
            )


def _revisions(inputs: Inputs, scheme: Scheme) -> list[tuple[str, int]]:
    return sorted(
        (each.code, inputs.measured.revised[i]) for i, each in enumerate(scheme.indicators) if each.source == REGISTER
    )


def _respondents(evidence: Evidence) -> Iterator[tuple[Any, ...]]:
    people, codes = evidence.respondents, evidence.areas.code
    for j, a in zip(evidence.memberships.respondent.tolist(), evidence.memberships.area.tolist(), strict=True):
        spoke, no_crisis = int(people.spoke[j]), int(people.no_crisis[j])
        yield (
            *(people.code[j], people.kind[j], codes[a], float(people.omega[j]), 1),
            *(spoke, no_crisis, spoke | no_crisis),
        )


def _answers(evidence: Evidence, scheme: Scheme) -> list[tuple[Any, ...]]:
    people, codes = evidence.respondents, evidence.areas.code
    area = np.zeros(len(people.code), np.int64)
    area[evidence.memberships.respondent[::-1]] = evidence.memberships.area[::-1]
    given = evidence.answers
    return sorted(
        (people.code[j], codes[area[j]], scheme.indicators[i].code, x, float(people.omega[j]))
        for j, i, x in zip(given.respondent.tolist(), given.item.tolist(), given.x.tolist(), strict=True)
    )


def _judgments(inputs: Inputs, scheme: Scheme) -> Iterator[tuple[Any, ...]]:
    found, evidence = inputs.evidence.codings, inputs.evidence
    codes, domains = evidence.respondents.code, [*(each.id for each in scheme.domains), ""]
    themes, stances = [*inputs.themes, ""], {int(stance): word for stance, word in STANCES.items()}
    who, where = evidence.places.respondent.tolist(), evidence.places.position.tolist()
    columns = (found.place, found.coder, found.theme, found.domain, found.stance, found.severity)
    for place, coder, theme, domain, stance, severity in zip(*(c.tolist() for c in columns), strict=True):
        yield (
            *(codes[who[place]], where[place], f"c{coder + 1}"),
            *(themes[theme], domains[domain], stances[stance], severity),
        )


def _adjudicated(evidence: Evidence, scheme: Scheme) -> Iterator[tuple[Any, ...]]:
    found, domains = evidence.adjudicated, [*(each.id for each in scheme.domains), ""]
    for place, domain, severity in zip(*(c.tolist() for c in (found.place, found.domain, found.severity)), strict=True):
        j = int(evidence.places.respondent[place])
        yield evidence.respondents.code[j], int(evidence.places.position[place]), domains[domain], severity


def known(value: float) -> float | None:
    """A float to store, None for NaN."""
    return None if np.isnan(value) else float(value)


def whole(value: float) -> int | None:
    return None if np.isnan(value) else int(value)


# And back --------------------------------------------------------------------------------------------------


def inputs_from(tables: Mapping[str, bytes], scheme: Scheme) -> Inputs:
    """The inputs of tables as `input_tables` writes them. Raises KeyError or ValueError where one is not."""
    rows = {name: read(tables[f"inputs/{name}.csv"]) for name in COLUMNS}
    codes = [r["area"] for r in rows["areas"]]
    measured = _measured(rows["numbers"], rows["revisions"], codes, scheme)
    before = tuple(
        Before(r["area"], int(r["back"]), float(r["score"]) if r["score"] else None, r["level"] or None)
        for r in rows["previous"]
    )
    themes = tuple(sorted({theme for each in scheme.domains for theme in each.themes} | set(scheme.unscored_themes)))
    voices = _voices(rows, codes, themes, scheme)
    evidence = evidence_of(codes, [r["kind"] for r in rows["areas"]], measured, before, voices, scheme)
    return Inputs(evidence, measured, before, themes)


def _measured(numbers: list[Row], revisions: list[Row], codes: Sequence[str], scheme: Scheme) -> Measured:
    shape = (len(codes), len(scheme.indicators))
    y, first, age = (np.full(shape, np.nan) for _ in range(3))
    months = np.zeros(shape, np.int64)
    reason, since = np.full(shape, "no_data", object), np.full(shape, "", object)
    windows: list[Window | None] = [None] * shape[1]
    places = {code: a for a, code in enumerate(codes)}
    items = {each.code: i for i, each in enumerate(scheme.indicators)}
    for r in numbers:
        cell = places[r["area"]], items[r["indicator"]]
        y[cell], first[cell], age[cell] = (_number(r[name]) for name in ("y", "y_first", "age"))
        months[cell], reason[cell] = int(r["known_months"]), r["reason"]
        if r["last_month"]:
            windows[cell[1]] = Window(r["first_month"], r["last_month"])
    revised = {r["indicator"]: int(r["revised_months"]) for r in revisions}
    counts = tuple(revised.get(each.code, 0) for each in scheme.indicators)
    return Measured(y, first, months, age, reason, since, tuple(windows), counts)


def _voices(
    rows: Mapping[str, list[Row]], codes: Sequence[str], themes: Sequence[str], scheme: Scheme
) -> dict[str, object]:
    areas = {code: a for a, code in enumerate(codes)}
    people = {r["respondent"]: r for r in rows["respondents"]}
    numbers = {code: j for j, code in enumerate(people)}
    judged = [*rows["judgments"], *rows["adjudicated"]]
    places = sorted({(numbers[r["respondent"]], int(r["place"])) for r in judged})
    at = {place: n for n, place in enumerate(places)}
    items = {each.code: i for i, each in enumerate(scheme.indicators) if each.source == SURVEY}
    domains = defaultdict(lambda: NONE, {each.id: d for d, each in enumerate(scheme.domains)})
    topics = defaultdict(lambda: NONE, {theme: n for n, theme in enumerate(themes)})
    stances = {word: int(stance) for stance, word in STANCES.items()}
    place_of = lambda r: at[numbers[r["respondent"]], int(r["place"])]  # noqa: E731 - a word for two tables below
    coded = [
        (
            *(place_of(r), int(r["coder"][1:]) - 1, domains[r["domain"]], int(r["severity"])),
            *(stances[r["stance"]], topics[r["theme"]]),
        )
        for r in rows["judgments"]
    ]
    settled = [(place_of(r), domains[r["domain"]], int(r["severity"])) for r in rows["adjudicated"]]
    answered = sorted((numbers[r["respondent"]], items[r["item"]], int(r["x"])) for r in rows["answers"])
    members = [(numbers[r["respondent"]], areas[r["area"]]) for r in rows["respondents"]]
    return {
        "respondents": Respondents(
            code=tuple(people),
            kind=tuple(r["kind"] for r in people.values()),
            omega=np.array([float(r["omega"]) for r in people.values()]),
            spoke=np.array([r["spoke"] == "1" for r in people.values()], bool),
            no_crisis=np.array([r["no_crisis"] == "1" for r in people.values()], bool),
        ),
        "memberships": Memberships(*columns(members, 2)),
        "answers": Answers(*columns(answered, 3)),
        "places": Places(*columns(places, 2)),
        "codings": Codings(*columns(coded, 6)),
        "adjudicated": Adjudicated(*columns(settled, 3)),
    }


def columns(rows: Sequence[tuple[int, ...]], width: int) -> np.ndarray:
    """Rows of ints as columns."""
    return np.array(rows, np.int64).reshape(-1, width).T


def _number(text: str) -> float:
    return float(text) if text else np.nan
