"""Example proposals in different states, made and answered through the same acts as a user's."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.clock import today
from app.db import row, scalar, writing
from app.proposals.keeping import answering, making, store
from app.proposals.keeping.proposal import Answer, Draft
from app.roundtables.record import series_store


def load_proposals(db: Database, data: bytes, round_id: str, *, maker: str | None, answerer: str | None) -> int:
    """Proposals of a file with the answers they have got, and a series with its next meeting; how many were made.

    Days are told from today on. What stands on statements that are not in the round is left out.
    """
    told = json.loads(data)
    with writing(db):
        _plan(db, told)
        return sum(_made(db, round_id, each, maker, answerer) is not None for each in told["proposals"])


def _plan(db: Database, told: dict[str, Any]) -> None:
    found = row(db, "select * from series where name_ko = ?", [told["series"]])
    if found is not None:
        names = {name: found[name] for name in ("name_ko", "name_en")}
        series_store.change_series(db, found["id"], **names, kind=told["kind"], next_on=_in_days(told["next_in_days"]))


def _made(db: Database, round_id: str, each: dict[str, Any], maker: str | None, answerer: str | None) -> str | None:
    segments = _segments(db, round_id, each["statements"])
    if not segments:
        return None
    words = {name: each.get(name, "") for name in ("title", "text", "domain", "addressee")}
    draft = Draft(**words, themes=tuple(each.get("themes", ())), due_on=_in_days(each.get("due_in_days")))
    made = making.make(db, round_id, draft, segments, person_id=maker, made_on=date.min)
    for given in each.get("answers", ()):
        _answer(db, made, given, answerer)
    if "joined" in each and (other := _made(db, round_id, each["joined"], maker, answerer)):
        making.join(db, made, [other], scope=EVERYTHING, person_id=maker)
    return made


def _answer(db: Database, proposal_id: str, given: dict[str, Any], answerer: str | None) -> None:
    told = {name: given.get(name, "") for name in ("action", "organization", "reason", "reflected_in", "link")}
    answer = Answer(**told, happened_on=_in_days(-given["days_ago"]) if "days_ago" in given else "")
    seen = store.proposals_named(db, [proposal_id])[proposal_id]["event_id"]
    answering.answer(db, proposal_id, answer, seen=seen, person_id=answerer, may_assign=frozenset())


def _in_days(days: int | None) -> str:
    return "" if days is None else (today() + timedelta(days=days)).isoformat()


def _segments(db: Database, round_id: str, texts: list[str]) -> list[str]:
    """The statement of the round with each of these words, where there is one."""
    sql = "select id from segment where round_id = ? and text = ? order by id limit 1"
    found = [scalar(db, sql, [round_id, text]) for text in texts]
    return [each for each in found if each is not None]
