"""The base that ships as what an office's models are learned on. It loads the analysers: inside a job."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from app.codebook.publishing import lexicon_of

if TYPE_CHECKING:
    from nlp.base.base import Base
    from nlp.learning.learned import Model
    from nlp.learning.stance_learning import StanceModel


def of(db: Database, book: sqlite3.Row) -> dict[str, Any]:
    """What `learning.refit` wants: the base's themes, stances and kinds with the codebook's terms."""
    from nlp.base.priors import MannerPrior, ThemePrior
    from nlp.base.shipped import base_of, version

    base = base_of(lexicon_of(db, book["id"]), vectors=True)
    attitudes = {kind: MannerPrior(base, version(), kind) for kind in ("stance", "statement")}
    return {"prior": ThemePrior(base, version()), "attitudes": attitudes}


def attitude_of(model: Model, base: Base) -> StanceModel | None:
    """A stored model of stance or kind with the base it was learned on; None where that was another one."""
    from nlp.base.priors import MannerPrior
    from nlp.base.shipped import version
    from nlp.learning.office import base_of
    from nlp.learning.stance_learning import StanceModel

    if base_of(model) != version():
        return None
    return StanceModel(model, MannerPrior(base, version(), str(model.card.settings["kind"])))
