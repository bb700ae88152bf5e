"""Damaged and odd copies of good tables, of every kind that is imported: taken right, refused or asked, or wrong in silence.

python bench/files/tables.py                # 1,000 copies, some minutes
python bench/files/tables.py --copies 100 --seed 7

The truth is the good table itself, written by this program before it is damaged; the reader never sees it.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlite_utils import Database

from app import create_app
from app.areas import opening
from app.areas.importing import import_areas, import_firms
from app.codebook import publishing
from app.codebook import store as codebook_store
from app.codebook.term_importing import imported as import_terms
from app.coding.judging import importing as codings
from app.config import Config
from app.db import connect, open_database, rows, writing
from app.errors import BadInput
from app.evaluation.people import importing as votes
from app.monitoring.observations.importing import Leaping, import_observations
from app.surveys.answering.importing import import_responses
from app.surveys.asking import presets as questionnaires
from app.surveys.asking import surveying
from app.tables.tabular import Table, read_table
from bench.files.table_damage import DAMAGES, Copy, Kind, Truth

Check = Callable[[Table, dict[str, Any]], object]
EXAMPLE = Path(__file__).parents[2] / "example"
SIZE = 12  # rows of a copy: enough to have a middle, few enough to make a thousand


# The kinds: where good lines come from, and what storing a file leaves behind -----------------------------


def example(name: str) -> tuple[list[str], list[list[str]]]:
    with (EXAMPLE / name).open(encoding="utf-8-sig", newline="") as file:
        titles, *lines = csv.reader(file)
    return titles, lines


def kinds(db: Database, survey: str, definition: Any) -> list[Kind]:
    observed, register, firms, returns = (example(f"{n}.csv") for n in ("observations", "areas", "firms", "responses"))
    newest = [line for line in observed[1] if line[2] >= "2026-04" and line[1] in ("employees", "delinquency", "wages")]
    places = {r["id"]: r["code"] for r in rows(db, "select id, code from area")} | {"busan": "부산", "nation": "전국"}

    def of_observations(db: Database, data: bytes, name: str) -> Truth:
        import_observations(db, data, name, person_id=None)
        found = rows(
            db,
            """select coalesce(area_id, region), indicator_code, month, value, published_on, coalesce(mark, '') from vintage
               where month >= '2026-04' union all select coalesce(area_id, region), indicator_code, month, null,
               published_on, reason from absence""",
        )
        return {(places[r[0]], *tuple(r)[1:]) for r in found}

    def of_areas(db: Database, data: bytes, name: str) -> Truth:
        db.conn.execute("delete from area_cluster"), db.conn.execute("delete from designation")
        db.conn.execute("update area set name_ko = '', district = '', latitude = null, longitude = null")
        import_areas(db, data, name, None)
        return {
            tuple(r)
            for r in rows(db, "select code, name_ko, district, latitude, longitude from area where name_ko <> ''")
        }

    def of_firms(db: Database, data: bytes, name: str) -> Truth:
        db.conn.execute("update firm set name = '', employees = 0, founded_year = 1900")
        import_firms(db, data, name, None)
        return {tuple(r) for r in rows(db, "select code, name, employees, founded_year from firm where name <> ''")}

    def of_returns(db: Database, data: bytes, name: str) -> Truth:
        import_responses(db, data, name, survey_id=survey, person_id=None)
        answers: dict[str, list[tuple[str, str]]] = {}
        # Of open answers what was written: what is read of them may have pseudonyms.
        told = rows(
            db,
            """select an.response_id, an.question_id, case when coalesce(o.raw_text, an.text) is null then an.value
                 else json_quote(coalesce(o.raw_text, an.text)) end as value
               from answer an left join answer_original o on o.answer_id = an.id order by an.question_id""",
        )
        for r in told:
            answers.setdefault(r[0], []).append((r[1], repr(json.loads(r[2]))))
        found = rows(db, "select r.id, a.code, submitted_at, channel from response r join area a on a.id = r.area_id")
        return {(r[1], r[2], r[3], tuple(answers[r[0]])) for r in found}

    def of_terms(_db: Database, data: bytes, name: str) -> Truth:
        made = import_terms(definition, data, name, way="add")
        known = {(t["id"], x["form"], x["weight"]) for t in definition["themes"] for x in t["terms"]}
        return {(t["id"], x["form"], x["weight"]) for t in made["themes"] for x in t["terms"]} - known

    def by_reader(columns: list[Any], names: list[str], check: Check) -> Callable[[Database, bytes, str], Truth]:
        """What would be looked up next, for imports that need a coded or an evaluated round: reading and its checks."""

        def taken(_db: Database, data: bytes, name: str) -> Truth:
            table = read_table(data, name, columns)
            for line in table.rows:
                check(table, line)
            table.refuse_if_wrong()
            return {tuple(str(line[n] or "") for n in names) for line in table.rows}

        return taken

    firms = firms[0], [line for line in firms[1] if all(line)]
    themes = {theme["id"] for theme in definition["themes"]}
    said = {(line[0], line[1], line[2], line[7]) for line in example("codings.csv")[1]}

    def coded_well(table: Table, line: dict[str, Any]) -> None:
        if line["theme"] not in themes:
            table.wrong(line["row"], "주제", "없는 주제입니다", "코드북의 주제 코드")
        if (line["source"], line["place"], line["quote"], line["coder"]) not in said:
            table.wrong(line["row"], "인용", "그 자리의 글에 없는 말입니다", "그 글에 있는 그대로")
        codings._check_measures(table, line)

    coded, voted = example("codings.csv"), example("votes.csv")
    terms = [[t["id"], f"예시낱말{n}{t['id']}", "0.5", "예시, 메모"] for n in range(4) for t in definition["themes"]]
    figures, moved = ("값",), ("종사자수",)
    return [
        Kind("observations", observed[0], newest, _observed, of_observations, figures, ("월",), ("공표일",)),
        Kind("areas", *register, _area, of_areas),
        Kind("firms", *firms, _firm, of_firms, moved),
        Kind("returns", *returns, _returned, of_returns, ("employees",), (), ("제출일시",)),
        Kind("terms", ["주제", "용어", "가중치", "메모"], terms, _term, of_terms),
        Kind("codings", *coded, lambda r: tuple(r.values()), by_reader(codings._columns(), CODED, coded_well)),
        Kind("votes", *voted, lambda r: tuple(r.values()), by_reader(votes._columns(), VOTED, votes._told)),
    ]


def _area(r: dict[str, str]) -> tuple[Any, ...]:
    return r["코드"], r["이름"], r["구군"], float(r["위도"]), float(r["경도"])


def _firm(r: dict[str, str]) -> tuple[Any, ...]:
    return r["코드"], r["이름"], int(r["종사자수"]), int(r["설립연도"])


def _term(r: dict[str, str]) -> tuple[Any, ...]:
    return r["주제"], r["용어"], float(r["가중치"])


CODED = ["source", "place", "quote", "theme", "action", "stance", "severity", "coder", "memo"]
VOTED = ["area", "seat", "level", "reason", "abstention"]


def _observed(r: dict[str, str]) -> tuple[Any, ...]:
    return (r["지역"], r["지표"], r["월"], float(r["값"]), r["공표일"], "")


def _returned(r: dict[str, str]) -> tuple[Any, ...]:
    """Area, instant, way and answers of a return, from the plain words of the example's file."""
    said = []
    for question, text in sorted(list(r.items())[6:]):
        if text:
            number = question in ("employees", "export_share") or question.endswith(("_past", "_next"))
            several = question == "causes"
            value = int(text) if number else text.split(";") if several else True if question == "consent" else text
            said.append((question, repr(value)))
    moment = datetime.strptime(r["제출일시"], "%Y-%m-%d %H:%M") - timedelta(hours=9)
    return r["밀집지역코드"], f"{moment.isoformat()}.000000+00:00", r["방식"], tuple(said)


