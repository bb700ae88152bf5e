"""Pages of agreement: how far the coders of the round agree, what that means for its level, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.agreement.effects import effect_of_severity, effect_of_theme
from app.agreement.meaning import LOW_BAND, band, meaning
from app.areas import rounds
from app.charts.charts import Chart
from app.coding.access import begin_job, theme_names, themes_by_code
from app.coding.blueprint import bp
from app.coding.several import agreement_store, drifting, lines, settlement_store
from app.coding.several.agreeing import FEWEST, TOLD, agreement_of, over_rounds
from app.coding.several.lines import Point
from app.coding.several.settlement_store import Wanted
from app.coding.several.sides import MACHINE
from app.db import get_db
from app.tables.sheets import table_response
from app.words.labels import label
from nlp.agreeing.estimating import Estimate


@bp.get("/review/agreement")
@permit("review.settle")
def agreement() -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    if found is None:
        return render_template("coding/no_round.html", active="review")
    coded_only = bool(request.args.get("coded"))
    figures, at, fresh = agreement_of(db, found["id"], coded_only=coded_only)
    themes, names = themes_by_code(db), theme_names(db)
    effects = _effects(figures, names, themes) if figures else []
    points = lines.of_rounds(over_rounds(db, coded_only=coded_only))
    people = agreement_store.names(db)
    return render_template(
        "coding/several/agreement.html",
        figures=figures,
        at=at,
        fresh=fresh,
        coded_only=coded_only,
        told=TOLD,
        names={**people, MACHINE: _("기계의 제안")},
        machine=MACHINE,
        points=points,
        chart=_chart(points, figures),
        enough=figures is not None and figures["twice"] >= FEWEST,
        fewest=FEWEST,
        drifts=drifting.drifts_of(db, found["id"]),
        drift_told=drifting.told,
        theme_name=lambda code: names.get(code, code),
        meaning=meaning(_estimate(figures["overall"]["alpha"])) if figures else "",
        severity=effect_of_severity(_estimate(figures["severity"]["alpha"])) if figures else "",
        effects=effects,
        is_low=lambda e: band(_estimate(e)) == LOW_BAND,
        left=settlement_store.counts(db, Wanted(found["id"], my_scope()))["open"],
        slice_name=_slice_name,
    )


@bp.post("/review/agreement")
@permit("coding.run")
def reckon_agreement() -> ResponseReturnValue:
    return begin_job("agreement")


@bp.get("/review/agreement.<any(csv, xlsx):kind>")
@permit("review.settle")
def agreement_export(kind: str) -> ResponseReturnValue:
    db, found = get_db(), rounds.current()
    figures = agreement_of(db, found["id"], coded_only=bool(request.args.get("coded")))[0] if found else None
    names = {**agreement_store.names(db), MACHINE: _("기계의 제안")}
    table = list(_table(figures, theme_names(db), names)) if figures else []
    titles = [_("무엇"), _("이름"), _("계수"), _("값"), _("구간의 아래 끝"), _("구간의 위 끝"), _("비고"), _("문장")]
    return table_response(kind, _("코더 일치도"), titles, table)


def _chart(points: list[Point], figures: dict[str, Any] | None) -> Chart | None:
    """From round to round; where there is one round, from month to month."""
    if len(points) > 1:
        return lines.line(points, title=_("회차마다의 일치도"))
    return lines.line(lines.of_months(figures), title=_("달마다의 일치도")) if figures else None


def _effects(figures: dict[str, Any], names: dict[str, str], themes: dict[str, Any]) -> list[str]:
    """What low or unknown agreement in a theme means, of themes somebody named; the firm ones need no sentence."""
    return [
        effect_of_theme(names.get(code, code), _estimate(own["alpha"]), scored=bool(themes[code]["domain"]))
        for code, own in figures["themes"].items()
        if code in themes and own["named"] and band(_estimate(own["alpha"])) == LOW_BAND
    ]


def _estimate(told: dict[str, Any]) -> Estimate:
    return Estimate(told["value"], told["low"], told["high"], told["reason"])


def _slice_name(part: dict[str, Any]) -> str:
    return _("간담회·인터뷰") if part["name"] == "roundtable" else str(part["name"])


def _table(figures: dict[str, Any], themes: dict[str, str], names: dict[str, str]) -> Iterator[list[Any]]:
    yield from _lines(_("모든 주제"), "", figures["overall"], figures["twice"])
    for code, own in figures["themes"].items():
        yield from _lines(_("주제"), themes.get(code, code), own, own["pairable"])
    yield from _lines(_("심각도"), "", figures["severity"], figures["severity"]["pairable"])
    if figures["spans"]:
        yield from _lines(_("고른 말"), "", {"f1": figures["spans"]["f1"], "alpha": figures["spans"]["alpha"]}, None)
    for pair in figures["pairs"]:
        coders = " · ".join(names.get(each, each) for each in pair["coders"])
        yield from _lines(_("두 코더"), coders, pair, pair["segments"])
    for part in figures["slices"]:
        yield from _lines(label(part["kind"], "agreement_slice"), _slice_name(part), part, part["twice"])
    for code, own in figures["machine"].items():
        share = own["agreed"] / own["proposed"] if own["proposed"] else None
        name = _("기계의 제안을 사람도 표시한 비율")
        yield [_("기계"), themes.get(code, code), name, share, None, None, "", own["proposed"]]


def _lines(what: str, name: str, own: dict[str, Any], n: int | None) -> Iterator[list[Any]]:
    for coefficient in ("f1", *TOLD):
        if coefficient in own:
            e = own[coefficient]
            word = "F1" if coefficient == "f1" else label(coefficient, "coefficient")
            reason = label(e["reason"], "no_agreement") if e["reason"] else ""
            yield [what, name, word, e["value"], e["low"], e["high"], reason, n]
