"""Suggesting themes for the round's segments: a background job that picks up where it was interrupted."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.codebook import store as codebook_store
from app.codebook.publishing import lexicon_of, shipped_lexicon
from app.coding.learning import learning, model_store, priors
from app.coding.learning.model_files import unpack
from app.coding.meaning import placing
from app.coding.meaning.vectoring import remember_vectors
from app.coding.statements.dealing import deal
from app.coding.statements.said_store import said_of
from app.coding.statements.segmenting import segment_round, silent
from app.coding.statements.wording import remember_words
from app.coding.suggesting import suggestion_store
from app.coding.suggesting.suggestion_store import Versions
from app.db import writing
from app.errors import Conflict
from app.jobs import Report

if TYPE_CHECKING:
    from nlp.reading.said import Said
    from nlp.suggesting.proposal import Proposal
    from nlp.suggesting.proposing import Proposer

# Segments a transaction: a restart loses no more, and others may write between. Chosen, not measured.
BATCH = 200
MODEL_KINDS = ("theme", "stance", "statement")


def suggest_round(
    db: Database, round_id: str, *, person_id: str | None = None, report: Report = silent
) -> dict[str, int]:
    """Cut what is new in the round, then suggest themes for what codebook, analyser and model have not looked at.

    Each document and each batch is one transaction. May be repeated: a second run finds nothing left to do.
    Older suggestions stay for the judgments that answer them, and judgments stay whatever a new run suggests.
    Raises Conflict where there is no codebook. Returns the numbers of segments cut, looked at, and suggestions.
    """
    book = codebook_store.newest(db)
    if book is None:
        raise Conflict(_("코드북이 없습니다. `moksori init` 명령으로 처음 코드북을 먼저 들여오십시오."))
    cut = segment_round(db, round_id, report=lambda done, total, _message: report(done, total, "segments"))
    remember_vectors(db, round_id, report)
    segments, suggestions = _analyse(db, round_id, book, report)
    if cut or segments:
        deal(db, round_id)
    placing.remember_places(db, round_id, report)
    remember_words(db, round_id, report)
    counts = {"cut": cut, "segments": segments, "suggestions": suggestions}
    with writing(db):
        record(db, "themes suggested", person_id=person_id, object_kind="round", object_id=round_id, **counts)
    return counts


def _analyse(db: Database, round_id: str, book: sqlite3.Row, report: Report) -> tuple[int, int]:
    """Suggest for all segments that wait, in batches; how many were looked at, and how many suggestions came.

    What is no statement is set aside: nothing is suggested for it.
    """
    from nlp.suggesting.proposing import analysis_version

    by = Versions(book["lexicon_version"], analysis_version(vectors=True), taking_part(db))
    total = suggestion_store.count_to_analyse(db, round_id, by)
    if not total:
        return 0, 0
    proposer, looked_at, suggested = proposer_of(db, book), 0, 0
    while batch := suggestion_store.segments_to_analyse(db, round_id, by, limit=BATCH):
        suggested += _look_at(db, round_id, said_of(db, [s["id"] for s in batch]), proposer, by, book)
        looked_at += len(batch)
        report(looked_at, total, "suggestions")
    return looked_at, suggested


def _look_at(
    db: Database, round_id: str, said: dict[str, Said], proposer: Proposer, by: Versions, book: sqlite3.Row
) -> int:
    """Suggest for one batch, and keep where its statements lie by meaning; how many suggestions came."""
    from nlp.reading.apart import apart

    aside = {segment_id: apart(each) for segment_id, each in said.items()}
    stated = {segment_id: each for segment_id, each in said.items() if not aside[segment_id]}
    placing.recall(db, said)
    read = proposer.read(list(stated.values())) if stated else None
    found = [
        {**as_row(segment_id, each), **by.columns(), "codebook_id": book["id"]}
        for segment_id, proposals in zip(stated, read.proposals if read else [], strict=True)
        for each in proposals
    ]
    with writing(db):
        suggestion_store.insert_suggestions(db, found)
        suggestion_store.insert_analysed(db, aside, by)
        if read:
            placing.insert_places(db, round_id, stated, placing.places_of(read.heard))
    return len(found)


def taking_part(db: Database) -> str:
    """Versions of the models in use that have anything to show, joined by +; '' where none has."""
    used = [model_store.current(db, kind) for kind in MODEL_KINDS]
    return "+".join(m["version"] for m in used if m and model_store.shown_themes(db, m["version"]))


def proposer_of(db: Database, book: sqlite3.Row) -> Proposer:
    """The base that ships with the codebook's terms, and what the office's models in use add to it."""
    from nlp.base.shipped import base_of, version
    from nlp.learning.learned import Model
    from nlp.lexicon.tagging import Tagger
    from nlp.suggesting.attitudes import Attitudes
    from nlp.suggesting.office import Office
    from nlp.suggesting.proposing import proposer_on

    lexicon = lexicon_of(db, book["id"])
    base = base_of(lexicon, vectors=True)
    office, attitudes = None, []
    for used in (m for v in taking_part(db).split("+") if (m := model_store.find_model(db, v))):
        model = unpack(model_store.model_files(db, used["version"]), Model)
        shown = frozenset(model_store.shown_themes(db, used["version"]))
        if used["kind"] == learning.THEME:
            office = Office(model, base.themes, shown, version())
        elif own := priors.attitude_of(model, base):
            attitudes.append((own, shown))
    laid = Attitudes(Tagger(lexicon), attitudes) if attitudes else None
    return proposer_on(base, lexicon, office, laid, shipped=shipped_lexicon())


def as_row(segment_id: str, proposal: Proposal) -> dict[str, Any]:
    """A proposal as its row; evidence, cues and the words of the explanation keep offsets in the segment's text."""
    suggestion = proposal.suggestion
    terms = [
        {"start": e.start, "end": e.end, "text": e.text, "term": e.term, "weight": e.weight}
        for e in suggestion.evidence
    ]
    return {
        "segment_id": segment_id,
        "theme_code": suggestion.theme,
        "score": suggestion.score,
        "stance": suggestion.stance,
        "severity": suggestion.severity,
        "statement": suggestion.statement,
        "evidence": json.dumps({"terms": terms, "cues": []}, ensure_ascii=False),
        "probability": proposal.probability,
        "stance_share": proposal.stance_share,
        "grade": proposal.grade,
        "explanation": json.dumps(proposal.explanation(), ensure_ascii=False, separators=(",", ":")),
    }


def suggest(db: Database, args: dict[str, Any], report: Report) -> dict[str, Any]:
    """The job "suggest" of one round: learn first where that is due and possible, then suggest."""
    round_id, person_id = args["round_id"], args.get("person_id")
    learned = refit_if_due(db, round_id, person_id=person_id, report=report)
    done: dict[str, Any] = dict(suggest_round(db, round_id, person_id=person_id, report=report))
    return {**done, "learned": learned} if learned else done


def refit_if_due(
    db: Database, round_id: str, *, person_id: str | None = None, report: Report = silent
) -> dict[str, Any] | None:
    """Learn again before suggesting, where enough was decided since and there is anything to learn from."""
    book = codebook_store.newest(db)
    if book is None or learning.due(db) is None or not learning.learnable(learning.decisions_of(db, book)):
        return None
    return learning.refit_on_base(db, round_id, person_id=person_id, report=report)
