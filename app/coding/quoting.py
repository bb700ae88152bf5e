"""What pages with quotes share: which are wanted, as the reader may have them, and the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import may
from app.accounts.signing_in import my_scope
from app.areas import store as areas
from app.areas.finding.finding import area_found
from app.coding.access import is_expert, is_official, themes_by_code
from app.coding.judging.queue import SOURCES
from app.coding.meaning import searching
from app.coding.statements.judgments import STANCES, STATEMENTS
from app.coding.statements.speaking import place, speaker
from app.coding.telling.eyes import my_eyes
from app.coding.telling.opening import as_read, masking, words_told
from app.coding.themes import quote_list
from app.coding.themes.cells import Cell
from app.coding.themes.key_quotes import before_where_needed, key_quotes, stands_alone
from app.coding.themes.quote_list import Wanted
from app.db import get_db
from app.words.formats import named

# Quotes of each theme on the page of an area. Chosen, not measured.
KEY_QUOTES = 2


def wanted_quotes(round_id: str, *, usual: str = "need") -> Wanted:
    """The filters of the address; without a stance problems are meant, with "all" any; another's area ends it with 404."""
    asked = {key: request.args.get(key, "").strip() for key in ("theme", "source", "statement", "q", "code")}
    stance, area = request.args.get("stance", usual), area_found()
    wanted = Wanted(
        round_id=round_id,
        scope=my_scope(),
        area=area["id"] if area else "",
        theme=asked["theme"],
        stance=stance if stance in STANCES else "",
        source=asked["source"] if asked["source"] in SOURCES else "",
        statement=asked["statement"] if asked["statement"] in STATEMENTS else "",
        q=asked["q"],
        blind_for=current_user.id if is_expert() else "",
        told=cells_for_me(round_id),
        code=asked["code"],
        reader=current_user.id,
    )
    # A search for words or for a code beneath a theme would tell of fewer than its cell does.
    return replace(wanted, q="", code="") if is_official() else wanted


def cells_for_me(round_id: str) -> frozenset[Cell] | None:
    """The cells whose words officials may read; None for whoever reads single statements."""
    return words_told(get_db(), round_id, my_scope()) if is_official() else None


def rows_read(found: Sequence[Any], told: frozenset[Cell] | None) -> Sequence[Any]:
    """Rows of codings as the reader may have them; officials are named the areas of told cells alone."""
    read = as_read(get_db(), found, my_eyes())
    if told is None:
        return read
    codes = {a["id"]: a["code"] for a in areas.list_areas(get_db(), my_scope())}
    return [each | {"area_codes": ", ".join(_codes_told(each, told, codes))} for each in read]


def _codes_told(said: Any, told: frozenset[Cell], codes: dict[str, str]) -> list[str]:
    stances = (said["stances"] if "stances" in said else said["stance"] or "").split(",")
    there = (said["area_ids"] or "").split(",")
    return sorted(codes[a] for a in there if a in codes and any((a, said["theme_code"], s) in told for s in stances))


def key_quotes_of(round_id: str, area_id: str, theme: str, told: frozenset[Cell] | None) -> Sequence[Any]:
    """The quotes that speak for a theme in an area."""
    blind = current_user.id if is_expert() else ""
    wanted = Wanted(round_id, my_scope(), area=area_id, theme=theme, stance="need", blind_for=blind, told=told)
    return rows_read(key_quotes(get_db(), wanted, KEY_QUOTES), told)


def waiting_for_me(wanted: Wanted) -> int:
    """How many quotes an expert does not see yet because his or her own word is still to come."""
    if not wanted.blind_for:
        return 0
    db = get_db()
    return quote_list.count_quotes(db, replace(wanted, blind_for="")) - quote_list.count_quotes(db, wanted)


def around_quotes() -> dict[str, Any]:
    """What every page with quotes needs to name themes, speakers and places."""
    by_code = themes_by_code(get_db())
    mask = masking(get_db(), my_eyes())
    return {
        "themes": by_code,
        "theme_name": lambda code: named(by_code[code]) if code in by_code else code,
        "speaker": lambda said: speaker(said, anonymous=is_official()),
        "place": place,
        "official": is_official(),
        "before": lambda said: mask(before_where_needed(said)),
        "stands_alone": stands_alone,
        "more_like": may("explore.view") and searching.offered(),
        "too_few": too_few(),
    }


def too_few() -> str:
    return _("3곳 미만이라 싣지 않았습니다")


def speakers_numbered(found: Sequence[Any]) -> dict[str, str]:
    """Respondent to a number of this file alone, in the order in which they come; the register knows nothing of it."""
    order = dict.fromkeys(each["respondent_id"] for each in found if each["respondent_id"])
    return {respondent: f"R{n:04}" for n, respondent in enumerate(order, start=1)}
