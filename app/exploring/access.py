"""What all pages of exploring ask first: the round, the person's sight, the choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.areas import store as areas
from app.areas.anonymity import is_small
from app.areas.finding.finding import area_found, choosable
from app.coding.access import is_expert, theme_names
from app.coding.judging.queue import LANGUAGES, SOURCES
from app.coding.statements.judgments import STANCES
from app.coding.statements.speaking import place, speaker
from app.db import get_db
from app.exploring import store
from app.exploring.choices import BASES, SIZES, Choice, Sight, choice_from
from app.exploring.comparing import Pair
from app.words.formats import named, number, quarter
from app.words.labels import label


def my_sight() -> Sight | None:
    """What the person signed in may see, or None where no round exists yet."""
    found = rounds.current()
    if found is None:
        return None
    by = request.values.get("by", "")
    blind_for = current_user.id if is_expert() else ""
    return Sight(my_scope(), found["id"], by if by in BASES else "coded", blind_for)


def nothing_yet() -> ResponseReturnValue:
    return render_template("coding/no_round.html", active="themes")


def my_choice(prefix: str = "") -> Choice:
    """The choice of the address (or the form); another's area ends the request with 404."""
    choice = choice_from(request.values, prefix)
    scope, typed = my_scope(), area_found(f"{prefix}area")
    if typed:
        choice = replace(choice, areas=tuple(dict.fromkeys((*choice.areas, typed["id"]))))
    if not all(scope.allows(area) for area in choice.areas):
        abort(404)
    return choice if choice.when in dict(times()) else replace(choice, when="")


def my_pair() -> Pair:
    """The two groups of the address."""
    own = request.args.get("against") == "own"
    return Pair(my_choice("a_"), my_choice("b_") if own else None)


def whole(name: str, usual: int, lowest: int, highest: int) -> int:
    """A whole number of the address, kept within its bounds."""
    return max(lowest, min(highest, request.values.get(name, usual, type=int) or usual))


def times() -> list[tuple[str, str]]:
    """Rounds and waves to choose from: code and word, the newest first."""
    db = get_db()
    listed = [(r["code"], named(r)) for r in areas.list_rounds(db)]
    return listed + [(code, quarter(code)) for code in store.wave_codes(db)]


def options(sight: Sight) -> dict[str, Any]:
    """Everything a choice chooses from, as codes and words."""
    db = get_db()
    listed = areas.list_areas(db, sight.scope)
    industries = [(i["code"], named(i)) for i in areas.list_industries(db)]
    words = {a["id"]: f"{a['code']} {named(a)}" for a in listed}
    return {
        "times": times(),
        "areas": list(words.items()) if choosable(listed) is not None else [],
        "area_words": words,
        "chosen": lambda choice: [(area, words[area]) for area in choice.areas if area in words],
        "area_names": {a["id"]: named(a) for a in listed},
        "industries": industries,
        "industry_names": dict(industries),
        "themes": list(theme_names(db).items()),
        "sources": _words(SOURCES, "voice_source"),
        "sizes": _words(SIZES, "size_band"),
        "stances": _words(STANCES, "stance"),
        "languages": _words(LANGUAGES, "language"),
    }


def _words(codes: Sequence[str], kind: str) -> list[tuple[str, str]]:
    return [(code, label(code, kind)) for code in codes]


def frame(sight: Sight, choices: Sequence[Choice], unread: int | None = None) -> dict[str, Any]:
    """What every page shows around its own: the lists to choose from, and how many segments wait to be read.

    A page that reads another thing than words counts itself what is `unread`.
    """
    lists = options(sight)
    return {
        "options": lists,
        "themes": dict(lists["themes"]),
        "unread": store.count_unread(get_db(), choices, sight) if unread is None else unread,
        "sight": sight,
        "speaker": speaker,
        "place": place,
        "in_words": partial(in_words, lists),
        "heard": heard,
    }


def heard(respondents: int) -> str:
    """How many said something, in words: of one or two only that they are fewer than three."""
    return _("3곳 미만") if is_small(respondents) else _("%(n)s곳", n=number(respondents))


def in_words(lists: dict[str, Any], choice: Choice) -> str:
    """How a choice reads in a line: 2026년 4분기 · 사상 공업지역 · 간담회."""
    parts = [dict(lists["times"]).get(choice.when)] + [lists["area_names"].get(area) for area in choice.areas]
    for code, kind in (
        (choice.industry, "industries"),
        (choice.size, "sizes"),
        (choice.source, "sources"),
        (choice.theme, "themes"),
        (choice.stance, "stances"),
        (choice.language, "languages"),
    ):
        parts.append(dict(lists[kind]).get(code))
    return " · ".join(part for part in parts if part) or _("모든 말")
