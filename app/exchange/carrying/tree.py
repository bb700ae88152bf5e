"""The codebook as a project has it: themes in their colors, the codes beneath them, what is out of use."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping

from flask_babel import gettext as _

from app.coding.codes.code import Code as SubCode
from app.coding.codes.tree import roots
from app.coding.codes.tree import told as told_names
from app.exchange.carrying.ids import code_id, theme_id
from app.exchange.project.project import Code, Project, in_tree_order
from app.words.formats import named


def codebook_of(themes: Mapping[str, sqlite3.Row], name: str, codes: Iterable[SubCode] = ()) -> Project:
    """The codebook alone: themes in their colors, and beneath them the codes in use."""
    return Project(name, codes=tree_of(themes, codes))


def tree_of(
    themes: Mapping[str, sqlite3.Row], codes: Iterable[SubCode] = (), used: Collection[str] = ()
) -> tuple[Code, ...]:
    """Themes and the codes beneath; what went out of use stays where codings (`used`: themes and codes) stand on it."""
    every = list(codes)
    found = []
    for root in roots(themes, every):
        theme = root.theme["code"]
        found.append(Code(theme_id(theme), named(root.theme), color=root.colour, definition=_criteria(root.theme)))
        for branch in root.walk():
            found.append(_sub(branch.code, branch.colour))
        found += [_sub(each, "") for each in root.gone if each.id in used]
    known = {each.guid for each in found}
    found += [Code(theme_id(each), each) for each in used if theme_id(each) not in known and each not in _ids(every)]
    found += [_sub(each, "") for each in every if each.id in used and code_id(each.id) not in known]
    return in_tree_order(found)


def _ids(codes: Iterable[SubCode]) -> set[str]:
    return {each.id for each in codes}


def _sub(code: SubCode, colour: str) -> Code:
    above = code_id(code.parent_id) if code.parent_id else theme_id(code.theme_code)
    return Code(code_id(code.id), named(told_names(code)), above, colour or code.colour, _criteria_of(code))


def _criteria_of(code: SubCode) -> str:
    parts = (("", code.definition), (_("포함: "), code.include), (_("제외: "), code.exclude))
    return "\n".join(f"{word}{text}" for word, text in parts if text)


def _criteria(theme: sqlite3.Row) -> str:
    parts = (("", "definition"), (_("포함: "), "include"), (_("제외: "), "exclude"))
    return "\n".join(f"{word}{text}" for word, part in parts if (text := named(theme, part)))
