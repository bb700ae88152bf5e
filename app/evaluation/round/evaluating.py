"""Evaluating a round: inputs in, the whole method, every step stored in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app import jobs
from app.accounts.store import record
from app.areas import store as areas_store
from app.clock import now, today
from app.db import writing
from app.errors import Conflict
from app.evaluation.method.result import evaluate
from app.evaluation.method.scheme import Scheme
from app.evaluation.reading import register_store
from app.evaluation.reading.inputs import digest_of
from app.evaluation.reading.moments import Moment, checked_day, moment_of
from app.evaluation.reading.tables import input_tables
from app.evaluation.round import ledger_store, store
from app.evaluation.round.gathering import Gathered, gather
from app.evaluation.round.ledger import ledger_of
from app.evaluation.round.ledger_rows import Ledger
from app.evaluation.round.presets import scheme_for

Report = Callable[[int, int, str], None]
# What progress is told in: gathering, scoring and its draws (two), storing.
STEPS = 4


@dataclass(frozen=True)
class Run:
    """What a run was asked to be: its moment, and the scheme with the draws it is to have."""

    round_id: str
    scheme_id: str
    scheme: Scheme
    moment: Moment


def evaluate_round(
    db: Database,
    round_id: str,
    *,
    person_id: str | None,
    draws: int | None = None,
    as_of: str | None = None,
    report: Report | None = None,
) -> str:
    """Evaluate every area of a round by its scheme, at first the newest default one, and return the evaluation's id.

    As of a day other than the round's, or with other draws than the scheme's, it is a trial: kept, marked, and never
    the one that stands. The same inputs, scheme, seed and draws give the evaluation that is there already; new data
    give a new one beside the old. So it may be repeated. Raises Conflict where scheme, codebook or areas are missing,
    BadInput for a day that is none.
    """
    say = report or (lambda _done, _total, _word: None)
    run = planned(db, round_id, draws=draws, as_of=as_of)
    say(0, STEPS, _("지표와 목소리를 모으고 있습니다."))
    gathered = gather(db, round_id, run.scheme, run.moment)
    if not gathered.area_ids:
        raise Conflict(_("밀집지역이 없습니다. 명부를 먼저 가져와 주십시오."))
    key = _key(run, digest_of(input_tables(gathered.inputs, run.scheme)))
    found = store.same_evaluation(db, **key)
    if found:
        _note_again(db, found, person_id)
        say(STEPS, STEPS, _("같은 자료로 한 평가가 이미 있습니다."))
        return found
    say(1, STEPS, _("점수를 내고 가중치를 바꾸어 다시 계산하고 있습니다."))
    ledger = ledger_of(gathered.inputs, run.scheme, evaluate(gathered.inputs.evidence, run.scheme))
    say(3, STEPS, _("결과를 저장하고 있습니다."))
    evaluation_id = _keep(db, run, gathered, ledger, key, person_id)
    say(STEPS, STEPS, _("평가를 마쳤습니다."))
    return evaluation_id


def planned(db: Database, round_id: str, *, draws: int | None, as_of: str | None) -> Run:
    """What is to be run, and whether it is the round's own run or a trial."""
    found = store.find_round(db, round_id)
    if found is None:
        raise KeyError(round_id)
    scheme_id, scheme = scheme_for(db, round_id)
    own = register_store.round_day(db, round_id) or today().isoformat()
    day = own
    if as_of is not None:
        day = checked_day(as_of, today=today(), first=found["starts_on"], where=_("기준일"))
    other_draws = draws is not None and draws != scheme.uncertain.draws
    if draws is not None:
        scheme = replace(scheme, uncertain=replace(scheme.uncertain, draws=draws))
    return Run(round_id, scheme_id, scheme, moment_of(day, now(), trial=day != own or other_draws))


def _key(run: Run, inputs_sha256: str) -> dict[str, Any]:
    return {
        "round_id": run.round_id,
        "scheme_id": run.scheme_id,
        "inputs_sha256": inputs_sha256,
        "seed": run.scheme.uncertain.seed,
        "draws": run.scheme.uncertain.draws,
        "trial": run.moment.trial,
    }


def _keep(
    db: Database, run: Run, gathered: Gathered, ledger: Ledger, key: dict[str, Any], person_id: str | None
) -> str:
    """One transaction: evaluation, results with every step, a computed level for each area that has one."""
    codebook_id = store.codebook_at(db, run.moment.read_at)
    if codebook_id is None:
        raise Conflict(_("코드북이 없습니다. `moksori init`으로 처음 코드북을 넣어 주십시오."))
    with writing(db):
        again = store.same_evaluation(db, **key)
        if again:
            return again
        summary = (
            ledger.summary | {"closed": [list(each) for each in gathered.closed]} | _asked(db, run, gathered, ledger)
        )
        evaluation_id = store.insert_evaluation(
            db, **key, moment=run.moment, codebook_id=codebook_id, created_by=person_id, summary=summary
        )
        ids = ledger_store.insert_results(db, evaluation_id, ledger, gathered.area_ids, gathered.respondent_ids)
        for area in ledger.areas:
            if area.level is not None:
                store.insert_event(db, ids[area.area], state="computed", level=area.level, person_id=person_id)
        record(
            db,
            "round evaluated",
            person_id=person_id,
            object_kind="evaluation",
            object_id=evaluation_id,
            areas=len(ledger.areas),
            as_of=run.moment.as_of,
            draws=key["draws"],
            trial=int(run.moment.trial),
        )
    return evaluation_id


def _asked(db: Database, run: Run, gathered: Gathered, ledger: Ledger) -> dict[str, Any]:
    """Means of R of the areas that were asked: those drawn by chance beside those asked for cause."""
    drawn = {each["area_id"] for each in areas_store.drawn_areas(db, run.round_id)}
    groups: dict[str, list[float]] = {"chance": [], "cause": []}
    for area in ledger.areas:
        if area.asked and area.score is not None:
            groups["chance" if gathered.area_ids[area.area] in drawn else "cause"].append(area.score)
    told = {name: {"asked": len(R), "mean": sum(R) / len(R) if R else None} for name, R in groups.items()}
    return {**told, "drawn": len(drawn)}


def _note_again(db: Database, evaluation_id: str, person_id: str | None) -> None:
    """The trail remembers that what came since changed nothing: then nobody is told to evaluate again."""
    with writing(db):
        record(db, "round evaluated again", person_id=person_id, object_kind="evaluation", object_id=evaluation_id)


def evaluate_job(db: Database, args: dict[str, Any], report: Report) -> dict[str, Any]:
    evaluation_id = evaluate_round(
        db, args["round_id"], person_id=args.get("person_id"), as_of=args.get("as_of"), report=report
    )
    jobs.want(db, "draw_ahead")
    return {"evaluation_id": evaluation_id}
