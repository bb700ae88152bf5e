"""What a result was made of, in one shape for both versions of the method: numbers and respondents by domain.

Of the second version evidence is found by reference: the observations and judgments as they were at its moment.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from sqlite_utils import Database

from app.db import row, rows, scalar
from app.evaluation.method.scheme import Scheme
from app.evaluation.reading import register_store, voice_store
from app.evaluation.reading.hearing import answers_of_area, places_of
from app.evaluation.reading.measuring import months_of, read_cube
from app.evaluation.reading.moments import Moment
from app.evaluation.reading.settled import settled_words
from app.evaluation.reading.voices import Judged, standing
from app.evaluation.reading.windows import Window
from app.evaluation.round import presets

Item = sqlite3.Row | dict[str, Any]
_RESULT = """select r.*, e.round_id, e.scheme_id, e.method, e.as_of, e.read_at, e.known_at, e.trial, e.summary
             from area_result r join evaluation e on e.id = r.evaluation_id where r.id = ?"""


def items_of(db: Database, area_result_id: str) -> list[Item]:
    """What the cells were made of, in the scheme's order; months and answers are read by `find_item` alone."""
    result = row(db, _RESULT, [area_result_id])
    if result is None or result["method"] == 1:
        return list(rows(db, "select * from cell_item where area_result_id = ? order by rowid", [area_result_id]))
    scheme = _scheme(db, result)
    numbers = _numbers(db, result, scheme)
    return [*numbers, *_respondents(db, result, scheme)]


def find_item(db: Database, area_result_id: str, domain: str, kind: str, ref: str) -> Item | None:
    """One item with all its evidence."""
    result = row(db, _RESULT, [area_result_id])
    if result is None or result["method"] == 1:
        return row(
            db,
            "select * from cell_item where area_result_id = ? and domain = ? and kind = ? and ref = ?",
            [area_result_id, domain, kind, ref],
        )
    found = (i for i in items_of(db, area_result_id) if (i["domain"], i["kind"], i["ref"]) == (domain, kind, ref))
    item = next(found, None)
    if item is None or kind == "respondent":
        return item
    scheme = _scheme(db, result)
    more = _months(db, result, scheme, ref) if kind == "indicator" else _counts(db, result, scheme, ref)
    return {**item, "evidence": json.dumps(json.loads(item["evidence"]) | more, ensure_ascii=False)}


def newest_rows(db: Database, area_result_id: str) -> list[str]:
    """The newest observation of the area behind each of its indicators."""
    result = row(db, _RESULT, [area_result_id])
    if result is None:
        return []
    if result["method"] == 1:
        kept = rows(
            db,
            "select evidence from cell_item where area_result_id = ? and kind = 'indicator' order by rowid",
            [area_result_id],
        )
        months = [json.loads(r["evidence"]).get("months", []) for r in kept]
        newest = [next((m["rows"][0] for m in reversed(each) if m["rows"][0]), None) for each in months]
        return [each for each in newest if each]
    windows, moment = json.loads(result["summary"])["windows"], moment_of_result(result)
    found = []
    for code, (first, last) in windows.items():
        ((_place, own),) = register_store.vintages(db, [result["area_id"]], [code], moment, first=first, last=last)
        found += [own[-1][3]] if own else []
    return found


def moment_of_result(result: sqlite3.Row) -> Moment:
    """The moment of the evaluation a row belongs to."""
    return Moment(result["as_of"], result["read_at"], result["known_at"], bool(result["trial"]))


def _scheme(db: Database, result: sqlite3.Row) -> Scheme:
    scheme = presets.scheme_of(db, result["scheme_id"])
    if not isinstance(scheme, Scheme):
        raise TypeError(f"an evaluation of method 2 has a scheme of method {scheme.method}")
    return scheme


# Numbers ---------------------------------------------------------------------------------------------------


def _numbers(db: Database, result: sqlite3.Row, scheme: Scheme) -> list[Item]:
    kept = {
        (r["kind"], r["ref"]): r for r in rows(db, "select * from source_item where area_result_id = ?", [result["id"]])
    }
    found: list[Item] = []
    for each in scheme.indicators:
        r = kept["survey" if each.source == "survey" else "indicator", each.code]
        evidence = {
            "reason": r["reason"],
            "since": r["since"],
            "n": None if r["n"] is None else round(r["n"]),
            "known": None if r["n"] is None else round(r["n"]),
            "credibility": r["credibility"],
            "at_least": scheme.months_at_least,
            "upper": each.upper,
            "lower": each.lower,
        }
        found.append(
            {
                **{key: r[key] for key in ("area_result_id", "domain", "kind", "ref", "raw", "points", "contribution")},
                "weight": r["weight"] / (result["evidence"] or 1.0),
                "evidence": json.dumps(evidence, ensure_ascii=False),
            }
        )
    return found


def _months(db: Database, result: sqlite3.Row, scheme: Scheme, code: str) -> dict[str, Any]:
    """The months an indicator is the mean of, with the rows of their four values."""
    moment, kinds = moment_of_result(result), register_store.kinds_of_indicators(db)
    window = json.loads(result["summary"])["windows"].get(code)
    told: dict[str, Any] = {"reference": scheme.monitoring.reference, "change": kinds.get(code), "months": []}
    cube = read_cube(db, [result["area_id"]], scheme, moment, until=window[1]) if window else None
    if cube is None or window[1] not in cube.months:
        return told
    months = months_of(cube, scheme, kinds[code], code, Window(*window))[0]
    ids = _rows_of(db, result["area_id"], scheme, moment, code, cube.months)
    return told | {"months": [_month(asdict(each), ids, cube.months) for each in months]}


