"""The codebook of a file as changes of a person's own draft: new themes wait there, codes beneath known themes are made."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlite_utils import Database

from app.codebook import draft_store, drafting
from app.codebook.definitions import WORDS, Definition, codes_by_word, plain
from app.coding.codes.codes import codes_now
from app.db import writing
from app.exchange.carrying.finer import Finer, finer_of, make
from app.exchange.carrying.ids import marks_by_id, theme_id
from app.exchange.project.project import Code, Project

# As `forms.codebook.ThemeForm` has it: what a theme is called in files, and how long a code's name of it may be.
_LONGEST_SLUG = 40


@dataclass(frozen=True)
class Proposal:
    """What of a file's codebook would come into the draft.

    Attributes
    ----------
    themes : tuple of (str, mapping)
        Code and words of each new theme.
    finer : Finer
        Codes beneath themes that are published: those to be made are its `missing`.
    known : int
        Themes of the file that are there already; their words stay as they are.
    later : int
        Codes beneath new themes, which can be made once these are published.
    """

    themes: tuple[tuple[str, Mapping[str, str]], ...]
    finer: Finer
    known: int
    later: int

    @property
    def anything(self) -> bool:
        return bool(self.themes or self.finer.missing)


def propose(db: Database, project: Project, published: Mapping[str, sqlite3.Row], draft: Definition) -> Proposal:
    """What of a file's codes is new; nothing is written.

    Parameters
    ----------
    published : mapping of code to row
        The themes of the newest version, beneath which codes can be made.
    draft : Definition
        The person's draft, or the newest version where there is none.
    """
    marks, words = marks_by_id(), codes_by_word(draft)
    ours = {theme_id(theme["id"]): theme["id"] for theme in draft["themes"]}
    of: dict[str, str] = {}
    new: dict[str, tuple[str, Mapping[str, str]]] = {}
    later = 0
    taken = {theme["id"] for theme in draft["themes"]}
    for code in (each for each in project.codes if each.guid not in marks):
        if code.parent and code.parent not in marks:
            of[code.guid] = of.get(code.parent, "")
            later += code.parent in new or of[code.guid] == ""
            continue
        found = ours.get(code.guid) or words.get(plain(code.name).casefold(), "")
        of[code.guid] = found if found in published else ""
        if not found:
            slug = _slug(code, taken)
            taken.add(slug)
            new[code.guid] = (slug, _words(code))
    own = {guid: theme for guid, theme in of.items() if theme}
    top = {code.guid: own[code.guid] for code in project.codes if code.guid in own and not code.parent}
    finer = finer_of(project, own, top, codes_now(db))
    return Proposal(tuple(new.values()), finer, len(top), later)


def take(db: Database, proposal: Proposal, *, person_id: str) -> None:
    """Add the new themes to the person's draft, which is begun where there is none, and make the codes; all or nothing."""
    with writing(db):
        if proposal.themes:
            drafting.begin(db, person_id)
        for code, words in proposal.themes:
            drafting.add_theme(db, person_id, code, dict(words))
        make(db, proposal.finer, by=person_id, wanted=[each.code.guid for each in proposal.finer.missing])


def draft_of(db: Database, person_id: str, newest: Definition) -> Definition:
    mine = draft_store.open_draft(db, person_id)
    return mine.definition if mine else newest


def _slug(code: Code, taken: set[str]) -> str:
    """A theme's code: of its name where that is written in Latin letters, else of its id; never one that is taken."""
    base = re.sub(r"[^a-z0-9]+", "_", code.name.lower()).strip("_")
    if not re.match(r"[a-z][a-z0-9_]{2,}\Z", base):
        base = f"code_{code.guid.replace('-', '')[:8]}"
    found, n = base[:_LONGEST_SLUG], 2
    while found in taken:
        found, n = f"{base[: _LONGEST_SLUG - 4]}_{n}", n + 1
    return found


def _words(code: Code) -> dict[str, str]:
    """A theme's words as a code's description has them; what begins with our own words for it is in or out of it."""
    name = plain(code.name)
    found = {**dict.fromkeys(WORDS, ""), "name_ko": name, "name_en": name}
    heads = {_("포함: "): "include_ko", _("제외: "): "exclude_ko"}
    for line in code.definition.splitlines():
        head = next((each for each in heads if line.startswith(each)), "")
        part = heads.get(head, "definition_ko")
        found[part] = " ".join(filter(None, (found[part], plain(line.removeprefix(head)))))
    return found
