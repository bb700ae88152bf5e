"""Working on a draft of the next codebook version: begin, change terms and words, undo, drop."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.codebook import draft_store, store
from app.codebook.definitions import (
    Definition,
    term_of,
    theme_of,
    with_term,
    with_theme,
    with_words,
    without_theme,
)
from app.codebook.differences import Difference, compare
from app.codebook.draft_store import Draft
from app.codebook.pasting import read_lines
from app.codebook.publishing import definition_of
from app.codebook.term_words import problems_of
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.ids import new_id


def begin(db: Database, person_id: str, *, restore: int | None = None) -> Draft:
    """Open a draft on the newest version, or with the content of an older one that is to come back.

    An open draft is taken up again; Conflict where it is open and an older version is to be restored.
    """
    with writing(db):
        newest = store.newest(db)
        if newest is None:
            raise Conflict(_("코드북이 없습니다. `moksori init` 명령으로 처음 코드북을 먼저 들여오십시오."))
        mine = draft_store.open_draft(db, person_id)
        if mine and restore is None:
            return mine
        if mine:
            raise Conflict(_("작업 중인 초안이 있습니다. 게시하거나 버린 뒤에 지난 판을 되살려 주십시오."))
        source = newest if restore is None else store.find(db, restore)
        if source is None:
            raise Conflict(_("없는 판입니다."))
        draft_id = new_id()
        draft_store.insert(
            db, draft_id, person_id=person_id, base_id=newest["id"], definition=definition_of(db, source["id"])
        )
        record(
            db,
            "codebook draft begun",
            person_id=person_id,
            object_kind="codebook",
            object_id=newest["id"],
            number=source["number"],
        )
    return mine_of(db, person_id)


def drop(db: Database, person_id: str) -> None:
    """Throw the draft away; published versions stay as they are."""
    with writing(db):
        draft = mine_of(db, person_id)
        draft_store.close(db, draft.id, "dropped")
        record(db, "codebook draft dropped", person_id=person_id, object_kind="codebook", object_id=draft.base_id)


def mine_of(db: Database, person_id: str) -> Draft:
    """The person's open draft. Raises Conflict where there is none any more."""
    draft = draft_store.open_draft(db, person_id)
    if draft is None:
        raise Conflict(_("작업 중인 초안이 없습니다. 이미 게시했거나 버린 초안입니다."))
    return draft


def _change(db: Database, person_id: str, change: Callable[[Definition], Definition]) -> Draft:
    """Apply one change to the person's draft; what changes nothing does not count as one."""
    with writing(db):
        draft = mine_of(db, person_id)
        after = change(draft.definition)
        if after != draft.definition:
            draft_store.update(db, draft.id, after, base_id=draft.base_id)
    return mine_of(db, person_id)


def _theme(definition: Definition, code: str) -> dict[str, Any]:
    found = theme_of(definition, code)
    if found is None:
        raise Conflict(_("초안에 없는 주제입니다. 그 사이에 지웠을 수 있습니다."))
    return found


def add_terms(db: Database, person_id: str, code: str, text: str, lang: str = "") -> list[dict[str, Any]]:
    """Add the terms of pasted lines, all or none. Raises BadInput with every faulty line. Returns the terms."""
    added: list[dict[str, Any]] = []

    def change(definition: Definition) -> Definition:
        problems: list[Problem] = []
        for line in read_lines(text, lang):
            where = _("%(n)s번째 줄 ‘%(form)s’", n=line.number, form=line.term["form"])
            if line.wrong_weight:
                right = _("0보다 크고 1 이하인 수로 적어 주십시오(예: 1, 0.5)")
                problems.append(Problem(where, _("쓸 수 없는 가중치입니다"), right))
                continue
            problems += problems_of(where, line.term, _theme(definition, code)["terms"])
            definition = with_term(definition, (code, line.term["lang"], line.term["form"]), line.term)
            added.append(line.term)
        if problems:
            raise BadInput(*problems)
        if not added:
            raise BadInput(Problem(_("용어"), _("비어 있습니다"), _("한 줄에 용어 하나씩 적어 주십시오")))
        return definition

    _change(db, person_id, change)
    return added


def put_term(db: Database, person_id: str, code: str, term: dict[str, Any], *, before: tuple[str, str] | None) -> Draft:
    """Add a term, or let it take the place of the one at `before` (language, form). Raises BadInput."""

    def change(definition: Definition) -> Definition:
        theme = _theme(definition, code)
        siblings = [t for t in theme["terms"] if (t["lang"], t["form"]) != before]
        problems = problems_of(_("용어"), term, siblings)
        if problems:
            raise BadInput(*problems)
        if before:
            definition = with_term(definition, (code, *before), None)
        return with_term(definition, (code, term["lang"], term["form"]), term)

    return _change(db, person_id, change)


