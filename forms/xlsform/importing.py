"""A workbook becomes a definition: sheets are found, rows read, names given ids, and what cannot be carried is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from forms.definition import RESERVED
from forms.questionnaire import Questionnaire
from forms.xlsform import naming
from forms.xlsform.findings import Finding, Findings
from forms.xlsform.opinion import opinion, tell
from forms.xlsform.rows.outline import Group, Item, Outline, outline
from forms.xlsform.rows.questions import Reading, question
from forms.xlsform.rows.rules import Owner, Rule, Rules
from forms.xlsform.rows.sections import section
from forms.xlsform.salvaging import salvaged
from forms.xlsform.settings import origin, settings, top
from forms.xlsform.sheets.book import Book, book
from forms.xlsform.sheets.lists import lists
from forms.xlsform.sheets.tables import Row
from forms.xlsform.sheets.wordings import wordings
from forms.xlsform.sheets.workbook import NotAForm, read_workbook, uncomputed
from forms.xlsform.unread import tell_unread

_WORDINGS = frozenset({"title", "intro", "label", "hint", "guidance", "required_message", "constraint_message", "unit"})

__all__ = ["Imported", "NotAForm", "read"]


@dataclass(frozen=True)
class Imported:
    """What a workbook became.

    Attributes
    ----------
    questionnaire : Questionnaire
        Checked whole.
    definition : mapping
        What it was made of: rules as texts.
    findings : tuple of Finding
        What is not carried, carried otherwise, put right.
    rules : tuple of Rule
        Every rule of the workbook, carried or refused.
    rows : mapping of str to Row
        The row of each question by its id.
    """

    questionnaire: Questionnaire
    definition: Mapping[str, Any]
    findings: tuple[Finding, ...]
    rules: tuple[Rule, ...]
    rows: Mapping[str, Row] = field(default_factory=dict)

    def count(self, kind: str) -> int:
        """How many findings are of a kind."""
        return sum(finding.kind == kind for finding in self.findings)


def read(data: bytes, file_name: str = "", *, second: bool = False) -> Imported:
    """Read a workbook; with `second`, pyxform's opinion is told as well.

    Raises
    ------
    NotAForm
        Where it holds no question at all, or is no workbook.
    """
    findings = Findings()
    found = book(read_workbook(data), findings)
    given = settings(found.settings, findings)
    order = given.get("moksori_languages", "").split()
    words = wordings(found.tables(), given.get("default_language", ""), findings, order)
    choices = lists(found.choices, words, findings)
    rows = outline(found.survey.rows, findings, choices.find)
    if not rows.items:
        raise NotAForm("no_question")
    _identify(rows, findings)
    rules = Rules(rows.items, rows.groups, findings)
    definition = _definition(found, rows, Reading(choices, words, rules, findings), PurePath(file_name).stem.strip())
    tell_unread(found, rows, findings)
    if cells := uncomputed(data):
        findings.add("formula_uncomputed", cells=", ".join(cells))
    if second:
        tell(opinion(data), findings)
    owners: dict[str, Owner] = {}
    owners.update({group.id: group for group in rows.groups})
    owners.update({item.id: item for item in rows.items})
    definition, _sound = salvaged(definition, owners, rules, findings)
    questionnaire = Questionnaire.from_dict(_tidied(definition))
    return Imported(
        questionnaire,
        definition,
        findings.all(),
        tuple(rules.told.values()),
        {item.id: item.row for item in rows.items},
    )


def _identify(rows: Outline, findings: Findings) -> None:
    """Give every question, repeat and group its id; a name that cannot be one is told with its row.

    A group may share the name of a question, as it may in a workbook; a repeat may not, for its count is an answer.
    """
    asked: list[Owner] = sorted(
        [*rows.items, *(group for group in rows.groups if group.is_repeat)],
        key=lambda each: (each.row.number, isinstance(each, Item) and each.of is not None),
    )
    groups: list[Owner] = [group for group in rows.groups if not group.is_repeat]
    named = frozenset(_name(group) for group in groups)
    for owner, id in zip(asked, naming.ids(map(_name, asked), frozenset(RESERVED), named), strict=True):
        owner.id = id
    used = frozenset(owner.id for owner in asked)
    for owner, id in zip(groups, naming.ids(map(_name, groups), frozenset(), used), strict=True):
        owner.id = id
    for owner in (*asked, *groups):
        if owner.id != _name(owner):
            _tell_name(owner, findings)


def _name(owner: Item | Group) -> str:
    """What the id is made of: the name, else the words, else the type."""
    row = owner.row
    if isinstance(owner, Item) and owner.of is not None:
        return f"{_name(owner.of)}_other"
    return row.get("name") or next(iter(row.by_language("label").values()), "")[:40] or owner.kind.name


def _tell_name(owner: Item | Group, findings: Findings) -> None:
    row, name = owner.row, owner.row.get("name")
    if isinstance(owner, Item) and owner.of is not None:
        return
    key = "name_changed" if name else "name_missing"
    if name and naming.ID.fullmatch(name):
        key = "name_taken"
    findings.add(key, row.sheet, row.number, row.heading("name"), name=name, id=owner.id)


def _definition(found: Book, rows: Outline, reading: Reading, stem: str) -> dict[str, Any]:
    """The whole definition."""
    words = reading.wordings
    asked = [question(item, reading) for item in rows.items]
    sections = [section(group, reading, _tabled(group, rows)) for group in rows.groups]
    used = _used(asked, reading)
    return {
        **top(found.settings, words, reading.findings, stem, asked),
        "sections": _placed(sections, rows.groups),
        "questions": _placed(asked, rows.items),
        **({"lists": used} if used else {}),
        "origin": origin(rows, words, found.settings),
    }


def _placed(entries: list[dict[str, Any]], owners: Sequence[Owner]) -> list[dict[str, Any]]:
    """In the order of a definition that scatters its sections, where an export wrote it down."""
    places = [owner.row.get("moksori_place") for owner in owners]
    if not all(place.isdigit() for place in places):
        return entries
    return [entry for _place, entry in sorted(zip(map(int, places), entries, strict=True), key=lambda pair: pair[0])]


def _tidied(definition: dict[str, Any]) -> dict[str, Any]:
    """The definition without lists and names of what was taken out of it."""
    asked, ids = definition["questions"], {each["id"] for each in (*definition["questions"], *definition["sections"])}
    named = {each["choices"] for each in asked if isinstance(each.get("choices"), str)}
    lists = {name: choices for name, choices in definition.pop("lists", {}).items() if name in named}
    if lists:
        definition["lists"] = lists
    for part in ("names", "appearances"):
        kept = {id: word for id, word in definition["origin"].pop(part, {}).items() if id in ids}
        if kept:
            definition["origin"][part] = kept
    _forget_unused(definition)
    if not definition["origin"].keys() - {"format"}:
        del definition["origin"]
    return definition


def _forget_unused(definition: dict[str, Any]) -> None:
    """Languages in which nothing is left that is carried."""
    codes = definition.get("languages", [])
    spoken = set(_codes(definition)) | set(codes[:1])
    if codes:
        definition["languages"] = [code for code in codes if code in spoken]
    names = definition["origin"].pop("languages", {})
    if kept := {code: name for code, name in names.items() if code in spoken}:
        definition["origin"]["languages"] = kept


def _codes(part: object) -> Iterator[str]:
    """Codes of all wordings: the mappings under the entries that hold words."""
    if isinstance(part, list):
        for each in part:
            yield from _codes(each)
    elif isinstance(part, Mapping):
        for name, value in part.items():
            if name in _WORDINGS and isinstance(value, Mapping):
                yield from value
            elif name != "origin":
                yield from _codes(value)


def _tabled(group: Group, rows: Outline) -> bool:
    """Whether questions right inside ask for a table by their appearances."""
    inside = (item.row.get("appearance").split() for item in rows.items if item.group is group)
    return any({"label", "list-nolabel"} & set(words) for words in inside)


def _used(asked: Sequence[dict[str, Any]], reading: Reading) -> dict[str, Any]:
    """Shared lists that a question names; a list of one question's own goes into it."""
    found: dict[str, Any] = {}
    for name in reading.used:
        entries = reading.lists.by_name[name]
        choices = [entry.as_dict() for entry in entries]
        if entries[0].row.get("moksori_own"):
            for each in asked:
                if each.get("choices") == name:
                    each["choices"] = choices
        elif any(each.get("choices") == name for each in asked):
            found[name] = choices
    return found
