"""Learning themes from the coders' decisions: a background job that may be repeated and killed."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.codebook import store as codebook_store
from app.codebook.publishing import lexicon_of
from app.coding.learning import model_store, priors
from app.coding.learning.decisions import Pool, pool
from app.coding.learning.keeping import Fitted, keep
from app.coding.learning.model_files import pack
from app.coding.learning.model_store import ThemeRow
from app.coding.learning.proof import agreement
from app.coding.statements.dealing import deal
from app.coding.statements.segmenting import silent
from app.db import writing
from app.errors import Conflict
from app.jobs import Report

if TYPE_CHECKING:
    from app.coding.learning.lessons import Lesson
    from nlp.learning.office import Prior

THEME = "theme"
# So many judgments after the last refit, another is worth its time.
# Chosen, not measured: too low refits for nothing, too high reads on by an older model.
ENOUGH_NEW = 25
# Fewer on a side and nothing can be held out; `nlp.learning.learning` asks for as many.
FEWEST = 2
# Texts a transaction, so that others may write between. Chosen, not measured.
BATCH = 500


def due(db: Database) -> str | None:
    """Why a refit is worth its time: decisions, lexicon, base, analyser; None where it is not.

    After 25 new judgments, or after judged statements were withdrawn, or once the lexicon, the base that ships or the
    analyser is another than the model in use was made with: learned on another base it is not asked.
    """
    from nlp.lexicon.versions import analyser_version

    book, used = codebook_store.newest(db), model_store.current(db, THEME)
    if book is None:
        return None
    if model_store.judgments_since(db) >= ENOUGH_NEW:
        return "decisions"
    if used is None:
        return None
    if model_store.withdrawals(db) > model_store.withdrawals_learned(db):
        return "decisions"
    if used["lexicon_version"] != book["lexicon_version"]:
        return "lexicon"
    if _on_another_base(json.loads(used["card"])):
        return "base"
    return "analyser" if used["analyser_version"] != analyser_version() else None


def _on_another_base(card: Mapping[str, Any]) -> bool:
    """Whether a model was learned on another base than ships, or on none though the base knows one of its themes."""
    from nlp.base.fingerprint import version
    from nlp.base.shipped import card as shipped

    base = card.get("base", "")
    return base != version() and bool(base or card["themes"].keys() & shipped()["themes"].keys())


def decisions_of(db: Database, book: sqlite3.Row) -> Pool:
    """What all coders' standing words of all rounds come to, for the themes of this codebook."""
    themes = {theme["code"] for theme in codebook_store.themes(db, book["id"])}
    return pool(model_store.coders_words(db), themes)


def learnable(decided: Pool) -> tuple[str, ...]:
    """Themes with at least two accepted and two rejected texts."""
    return tuple(theme for theme, sides in decided.counts().items() if min(sides) >= FEWEST)


def refit(
    db: Database,
    round_id: str,
    *,
    person_id: str | None = None,
    report: Report = silent,
    prior: Prior | None = None,
    attitudes: Mapping[str, Prior] | None = None,
) -> dict[str, Any]:
    """Learn every theme that was decided on, prove it on held-out decisions, read the round's segments; then stance
    and kind of statement likewise.

    The same decisions, lexicon and analyser give the same model to the byte: its version is known, and nothing new is
    stored. A run that was killed leaves nothing, or a model whose readings the next run completes. With base models
    (`prior`; of stance and kind: `attitudes`) what they know is learned on top of them. Raises Conflict where there is
    no codebook, or nothing to learn from yet.
    """
    from app.coding.learning.attitude_lessons import learn_attitudes
    from app.coding.learning.lessons import learn

    book = codebook_store.newest(db)
    if book is None:
        raise Conflict(_("코드북이 없습니다. `moksori init` 명령으로 처음 코드북을 먼저 들여오십시오."))
    until, gone, decided = model_store.newest_judgment(db), model_store.withdrawals(db), decisions_of(db, book)
    if not learnable(decided):
        raise Conflict(_("배울 판단이 모자랍니다. 한 주제에 채택과 반려가 두 건 이상씩 있어야 합니다."))
    segments, lexicon = model_store.segments_to_read(db, round_id), lexicon_of(db, book["id"])
    begin = time.perf_counter()
    lesson = learn(lexicon, decided, learnable(decided), [s["text"] for s in segments], report, prior=prior)
    report(0, 0, "attitudes")
    others = learn_attitudes(db, lexicon, attitudes)
    fitted = _fitted(db, lesson, lesson.card(decided) | {"until": until}, segments, *pack(lesson.model))
    with writing(db):
        new = keep(db, book, fitted, person_id=person_id)
        for kind, other in others.items():
            if other is None:
                model_store.set_current(db, kind, None)
            else:
                keep(db, book, other, person_id=person_id)
        model_store.set_learned_until(db, until)
        model_store.set_withdrawals_learned(db, gone)
    _keep_readings(db, fitted.version, lesson, segments, report)
    deal(db, round_id)
    return {
        "version": fitted.version,
        "new": new,
        "decisions": lesson.model.card.decisions,
        "themes": len(lesson.proofs),
        "shown": sum(proof.shown for proof in lesson.proofs.values()),
        "seconds": round(time.perf_counter() - begin, 2),
        "fit_seconds": round(lesson.seconds, 2),
    }


def refit_on_base(
    db: Database, round_id: str, *, person_id: str | None = None, report: Report = silent
) -> dict[str, Any]:
    """Learn what the decisions add to the base models that ship: an office's model is read with its base only."""
    book = codebook_store.newest(db)
    return refit(db, round_id, person_id=person_id, report=report, **(priors.of(db, book) if book else {}))


def _fitted(
    db: Database, lesson: Lesson, card: dict[str, Any], segments: Sequence[sqlite3.Row], version: str, files: bytes
) -> Fitted:
    before, same = model_store.current(db, THEME), None
    if before:
        own = {
            theme: {s["id"]: lesson.probability(s["text"], theme) for s in segments} for theme in lesson.model.themes
        }
        same = agreement(own, model_store.readings(db, before["version"]))
    themes = [
        ThemeRow(theme, p.accepted, p.rejected, p.f1, p.lexicon_f1, p.ece, p.shown)
        for theme, p in lesson.proofs.items()
    ]
    return Fitted(THEME, version, files, lesson.model.card, card, themes, same)


def _keep_readings(db: Database, version: str, lesson: Lesson, segments: Sequence[sqlite3.Row], report: Report) -> None:
    """Store what the model reads in every segment, in batches; those of an earlier run stay."""
    known = model_store.read_segments(db, version)
    left = [s for s in segments if s["id"] not in known]
    for first in range(0, len(left), BATCH):
        batch = left[first : first + BATCH]
        with writing(db):
            model_store.insert_readings(
                db,
                version,
                [
                    (s["id"], theme, lesson.probability(s["text"], theme), lesson.held_out(s["text"], theme))
                    for s in batch
                    for theme in lesson.model.themes
                ],
            )
        report(first + len(batch), len(left), "readings")
    with writing(db):
        model_store.drop_old_readings(db, THEME)


def refit_job(db: Database, args: dict[str, Any], report: Report) -> dict[str, Any]:
    """The job "refit" of one round."""
    return refit_on_base(db, args["round_id"], person_id=args.get("person_id"), report=report)
