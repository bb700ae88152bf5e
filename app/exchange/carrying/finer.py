"""Codes beneath themes: which of ours a file's code is, and those a person wants made so that nothing finer is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from app.codebook.definitions import plain
from app.coding.codes import codes
from app.coding.codes.code import USED
from app.coding.codes.code import Code as SubCode
from app.exchange.carrying.ids import code_id, marks_by_id
from app.exchange.project.project import Code, Project


@dataclass(frozen=True)
class Missing:
    """A code of the file with no code of ours: beneath its theme, and beneath which code of the file."""

    code: Code
    theme: str
    above: str


@dataclass(frozen=True)
class Finer:
    """Codes of a file as codes beneath the themes chosen for them: those there are, and those there are not."""

    there: Mapping[str, str]
    missing: tuple[Missing, ...]


NOTHING_FINER = Finer({}, ())


def finer_of(project: Project, chosen: Mapping[str, str], themes: Mapping[str, str], every: Iterable[SubCode]) -> Finer:
    """Which code beneath its theme each code of a file is.

    Parameters
    ----------
    chosen : mapping of str to str
        Code of the file to the theme a person chose for it.
    themes : mapping of str to str
        Code of the file to the theme it is by its own name or id; such a code is the theme itself.
    """
    used = [each for each in every if each.state == USED]
    ours = {code_id(each.id): each for each in used}
    named = {(each.theme_code, each.parent_id, plain(each.name_ko).casefold()): each.id for each in used}
    marks, there, missing = marks_by_id(), dict[str, str](), list[Missing]()
    for code in project.codes:
        theme = chosen.get(code.guid, "")
        if not theme or code.guid in marks or themes.get(code.guid) == theme:
            continue
        known = ours.get(code.guid)
        above = code.parent if chosen.get(code.parent) == theme else ""
        found = named.get((theme, there.get(above), plain(code.name).casefold()))
        if known is not None and known.theme_code == theme:
            there[code.guid] = known.id
        elif found and not any(each.code.guid == above for each in missing):
            there[code.guid] = found
        else:
            missing.append(Missing(code, theme, above))
    return Finer(there, tuple(missing))


def make(db: Database, finer: Finer, *, by: str, wanted: Iterable[str]) -> dict[str, str]:
    """Make the missing codes that codings stand on, with those above them; code of the file to code of ours.

    What cannot be one (a name too long, too deep a tree) is the code above it, or its theme alone.
    """
    missing = {each.code.guid: each for each in finer.missing}
    needed: set[str] = set()
    for guid in wanted:
        while guid in missing and guid not in needed:
            needed.add(guid)
            guid = missing[guid].above
    found = dict(finer.there)
    for guid, each in missing.items():
        if guid not in needed:
            continue
        parent = found.get(each.above)
        said = {"definition": each.code.definition, "colour": ""}
        try:
            found[guid] = codes.make(db, theme_code=each.theme, name=each.code.name, parent=parent, by=by, **said)
        except codes.Refused:
            found |= {guid: parent} if parent else {}
    return found
