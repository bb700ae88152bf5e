"""Evaluating a round: inputs in, the whole method, every step stored in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.clock import today
from app.codebook import store as codebook_store
from app.db import writing
from app.errors import Conflict
from app.evaluation.method.result import Result, evaluate, evidence_of
from app.evaluation.method.scheme import Scheme
from app.evaluation.round import ledger_store, store
from app.evaluation.round.gathering import gather
from app.evaluation.round.inputs import Inputs
from app.evaluation.round.ledger import AreaRow, DomainRow, ItemRow, area_rows, domain_rows, item_rows
from app.evaluation.round.presets import scheme_in_use

Report = Callable[[int, int, str], None]
# What progress is told in: gathering, scoring and its draws (two), storing.
STEPS = 4


@dataclass(frozen=True)
class Ledger:
    """All rows of an evaluation."""

    areas: tuple[AreaRow, ...]
    domains: tuple[DomainRow, ...]
    items: tuple[ItemRow, ...]


def evaluate_round(
    db: Database,
    round_id: str,
    *,
    person_id: str | None,
    draws: int | None = None,
    as_of: str | None = None,
    report: Report | None = None,
) -> str:
    """Evaluate every area of a round by the newest default scheme and return the evaluation's id.

    The same inputs, scheme, seed and draws give the evaluation that is there already; new data give a new one
    beside the old. So it may be repeated. Raises Conflict where scheme, codebook or areas are missing.
    """
    say = report or (lambda _done, _total, _word: None)
    as_of = as_of or today().isoformat()
    scheme_id, scheme = _scheme(db, draws)
    say(0, STEPS, _("지표와 목소리를 모으고 있습니다."))
    inputs = gather(db, round_id, scheme, as_of=as_of)
    if not inputs.areas:
        raise Conflict(_("밀집지역이 없습니다. 명부를 먼저 가져와 주십시오."))
    key: dict[str, Any] = {
        "round_id": round_id,
        "scheme_id": scheme_id,
        "inputs_sha256": inputs.sha256,
        "seed": scheme.uncertain.seed,
        "draws": scheme.uncertain.draws,
    }
    found = store.same_evaluation(db, **key)
    if found:
        _note_again(db, found, person_id)
        say(STEPS, STEPS, _("같은 자료로 한 평가가 이미 있습니다."))
        return found
    say(1, STEPS, _("점수를 내고 가중치를 바꾸어 다시 계산하고 있습니다."))
    ledger = ledger_of(inputs, scheme)
    say(3, STEPS, _("결과를 저장하고 있습니다."))
    evaluation_id = _keep(db, ledger, key, as_of, person_id)
    say(STEPS, STEPS, _("평가를 마쳤습니다."))
    return evaluation_id


def evaluate_inputs(inputs: Inputs, scheme: Scheme) -> Result:
    """The method on gathered inputs."""
    evidence = evidence_of(
        inputs.y.reshape(len(inputs.areas), len(scheme.indicators)),
        inputs.coding_arrays(),
        inputs.speaker_arrays(),
        respondents=len(inputs.respondents),
        kinds=[area.kind for area in inputs.areas],
        keys=[area.key for area in inputs.areas],
        scheme=scheme,
    )
    return evaluate(evidence, scheme, inputs.past_of(scheme))


def ledger_of(inputs: Inputs, scheme: Scheme) -> Ledger:
    """Every row an evaluation stores; the same inputs give the same rows."""
    result = evaluate_inputs(inputs, scheme)
    return Ledger(
        tuple(area_rows(inputs, scheme, result)),
        tuple(domain_rows(inputs, scheme, result)),
        tuple(item_rows(inputs, scheme, result)),
    )


def _scheme(db: Database, draws: int | None) -> tuple[str, Scheme]:
    scheme_id, scheme = scheme_in_use(db)
    if draws is None:
        return scheme_id, scheme
    return scheme_id, replace(scheme, uncertain=replace(scheme.uncertain, draws=draws))


def _keep(db: Database, ledger: Ledger, key: dict[str, Any], as_of: str, person_id: str | None) -> str:
    """One transaction: evaluation, results with every step, a computed level for each area that has one."""
    book = codebook_store.newest(db)
    if book is None:
        raise Conflict(_("코드북이 없습니다. `moksori init`으로 처음 코드북을 넣어 주십시오."))
    with writing(db):
        again = store.same_evaluation(db, **key)
        if again:
            return again
        evaluation_id = store.insert_evaluation(db, **key, as_of=as_of, codebook_id=book["id"], created_by=person_id)
        ids = ledger_store.insert_results(db, evaluation_id, ledger.areas, ledger.domains, ledger.items)
        for area in ledger.areas:
            if area.level is not None:
                store.insert_event(db, ids[area.area_id], state="computed", level=area.level, person_id=person_id)
        record(
            db,
            "round evaluated",
            person_id=person_id,
            object_kind="evaluation",
            object_id=evaluation_id,
            areas=len(ledger.areas),
            as_of=as_of,
            draws=key["draws"],
        )
    return evaluation_id


def _note_again(db: Database, evaluation_id: str, person_id: str | None) -> None:
    """The trail remembers that what came since changed nothing: then nobody is told to evaluate again."""
    with writing(db):
        record(db, "round evaluated again", person_id=person_id, object_kind="evaluation", object_id=evaluation_id)


def evaluate_job(db: Database, args: dict[str, Any], report: Report) -> dict[str, Any]:
    evaluation_id = evaluate_round(
        db, args["round_id"], person_id=args.get("person_id"), as_of=args.get("as_of"), report=report
    )
    return {"evaluation_id": evaluation_id}