def good(db: Database, kind: Kind, dice: random.Random) -> Copy:
    """Some good lines of a kind, and what is true of them."""
    lines = kind.lines
    if kind.name == "observations" and dice.random() < 0.6:
        one = dice.choice(("employees", "delinquency"))
        lines = [line for line in lines if line[1] == one]
    chosen = sorted(dice.sample(range(len(lines)), min(SIZE, len(lines))))
    picked = [list(lines[i]) for i in chosen]
    return Copy(
        kind.name, list(kind.titles), picked, {kind.true(dict(zip(kind.titles, p, strict=True))) for p in picked}
    )


# One copy after another ------------------------------------------------------------------------------------


class _Undone(Exception):
    """Takes back what a copy stored."""


def outcome(db: Database, kind: Kind, copy: Copy) -> str:
    data, name = copy.file()
    taken: Truth = set()
    try:
        with writing(db):
            taken = kind.taken(db, data, name)
            raise _Undone
    except _Undone:
        return "right" if taken == copy.truth else "wrong"
    except (BadInput, Leaping):
        return "asked"


def run(copies: int, seed: int, db: Database, every: list[Kind]) -> dict[str, Counter[str]]:
    """How each damage ended, over as many copies of each, of all kinds it can happen to in turn."""
    dice, ends = random.Random(seed), {damage: Counter[str]() for damage in DAMAGES}
    for number in range(copies):
        damage = list(DAMAGES)[number % len(DAMAGES)]
        for turn in range(len(every)):
            kind = every[(number // len(DAMAGES) + turn) % len(every)]
            if copy := DAMAGES[damage](good(db, kind, dice), kind, dice):
                ends[damage][end := outcome(db, kind, copy)] += 1
                if end == "wrong":
                    print(f"wrong: {kind.name}, {damage}", file=sys.stderr)
                break
    return ends


def prepared(folder: Path) -> tuple[Database, list[Kind]]:
    """A database with registers, an open survey, a codebook and the months before those of the copies."""
    folder.mkdir(parents=True)
    open_database(folder / "work.db").conn.close()
    db = connect(folder / "work.db")
    import_areas(db, (EXAMPLE / "areas.csv").read_bytes(), "areas.csv", None)
    import_firms(db, (EXAMPLE / "firms.csv").read_bytes(), "firms.csv", None)
    titles, lines = example("observations.csv")
    past = "\n".join(",".join(line) for line in [titles, *(x for x in lines if "2025-01" <= x[2] < "2026-04")])
    import_observations(db, past.encode(), "past.csv", person_id=None, confirmed=True)
    opening.open_round(db, "2026H2")
    questionnaires.install(db)
    survey = surveying.open_survey(
        db,
        wave_code="2026Q4",
        questionnaire_code="bsi-2026",
        title_ko="",
        title_en="",
        opens_on=None,
        closes_on=None,
        target=10,
        person_id=None,
    )
    publishing.install_first(db)
    book = codebook_store.newest(db)
    assert book is not None
    return db, kinds(db, survey, publishing.definition_of(db, book["id"]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20_261_129)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        db, every = prepared(data)
        with create_app(Config(data=data, example=False)).app_context():
            ends = run(asked.copies, asked.seed, db, every)
        db.conn.close()
    print(
        "| damage | copies | taken right | refused or asked | wrong in silence |\n| --- | ---: | ---: | ---: | ---: |"
    )
    total: Counter[str] = Counter()
    for damage, counts in ends.items():
        total += counts
        print(f"| {damage} | {counts.total()} | {counts['right']} | {counts['asked']} | {counts['wrong']} |")
    print(f"| **all** | {total.total()} | {total['right']} | {total['asked']} | {total['wrong']} |")


if __name__ == "__main__":
    main()
