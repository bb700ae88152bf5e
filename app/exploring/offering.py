"""Offering new terms: into a draft of the codebook, or aside where a person does not want to see them again."""

from __future__ import annotations

import json
from collections.abc import Iterable

from flask_babel import gettext as _
from sqlite_utils import Database

from app.areas.anonymity import LEAST_FIRMS
from app.codebook import draft_store, drafting
from app.codebook import store as codebook_store
from app.codebook.definitions import theme_of
from app.db import writing
from app.exploring import store
from app.exploring.choices import Choice, Sight
from nlp.exploring.concordance import cleaned
from nlp.exploring.newterms import NewTerm, Statement, new_terms

ORDERS = ("respondents", "closeness")


def offer(
    db: Database, choice: Choice, sight: Sight, *, person_id: str, min_respondents: int = LEAST_FIRMS
) -> list[NewTerm]:
    """Frequent nouns and compounds that the newest codebook does not name, those said by most respondents first."""
    known = known_forms(db, person_id)
    themes = store.themes_of_segments(db, sight)
    said = (
        Statement(r["id"], r["respondent_id"], r["text"], json.loads(r["words"]), themes.get(r["id"], frozenset()))
        for r in store.statements(db, choice, sight, texts=True)
    )
    passed = [r["form"] for r in store.passed_terms(db, person_id)]
    return new_terms(said, known, min_respondents=min_respondents, passed=passed)


def known_forms(db: Database, person_id: str) -> set[str]:
    """What the newest codebook or the person's draft of the next names already."""
    book = codebook_store.newest(db)
    known = {t["form"] for t in codebook_store.terms(db, book["id"]) if t["kind"] == "surface"} if book else set()
    draft = draft_store.open_draft(db, person_id)
    return known | ({t["form"] for theme in draft.definition["themes"] for t in theme["terms"]} if draft else set())


def ordered(found: list[NewTerm], order: str) -> list[NewTerm]:
    """By respondents (as they come) or by how much a theme's own a term is."""
    if order == "closeness":
        return sorted(found, key=lambda term: (-term.closeness, -term.respondents, term.form))
    return found


def put_into_draft(db: Database, person_id: str, *, theme: str, form: str, lang: str) -> None:
    """Add a surface term to the person's codebook draft, which is begun where there is none; once is enough.

    Raises BadInput for a term the codebook does not take, Conflict for a theme the draft does not have.
    """
    with writing(db):
        draft = drafting.begin(db, person_id)
        term = {"lang": lang, "form": cleaned(form), "kind": "surface", "weight": 1.0, "note": _("새 용어에서 고름")}
        there = theme_of(draft.definition, theme) or {"terms": []}
        if (lang, term["form"]) not in {(t["lang"], t["form"]) for t in there["terms"]}:
            drafting.put_term(db, person_id, theme, term, before=None)


def put_all_into_draft(db: Database, person_id: str, *, theme: str, terms: Iterable[tuple[str, str]]) -> None:
    """Add the terms (language, form) of a cluster to the person's codebook draft: all of them or none."""
    with writing(db):
        for lang, form in terms:
            put_into_draft(db, person_id, theme=theme, form=form, lang=lang)


def set_aside(db: Database, person_id: str, form: str) -> None:
    """Do not offer this form to the person again. May be repeated."""
    with writing(db):
        store.pass_term(db, person_id, cleaned(form))


def offer_again(db: Database, person_id: str, form: str) -> None:
    """Take a form that was set aside back among the offers. May be repeated."""
    with writing(db):
        store.take_back_term(db, person_id, form)
