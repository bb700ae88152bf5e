"""Expressions of a workbook: names put into ids, read by `forms.logic`, and what it refuses told with its row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forms.logic import ExpressionError, names, parse, renamed
from forms.xlsform.findings import Findings, both
from forms.xlsform.rows.outline import Group, Item
from forms.xlsform.sheets.tables import Row

Owner = Item | Group
_PIPED = re.compile(r"\$\s?\{\s*([^{}]+?)\s*\}")
# `../name`, `./name`, `current()/../group/name`, `/data/group/name`: one question, told by where it stands.
_PATH = re.compile(
    r"(?<![\w/.\])}'\"])(?:current\s*\(\s*\)\s*/\s*)?(?P<up>(?:\.\.?\s*/\s*)+|/(?=[^\W\d]))"
    r"(?P<down>(?:[^\W\d][\w.-]*\s*/\s*)*[^\W\d][\w.-]*)(?![\w.-]*\s*[/(\[])"
)
# A whole cell that says yes or no where a rule belongs, as the reader of XLSForm takes it.
_FLAGS = {"yes": "true()", "true": "true()", "no": "false()", "false": "false()"}
# Where a question's own name means its own answer; elsewhere it can only mean another one of that name.
_OF_ITSELF = frozenset({"constraint", "required"})


@dataclass(frozen=True)
class Rule:
    """One rule of the workbook, carried or refused."""

    id: str
    entry: str
    row: Row
    source: str
    reason: tuple[str, str] | None = None

    @property
    def compiled(self) -> bool:
        return self.reason is None


class Rules:
    """Reads the rules of a form whose questions have their ids."""

    def __init__(self, items: Sequence[Item], groups: Sequence[Group], findings: Findings) -> None:
        self.findings, self.told = findings, dict[tuple[str, str], Rule]()
        self._named: dict[str, list[Owner]] = {}
        owners: list[Owner] = [*items, *groups]
        for owner in owners:
            self._named.setdefault(written_name(owner), []).append(owner)
        self._folded: dict[str, list[Owner]] = {}
        for name, owners in self._named.items():
            self._folded.setdefault(name.casefold(), []).extend(owners)
        self._ids = {item.id for item in items} | {group.id for group in groups}

    def rule(self, owner: Owner, entry: str, source: str, column: str) -> str | None:
        """The rule in ids, or None where it cannot be carried, which is told."""
        try:
            text = self._in_ids(_FLAGS.get(source.casefold(), source), owner, entry)
            unknown = names(parse(text, self_id=owner.id)) - self._ids
        except ExpressionError as error:
            self.refuse(owner, entry, source, column, (error.say("ko"), error.say("en")))
            return None
        if unknown:
            name = min(unknown)
            reason = f"없는 문항을 가리킵니다: ${{{name}}}", f"There is no question ${{{name}}}."
            self.refuse(owner, entry, source, column, reason)
            return None
        self.told[owner.id, entry] = Rule(owner.id, entry, owner.row, text)
        return text

    def refuse(self, owner: Owner, entry: str, source: str, column: str, reason: tuple[str, str]) -> None:
        """Tell that a rule is not carried, and what happens for want of it."""
        self.told[owner.id, entry] = Rule(owner.id, entry, owner.row, source, reason)
        place = owner.row.sheet, owner.row.number, owner.row.heading(column)
        self.findings.add(f"rule_{entry}", *place, source=source, reason=both(*reason))

    def _in_ids(self, source: str, owner: Owner, entry: str) -> str:
        """Paths become `${id}` where they end at a question, and every name its id."""
        alone = entry in _OF_ITSELF
        new = {name: found.id for name in _PIPED.findall(source) if (found := self.find(name, owner, alone=alone))}
        return _PATH.sub(lambda found: self._at(found, owner, alone), renamed(source, new)).strip()

    def _at(self, found: re.Match[str], owner: Owner, alone: bool) -> str:
        steps = [step.strip() for step in found["down"].split("/")]
        meant = self._walked(found["up"], steps, owner) or self.find(steps[-1], owner, alone=alone)
        return f"${{{meant.id}}}" if meant else found[0]

    def _walked(self, up: str, steps: Sequence[str], owner: Owner) -> Owner | None:
        """What stands at the end of a path; None where it leaves the form."""
        groups = around(owner)
        many = up.count("..") - (1 if isinstance(owner, Item) else 0)
        if up.strip() == "/":
            # The first step is the form itself.
            groups, steps = (), steps[1:]
        elif many > len(groups):
            return None
        else:
            groups = groups[: len(groups) - many] if many > 0 else groups
        parent = groups[-1] if groups else None
        for step in steps[:-1]:
            parent = next(
                (each for each in self._named.get(step, ()) if isinstance(each, Group) and each.parent is parent), None
            )
            if parent is None:
                return None
        return (
            next((each for each in self._named.get(steps[-1], ()) if _holder(each) is parent), None) if steps else None
        )

    def find(self, name: str, owner: Owner, *, alone: bool = True) -> Owner | None:
        """The question or group of a name: of several the nearest, and a question rather than a group."""
        near = self._named.get(name)
        if near is None and (near := self._folded.get(name.casefold())):
            self.findings.add("name_case", owner.row.sheet, owner.row.number, name=name, right=written_name(near[0]))
        others = [each for each in near or () if alone or each is not owner]
        return max(others or near or (), key=lambda each: self._nearness(each, owner), default=None)

    def _nearness(self, each: Owner, owner: Owner) -> tuple[int, bool]:
        shared = 0
        for own, other in zip(around(owner), around(each), strict=False):
            if own is not other:
                break
            shared += 1
        return shared, isinstance(each, Item)

    def piped(self, words: dict[str, str], owner: Owner, column: str) -> dict[str, str]:
        """Words with the `${names}` in them as ids; one that means nothing is left and told."""
        return {code: _PIPED.sub(lambda found: self._pipe(found, owner, column), text) for code, text in words.items()}

    def _pipe(self, found: re.Match[str], owner: Owner, column: str) -> str:
        meant = self.find(found[1], owner)
        if meant is None:
            row = owner.row
            self.findings.add("piped_unknown", row.sheet, row.number, row.heading(column), name=found[1])
            return found[0]
        return f"${{{meant.id}}}"


def around(owner: Owner) -> tuple[Group, ...]:
    """The groups around it, from the outside in."""
    if isinstance(owner, Item):
        return owner.path
    found, group = [owner], owner.parent
    while group is not None:
        found.append(group)
        group = group.parent
    return tuple(reversed(found))


def _holder(owner: Owner) -> Group | None:
    return owner.group if isinstance(owner, Item) else owner.parent


def written_name(owner: Owner) -> str:
    """The name as the workbook has it; of a question without one its id."""
    if isinstance(owner, Item) and owner.of is not None:
        return f"{written_name(owner.of)}_other"
    return owner.row.get("name") or owner.id


def unpiped(words: dict[str, str], names: dict[str, str]) -> dict[str, str]:
    """Words with the ids in them as the names of a workbook."""
    return {
        code: _PIPED.sub(lambda found: f"${{{names.get(found[1], found[1])}}}", text) for code, text in words.items()
    }


def unruled(source: str, names: dict[str, str]) -> str:
    """A rule as a workbook has it."""
    return renamed(source, names)


def rules_of(told: Iterable[Rule]) -> tuple[int, int]:
    """How many rules are carried, and how many refused."""
    listed = list(told)
    carried = sum(rule.compiled for rule in listed)
    return carried, len(listed) - carried
