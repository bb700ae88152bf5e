"""What coding brings to the features below it: kinds of jobs, what follows a stored text, counts of a text or a word."""

from __future__ import annotations

from app import daily, jobs
from app.codebook import corpus, releasing
from app.coding.codes import code_store, codes
from app.coding.codes.showing import tree_shown
from app.coding.codes.theme_carrying import carry_themes
from app.coding.learning import model_store
from app.coding.learning.learning import refit_job
from app.coding.meaning.placing import catch_up, read
from app.coding.several.agreeing import agreement_job
from app.coding.statements import destroyed_store, finer, recounting, withdrawn_store
from app.coding.suggesting.starting import start_suggesting
from app.coding.suggesting.suggesting import suggest
from app.coding.trying import term_reach, term_store
from app.coding.trying.term_preview import preview_terms
from app.kept import KEPT, Kept, kept_as
from app.roundtables.preview import afterwards
from app.roundtables.talk import withdrawing
from app.surveys.sealed import ending
from migrations import kept_spread


def join() -> None:
    jobs.KINDS.update(
        agreement=agreement_job, suggest=suggest, refit=refit_job, preview_terms=preview_terms, words=read
    )
    daily.DAILY.update(vectors=catch_up)
    KEPT.update(
        queue=Kept(recounting.wrong, recounting.recount), words=Kept(recounting.wrong_words, recounting.recount_words)
    )
    KEPT["spread_now"] = kept_as("spread_now", kept_spread.COLUMNS, kept_spread.SPREAD)
    withdrawing.COUNTS.update(statements=withdrawn_store.statements, judgments=withdrawn_store.judgments)
    ending.COUNTS.update(statements=destroyed_store.statements, judgments=destroyed_store.judgments)
    # Models first: which learned from the return is told by the statements' judgments.
    ending.DESTROYS.update(
        models=model_store.forget_words, codes=code_store.empty_names, statements=destroyed_store.destroy
    )
    finer.THEME_OF.update(codes=codes.theme_of)
    releasing.RELEASED.update(codings=carry_themes)
    afterwards.AFTER.update(suggest=start_suggesting)
    corpus.COUNTS.update(sentences=term_store.sentences_with)
    corpus.REACHES.update(segments=term_reach.reach)
    corpus.TREES.update(tree=tree_shown)
