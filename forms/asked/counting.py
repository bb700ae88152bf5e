"""How many instances of each repeat there are in what was sent, imported or stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

from forms.keys import Place, base, key, place

if TYPE_CHECKING:
    from forms.questionnaire import Questionnaire

Sent = MultiDict[str, str]
# Of all repeats together: more is no return of a firm but an attack on memory. Chosen, not measured.
MOST_IN_ALL = 1000
# Instances that stand on the page before anything is answered: with script one is left, without it these are all.
AT_FIRST = 3


def counts_in(questionnaire: Questionnaire, sent: Sent) -> dict[str, int]:
    """Instances by the key of the repeat's count: as many as it says, or up to the last that holds an answer."""
    found: dict[str, int] = {}
    said: dict[str, int] = {}
    for name in sent if questionnaire.repeats else ():
        around, at = questionnaire.repeats_around(base(name)), place(name)
        given = [value for value in sent.getlist(name) if value.strip()]
        if questionnaire.most_of(base(name)) and len(around) == len(at):
            if given and given[0].strip().isdecimal() and len(given[0]) < 6:
                said[name] = int(given[0])
        elif given and at and len(around) == len(at):
            for depth, id in enumerate(around):
                counted = key(id, at[:depth])
                found[counted] = max(found.get(counted, 0), at[depth])
    return _bounded(questionnaire, {**found, **said})


def shown_counts(questionnaire: Questionnaire, answers: Mapping[str, object]) -> tuple[tuple[str, int], ...]:
    """Instances that a page shows: those answered, and of what is not counted by a rule at least a few to fill in."""
    found: dict[str, int] = {}
    repeats = [section for section in questionnaire.sections if section.repeat]
    # A repeat comes after those around it.
    for section in sorted(repeats, key=lambda each: len(questionnaire.repeats_around(each.id))):
        least = 0 if section.repeat and section.repeat.count else AT_FIRST
        for at in _places(questionnaire.repeats_around(section.id), found):
            said = answers.get(key(section.id, at))
            found[key(section.id, at)] = max(said if isinstance(said, int) else 0, least)
    return tuple(sorted(_bounded(questionnaire, found).items()))


def _places(around: tuple[str, ...], counts: Mapping[str, int]) -> list[Place]:
    """Every place inside these repeats, the outermost first."""
    found: list[Place] = [()]
    for id in around:
        found = [(*at, n) for at in found for n in range(1, counts.get(key(id, at), 0) + 1)]
    return found


def _bounded(questionnaire: Questionnaire, counts: dict[str, int]) -> dict[str, int]:
    left, kept = MOST_IN_ALL, {}
    for name in sorted(counts, key=place):
        kept[name] = min(counts[name], questionnaire.most_of(base(name)) or 0, left)
        left -= kept[name]
    return kept
