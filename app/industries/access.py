"""What the pages of industries ask first: the cycle shown, an industry that there is, and what its forms offer."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from app.accounts.permissions import may
from app.areas import choices, rounds
from app.coding.access import themes_by_code
from app.coding.telling.eyes import my_eyes
from app.db import get_db
from app.industries import deciding, store
from app.industries.cycle import KINDS, MATURITIES, Industry, Proposal
from app.words.formats import named
from app.words.labels import label
from forms.helping.industries import DecisionForm, IndustryForm


def round_id() -> str | None:
    found = rounds.current()
    return found["id"] if found else None


def is_blurred() -> bool:
    """Whether the person reads no single statements, and is told of no one or two firms."""
    return not my_eyes().single


def my_cycle() -> sqlite3.Row | None:
    """The cycle the address asks for, else the newest; None where there is none at all."""
    listed = store.list_cycles(get_db())
    code = request.args.get("cycle", "")
    if code:
        return next((each for each in listed if each["code"] == code), None) or abort(404)
    return listed[0] if listed else None


def the_industry(industry_id: str) -> sqlite3.Row:
    return store.find_industry(get_db(), industry_id) or abort(404)


def decided_for(industry: sqlite3.Row) -> sqlite3.Row:
    """The cycle an industry is decided for, or the end of the request where there is none."""
    return deciding.cycle_to_decide(get_db(), industry) or abort(404)


def theme_words() -> dict[str, str]:
    return {code: str(named(theme)) for code, theme in themes_by_code(get_db()).items()}


def industry_form(data: dict[str, Any] | None = None) -> IndustryForm:
    """The form of an industry with what it offers; `data` fills it where nothing was sent."""
    form = IndustryForm(data=data) if request.method == "POST" else IndustryForm(formdata=None, data=data)
    form.kind.choices = [(code, label(code, "key_industry_kind")) for code in KINDS]
    form.industry_code.choices = [("", _("이어지는 업종 없음")), *choices.industries(get_db())]
    form.maturity.choices = [("", _("모름")), *((code, label(code, "maturity")) for code in MATURITIES)]
    return form


def told_in(form: IndustryForm) -> Industry:
    """What a person wrote of an industry."""
    texts = {name: (form[name].data or "").strip() for name in ("name_en", "region", "infrastructure", "scope")}
    return Industry(
        code=form.code.data.strip(),
        name_ko=form.name_ko.data.strip(),
        kind=form.kind.data,
        province=form.province.data.strip(),
        industry_code=form.industry_code.data or None,
        maturity=form.maturity.data or None,
        example=bool(form.example.data),
        source=form.source.data.strip(),
        as_of=form.as_of.data.isoformat(),
        **texts,
    )


def as_data(told: Industry) -> dict[str, Any]:
    """An industry as the form holds it."""
    return {
        **{name: getattr(told, name) or "" for name in Industry.__dataclass_fields__},
        **{"example": told.example, "as_of": date.fromisoformat(told.as_of)},
    }


def decision_form(
    industry: sqlite3.Row, cycle: sqlite3.Row, waits: sqlite3.Row | None, themes: list[str]
) -> DecisionForm:
    """The form of a proposal, filled with the draft that waits."""
    data: dict[str, Any] = {"themes": themes}
    if waits:
        data |= {key: waits[key] for key in ("verdict", "name_ko", "kind", "scope", "reason", "grounds")}
        data["successor"] = waits["successor_id"]
    form = DecisionForm(data=data) if request.method == "POST" else DecisionForm(formdata=None, data=data)
    form.verdict.choices = [(v, label(v, "industry_verdict")) for v in deciding.verdicts_for(industry, cycle["id"])]
    listed = store.industries(get_db(), cycle["id"], standing=False)
    offered = [
        r
        for r in listed
        if r["origin_id"] is None and (not r["stands"] or (waits and r["id"] == waits["successor_id"]))
    ]
    form.successor.choices = [("", _("고르지 않음")), *((r["id"], f"{r['code']} {named(r)}") for r in offered)]
    form.kind.choices = [("", _("그대로")), *((code, label(code, "key_industry_kind")) for code in KINDS)]
    form.themes.choices = list(theme_words().items())
    return form


def proposed_in(form: DecisionForm) -> Proposal:
    """What a person proposed."""
    texts = {name: (form[name].data or "").strip() for name in ("name_ko", "scope", "reason", "grounds")}
    return Proposal(
        verdict=form.verdict.data or "",
        successor_id=form.successor.data or None,
        kind=form.kind.data or None,
        **texts,
    )


def exports(endpoint: str, **kept: Any) -> list[tuple[str, str]]:
    """Links that take home what a page shows, with the same filters."""
    told = {key: value for key, value in kept.items() if value}
    words = {"csv": _("CSV 내려받기"), "xlsx": _("XLSX 내려받기")}
    return [(url_for(endpoint, kind=kind, **told), word) for kind, word in words.items()]


def words() -> dict[str, Any]:
    """What every page of industries needs: themes in words, and whether figures lead to statements."""
    return {"theme_words": theme_words(), "opens": may("quotes.view"), "official": is_blurred()}
