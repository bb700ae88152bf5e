"""Who did not answer, and the weights that make up for it: looked at by who collects, fixed by an analyst."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.clock import today
from app.db import get_db
from app.errors import BadInput, Conflict
from app.surveys.asking.asked import survey_asked, told_apart
from app.surveys.blueprint import bp
from app.surveys.results.attributes import attribute
from app.surveys.results.fieldwork import fieldwork_of
from app.surveys.results.nonresponse import NONE, WHY
from app.surveys.weighing import weighing, weight_store
from app.surveys.weighing.strata import LEAST, REST
from app.tables.sheets import table_response
from app.words.labels import label

REASONS = (*WHY, NONE)


@bp.get("/surveys/<survey_id>/nonresponse")
@permit("surveys.invite")
def nonresponse(survey_id: str) -> ResponseReturnValue:
    survey = survey_asked(survey_id)
    found = fieldwork_of(get_db(), survey_id, signing_in.my_scope(), today=today().isoformat())
    return render_template("surveys/results/nonresponse.html", survey=survey, found=found, reasons=REASONS)


@bp.get("/surveys/<survey_id>/nonresponse.<any(csv, xlsx):kind>")
@permit("surveys.invite")
def nonresponse_export(survey_id: str, kind: str) -> ResponseReturnValue:
    survey = survey_asked(survey_id)
    found = fieldwork_of(get_db(), survey_id, signing_in.my_scope(), today=today().isoformat())
    titles = [_("구분"), _("갈래"), _("명부 기업"), _("응답"), _("명부 대비 응답(%)"), _("부탁한 기업")]
    titles += [_("그 가운데 응답"), _("응답률(%)"), *(label(each, "no_answer") for each in REASONS)]
    lines = [(_("전체"), "", found.whole)]
    lines += [(label(each.name, "broken_by"), word, line) for each in found.compared for word, line in each.lines]
    table = [
        [
            by,
            word,
            x.firms,
            x.answered,
            _percent(x.of_frame),
            x.asked,
            x.answered_of_asked,
            _percent(x.rate),
            *(x.why.get(each, 0) for each in REASONS),
        ]
        for by, word, x in lines
    ]
    return table_response(kind, _("무응답 %(wave)s", wave=told_apart(survey)), titles, table)


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


@bp.route("/surveys/<survey_id>/weights", methods=["GET", "POST"])
@permit("surveys.correct")
def weights(survey_id: str) -> ResponseReturnValue:
    """Weights as they would be now; fixed with a reason they are what results and evaluations use."""
    survey, asked, problems = survey_asked(survey_id), _asked(), []
    if request.method == "POST":
        try:
            reason = request.form.get("reason", "")
            weighing.fix(get_db(), survey_id, **asked, reason=reason, person_id=current_user.id)
        except BadInput as error:
            problems = list(error.problems)
        except Conflict as error:
            flash(str(error), "careful")
        else:
            flash(_("가중치를 확정했습니다. 결과와 다음 평가부터 씁니다."), "done")
            return redirect(url_for("surveys.weights", survey_id=survey_id), 303)
    try:
        found = weighing.weights_of(get_db(), survey_id, **asked)
    except BadInput as error:
        problems = problems or list(error.problems)
        found = weighing.weights_of(get_db(), survey_id, "raked")
    page = render_template(
        "surveys/results/weights.html",
        survey=survey,
        found=found,
        asked=asked,
        problems=problems,
        history=weight_store.weightings(get_db(), survey_id),
        ways=[(how, label(how, "weighting")) for how in weighing.HOW],
        said=_teller(),
        least=LEAST,
    )
    return page, 422 if problems else 200


def _asked() -> dict[str, Any]:
    sent = request.form if request.method == "POST" else request.args
    return {
        "how": sent.get("how", "raked"),
        "low": _number(sent.get("low"), weighing.LOW),
        "high": _number(sent.get("high"), weighing.HIGH),
    }


def _number(text: str | None, default: float) -> float:
    """A typed number; what is none is out of bounds and told as that."""
    try:
        return default if text is None else float(text.replace(",", "."))
    except ValueError:
        return 0.0


def _teller() -> Any:
    """A function that says a joined class of sizes or industries in words."""
    words = {**dict(attribute(get_db(), "industry").classes), **dict(attribute(get_db(), "size").classes)}
    words |= {REST: _("그 밖의 업종"), "": _("업종 모름")}

    def said(size: str, industry: str, separator: str = " · ") -> str:
        sizes = "+".join(words.get(each, each) for each in size.split("+")) if size else ""
        return separator.join(filter(None, (words.get(industry, industry) if industry or not size else "", sizes)))

    return said