def remove_terms(db: Database, person_id: str, code: str, keys: Collection[tuple[str, str]]) -> list[dict[str, Any]]:
    """Take terms out of a theme and return them; until the next change of the draft they can be put back."""
    gone: list[dict[str, Any]] = []

    def change(definition: Definition) -> Definition:
        _theme(definition, code)
        after = definition
        for lang, form in keys:
            found = term_of(after, (code, lang, form))
            if found:
                gone.append(found)
                after = with_term(after, (code, lang, form), None)
        return {**after, "removed": {"theme": code, "terms": gone}} if gone else definition

    _change(db, person_id, change)
    return gone


def removed_of(draft: Draft, code: str) -> list[dict[str, Any]]:
    """The terms last taken out of this theme, where nothing else was changed since."""
    kept = draft.definition.get("removed") or {}
    return kept["terms"] if kept.get("theme") == code else []


def put_back(db: Database, person_id: str, code: str) -> list[dict[str, Any]]:
    """Undo the removal that was the draft's last change. Returns the terms put back."""
    gone = removed_of(mine_of(db, person_id), code)

    def change(definition: Definition) -> Definition:
        for each in gone:
            definition = with_term(definition, (code, each["lang"], each["form"]), each)
        return definition

    _change(db, person_id, change)
    return gone


def revert(db: Database, person_id: str, name: str) -> None:
    """Undo one change of the draft, named as in its difference from the version it stands on."""
    draft = mine_of(db, person_id)
    base = definition_of(db, draft.base_id)

    def change(definition: Definition) -> Definition:
        difference = compare(base, definition)
        for term in difference.terms:
            if term.name == name and theme_of(definition, term.theme):
                return with_term(definition, term.key, term.before)
        for word in difference.words:
            if word.name == name:
                return with_words(definition, word.theme, {word.field: word.before})
        return definition

    _change(db, person_id, change)


def put_words(db: Database, person_id: str, code: str, words: dict[str, str]) -> None:
    """Other names and criteria of a theme."""

    def change(definition: Definition) -> Definition:
        _theme(definition, code)
        return with_words(definition, code, words)

    _change(db, person_id, change)


def add_theme(db: Database, person_id: str, code: str, words: dict[str, str]) -> None:
    """A new theme without terms. It has no domain: schemes score the themes they name, and none names a new one."""

    def change(definition: Definition) -> Definition:
        if theme_of(definition, code):
            right = _("다른 코드를 적어 주십시오")
            raise BadInput(Problem(_("코드"), _("이미 있는 주제의 코드입니다"), right))
        return with_theme(definition, {"id": code, "domain": None, **words, "terms": []})

    _change(db, person_id, change)


def drop_theme(db: Database, person_id: str, code: str, into: str | None = None) -> None:
    """Take a theme out. Of one that was published `into` says where its codings go: a theme, or "" where they stay.

    Raises BadInput where that is not said, or is no theme of the draft.
    """
    with writing(db):
        draft = mine_of(db, person_id)
        _theme(draft.definition, code)
        others = {t["id"] for t in draft.definition["themes"]} - {code}
        published = theme_of(definition_of(db, draft.base_id), code) is not None
        if published and into != "" and into not in others:
            right = _("옮길 주제를 고르거나 옛 이름 아래에 두기를 골라 주십시오")
            raise BadInput(Problem(_("판단을 옮길 주제"), _("고르지 않았거나 초안에 없는 주제입니다"), right))
        if not others:
            raise Conflict(_("주제를 모두 없앨 수는 없습니다."))
        after = without_theme(draft.definition, code, into or "")
        draft_store.update(db, draft.id, after, base_id=draft.base_id)
        # What was to go into this theme goes on with it.
        kept = {gone: into or "" if to == code else to for gone, to in draft.themes_into.items()}
        draft_store.set_into(db, draft.id, {**kept, **({code: into or ""} if published else {})})


def put_theme_back(db: Database, person_id: str, code: str) -> None:
    """Bring a published theme back into the draft that dropped it."""
    with writing(db):
        draft = mine_of(db, person_id)
        published = theme_of(definition_of(db, draft.base_id), code)
        if published is None or theme_of(draft.definition, code):
            raise Conflict(_("되살릴 주제가 아닙니다."))
        themes = sorted([*draft.definition["themes"], published], key=lambda t: t["position"])
        draft_store.update(db, draft.id, {"themes": themes}, base_id=draft.base_id)
        draft_store.set_into(db, draft.id, {gone: to for gone, to in draft.themes_into.items() if gone != code})


def put_definition(db: Database, person_id: str, definition: Definition) -> Draft:
    """Another content as a whole, as an import makes it."""
    return _change(db, person_id, lambda _old: definition)


def difference_of(db: Database, draft: Draft) -> Difference:
    """What the draft changes in the version it stands on."""
    return compare(definition_of(db, draft.base_id), draft.definition)
