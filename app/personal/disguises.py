"""The plan of de-identifying one text, whoever handed it in: what was found, grouped by whom it means, what it will read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from transcripts.personal.finding import find
from transcripts.personal.findings import Finding, Known
from transcripts.personal.layers import Change, Layers, layer
from transcripts.personal.pseudonyms import Key, assigned, changes

# As the page lists them: who first, numbers next, words of one's own last.
SHOWN_KINDS = (
    "person", "firm", "phone", "email", "contact", "web", "place", "birth", "resident", "passport", "licence", "plate",
    "corporate", "business", "account", "card", "word",
)  # fmt: skip
# Not certain, and yet right more often than not: ticked until somebody unticks them.
LIKELY = frozenset(
    """
    surname_title given_name given_alone known_person polite_word check_digit word_near firm_shape street website
    after_cue family foreign_name listed_name
    """.split()  # noqa: SIM905
)
# Places shown of each group, with so many letters on either side. Chosen, not measured.
PLACES, AROUND = 2, 24


@dataclass(frozen=True)
class Place:
    """One place of a finding with some words around it; `span` are code points of `text`."""

    text: str
    span: tuple[int, int]


@dataclass(frozen=True)
class Choices:
    """What the person at the page has chosen, by the groups' ids; groups not named are as they come."""

    replaced: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """All findings that mean one person, firm or number: the ways it is written, where, what it will read.

    `weak`: a firm's name of two letters without its mark, or a surname alone in English, is a group of its own, since
    미래 and Young are also words.
    """

    id: str
    kind: str
    original: str
    texts: tuple[str, ...]
    count: int
    sure: bool
    reason: str
    places: tuple[Place, ...]
    pseudonym: str
    replaced: bool
    weak: bool = False
    proposed: str = ""

    @property
    def key(self) -> Key:
        return self.kind, self.original


@dataclass(frozen=True)
class Plan:
    """A text with everything found in it and what is to become of it.

    `settled` are the pseudonyms given before the text was read, as to participants and their firms, whether or not it
    names them.
    """

    text: str
    known: Known
    findings: tuple[Finding, ...]
    groups: tuple[Group, ...]
    settled: Mapping[Key, str]

    def pseudonyms(self, *, weak: bool) -> dict[Key, str]:
        """Of what is to be replaced, of groups that are weak or of the others."""
        return {group.key: group.pseudonym for group in self.groups if group.replaced and group.weak is weak}

    def decided(self, replaced: Collection[str] = ()) -> Plan:
        """The plan as somebody decided on what is unsure: replaced where its group is named, else as it was written."""
        groups = (each if each.sure else replace(each, replaced=each.id in replaced) for each in self.groups)
        return replace(self, groups=tuple(groups))

    @property
    def unsure(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if not group.sure)

    @property
    def left_open(self) -> tuple[Group, ...]:
        """What may be personal and is to stay as it is: somebody has to have looked at it."""
        return tuple(group for group in self.groups if not group.sure and not group.replaced)

    @property
    def shared(self) -> tuple[tuple[Group, str], ...]:
        """Groups that were given, by hand, the pseudonym of somebody else, with that other original."""
        whose = {**self.settled, **{group.key: group.pseudonym for group in self.groups if group.replaced}}
        found = []
        for group in self.groups:
            if group.replaced and group.kind != "word" and group.pseudonym != group.proposed:
                others = [key[1] for key, name in whose.items() if name == group.pseudonym and key != group.key]
                found += [(group, other) for other in others[:1]]
        return tuple(found)

    @property
    def kept_though_sure(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.sure and not group.replaced)


def group_id(key: Key, *, weak: bool = False) -> str:
    """A short name of a group that is the same each time the page is opened."""
    return sha256("\n".join((*key, "?" * weak)).encode()).hexdigest()[:12]


def is_weak(found: Finding) -> bool:
    return found.reason in ("short_firm", "name_part", "name_word", "given_alone")


def grouped(
    text: str, findings: Iterable[Finding], pseudonyms: Mapping[Key, str], choices: Choices
) -> tuple[Group, ...]:
    """Findings by whom they mean, kind after kind in order of first appearance, with what was chosen."""
    by_key: dict[tuple[Key, bool], list[Finding]] = {}
    for each in findings:
        by_key.setdefault((each.key, is_weak(each)), []).append(each)
    made = [_group(text, alike, pseudonyms[key], choices) for (key, _weak), alike in by_key.items()]
    return tuple(sorted(made, key=lambda group: SHOWN_KINDS.index(group.kind)))


def _group(text: str, alike: list[Finding], pseudonym: str, choices: Choices) -> Group:
    # Why it was taken for a name is told by the place that says it, not by the same name met again.
    first = min(alike, key=lambda each: (not each.sure, each.reason == "same_word"))
    name = group_id(first.key, weak=is_weak(first))
    likely = first.sure or any(each.reason in LIKELY for each in alike)
    ticked = name in choices.replaced or (name not in choices.left and likely)
    return Group(
        id=name,
        kind=first.kind,
        original=first.original,
        texts=tuple(dict.fromkeys(each.text for each in alike)),
        count=len(alike),
        sure=first.sure,
        reason=first.reason,
        places=tuple(_place(text, each) for each in alike[:PLACES]),
        pseudonym=choices.renamed.get(name) or pseudonym,
        replaced=ticked,
        weak=is_weak(first),
        proposed=pseudonym,
    )


def _place(text: str, found: Finding) -> Place:
    head = text[max(0, found.start - AROUND) : found.start].rpartition("\n")[2]
    tail = text[found.end : found.end + AROUND].partition("\n")[0]
    return Place(head + found.text + tail, (len(head), len(head) + len(found.text)))


def planned(text: str, known: Known, *, settled: Mapping[Key, str], choices: Choices, language: str) -> Plan:
    """Look in a text for everything that may say who somebody is, and say what each would read.

    `settled` pseudonyms are kept; what is new gets the next free one in the `language` of the record.
    """
    findings = find(text, known)
    own = {("word", word): name for word, name in choices.words.items() if name}
    pseudonyms = assigned(findings, text, given={**settled, **own}, language=language)
    return Plan(text, known, tuple(findings), grouped(text, findings, pseudonyms, choices), settled)


def layered(plan: Plan) -> Layers:
    """Carry out a plan on its text: raw and shown side by side; nothing outside the findings changes."""
    return layer(plan.text, [*_changes(plan, weak=False), *_changes(plan, weak=True)])


def _changes(plan: Plan, *, weak: bool) -> list[Change]:
    findings = [each for each in plan.findings if is_weak(each) is weak]
    return changes(findings, plan.text, plan.pseudonyms(weak=weak))


def shown_words(words: str, known: Known, pseudonyms: Mapping[Key, str]) -> str:
    """A few words, as a label, with the same pseudonyms as the text."""
    return layer(words, changes(find(words, known), words, pseudonyms)).shown