def _month(month: dict[str, Any], ids: Mapping[tuple[int, str], str], months: Sequence[str]) -> dict[str, Any]:
    """One month as pages read it, with the rows of value and base, of the area and of the reference."""
    base = months[months.index(month["month"]) - 12]
    names = {"before": "base", "reference": "reference_value", "reference_before": "reference_base"}
    told = {names.get(name, name): value for name, value in month.items()}
    return told | {"rows": [ids.get((place, m)) for place in (0, 1) for m in (month["month"], base)]}


def _rows_of(
    db: Database, area_id: str, scheme: Scheme, moment: Moment, code: str, months: Sequence[str]
) -> dict[tuple[int, str], str]:
    """(0 the area or 1 the reference, month) to the newest row of an indicator."""
    span = {"first": months[0], "last": months[-1]}
    region = register_store.REGIONS[scheme.monitoring.reference]
    ((_place, own),) = register_store.vintages(db, [area_id], [code], moment, **span)
    reference = register_store.vintages_of_region(db, region, [code], moment, **span)
    return {(place, month): id for place, found in ((0, own), (1, reference)) for _code, month, _value, id in found}


def _counts(db: Database, result: sqlite3.Row, scheme: Scheme, code: str) -> dict[str, Any]:
    """The answers behind a survey's item: how many of each sign, and the returns they are in."""
    moment = moment_of_result(result)
    area = row(db, "select id, code from area where id = ?", [result["area_id"]])
    ends_on = scalar(db, "select ends_on from round where id = ?", [result["round_id"]])
    assert area is not None
    last_day = min(ends_on, moment.as_of)
    found = answers_of_area(db, result["round_id"], area, code, scheme, moment, last_day=last_day)
    sides = [side for _response, side in found]
    return {
        "positive": sides.count(1),
        "neutral": sides.count(0),
        "negative": sides.count(-1),
        "responses": [response for response, _side in found],
    }


# Respondents -----------------------------------------------------------------------------------------------


def _respondents(db: Database, result: sqlite3.Row, scheme: Scheme) -> list[Item]:
    """Who named a problem of each domain: the voices' contribution to the domain laid to them by omega x burden."""
    kept = rows(db, "select * from voice_item where area_result_id = ? order by code", [result["id"]])
    burdens = {r["respondent_id"]: json.loads(r["domains"]) for r in kept}
    laid = {
        d["domain"]: d["contribution_l"]
        for d in rows(db, "select * from domain_result where area_result_id = ?", [result["id"]])
    }
    codings = codings_of(db, result, scheme, list(burdens))
    found: list[Item] = []
    for domain in scheme.domains:
        total = sum(r["omega"] * burdens[r["respondent_id"]].get(domain.id, 0.0) for r in kept)
        for r in kept:
            burden = burdens[r["respondent_id"]].get(domain.id, 0.0)
            share = laid[domain.id] * r["omega"] * burden / total if total else 0.0
            evidence = {"codings": codings[r["respondent_id"], domain.id], "omega": r["omega"], "burden": r["burden"]}
            found.append(
                {
                    "area_result_id": result["id"],
                    "domain": domain.id,
                    "kind": "respondent",
                    "ref": r["respondent_id"],
                    "weight": share / r["points"] if r["points"] else 0.0,
                    "raw": burden,
                    "points": r["points"],
                    "contribution": share,
                    "evidence": json.dumps(evidence, ensure_ascii=False),
                }
            )
    return found


def codings_of(
    db: Database, result: sqlite3.Row, scheme: Scheme, respondent_ids: Sequence[str]
) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """(respondent, domain) to the judgments that stood at the evaluation's moment; severity 0 saw no problem there."""
    moment = moment_of_result(result)
    places = places_of(db, result["round_id"], scheme, respondent_ids, moment)
    given = voice_store.judgments(db, result["round_id"], moment, respondent_ids)
    domains = {theme: domain.id for domain in scheme.domains for theme in domain.themes}
    settled = settled_words(db, result["round_id"], moment, {each: scheme.domain_of_theme(each) for each in domains})
    gone = {each.segment_id for each in settled}
    stood = [*(each for each in settled if each.place_id in places)]
    stood += [
        each
        for _key, group in groupby((Judged(*r) for r in given), key=lambda j: (j.segment_id, j.coder_id))
        for each in standing(list(group))
        if each.place_id in places and each.segment_id not in gone and each.stance != "undecided"
    ]
    named = {(domains[j.theme], j.place_id) for j in stood if j.stance == "need" and j.theme in domains}
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for domain, place in sorted(named):
        found[places[place], domain] += [
            {
                "segment": j.segment_id,
                "theme": j.theme or j.about,
                "severity": j.severity or 0,
                "coder": j.coder_id,
                "judgment": j.id,
            }
            for j in stood
            if j.place_id == place and (j.stance != "need" or domains.get(j.theme or "") == domain)
        ]
    return found
