"""The page of a questionnaire as a tree: questions in their order, each section where its first question stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from forms.keys import key
from forms.questions.question import Question

if TYPE_CHECKING:
    from forms.definition import Section
    from forms.questionnaire import Questionnaire

# Stands for the number of an instance that is yet to be made, in the pattern a page makes it from.
NEXT = "~"
At = tuple[object, ...]


@dataclass(frozen=True)
class Asked:
    """A question at its place; `key` names its field and its answer."""

    question: Question
    key: str
    sort: ClassVar[str] = "question"


@dataclass(frozen=True)
class Part:
    """A section at its place, or one instance of a repeat (then `number` is its number, from 1)."""

    section: Section
    key: str
    children: tuple[Node, ...]
    number: object = None
    sort: ClassVar[str] = "section"


@dataclass(frozen=True)
class Repeated:
    """A repeat: its instances, and the pattern of a further one. `key` names the answer that counts them."""

    section: Section
    key: str
    instances: tuple[Part, ...]
    pattern: Part
    sort: ClassVar[str] = "repeat"


Node = Asked | Part | Repeated
# Children of a section (None: of the page), as they come: a question or a section.
Order = Mapping[str | None, tuple["Question | Section", ...]]


def order(questions: tuple[Question, ...], sections: tuple[Section, ...]) -> Order:
    """What stands in what, in the order of the questions."""
    known = {section.id: section for section in sections}
    inside: dict[str | None, list[Question | Section]] = {}
    placed: set[str] = set()
    for question in questions:
        inside.setdefault(question.section, []).append(question)
        id = question.section
        while id is not None and id not in placed:
            placed.add(id)
            # The section comes before its first question, which was put into it just now.
            inside.setdefault(known[id].parent, []).append(known[id])
            id = known[id].parent
    return {id: tuple(found) for id, found in inside.items()}


def tree(questionnaire: Questionnaire, counts: Mapping[str, int]) -> tuple[Node, ...]:
    """The page with as many instances of each repeat as `counts` says under its key; none where it says nothing."""
    return tuple(_nodes(questionnaire, None, (), counts))


def _nodes(questionnaire: Questionnaire, id: str | None, at: At, counts: Mapping[str, int]) -> Iterator[Node]:
    for child in questionnaire.order.get(id, ()):
        if isinstance(child, Question):
            yield Asked(child, key(child.id, at))
        elif child.repeat is None:
            yield Part(child, key(questionnaire.section_key(child.id), at), _inside(questionnaire, child, at, counts))
        else:
            counted = key(child.id, at)
            many = range(1, counts.get(counted, 0) + 1)
            instances = tuple(_instance(questionnaire, child, (*at, n), counts) for n in many)
            yield Repeated(child, counted, instances, _instance(questionnaire, child, (*at, NEXT), counts))


def _inside(questionnaire: Questionnaire, section: Section, at: At, counts: Mapping[str, int]) -> tuple[Node, ...]:
    return tuple(_nodes(questionnaire, section.id, at, counts))


def _instance(questionnaire: Questionnaire, section: Section, at: At, counts: Mapping[str, int]) -> Part:
    return Part(section, key(section.id, at), _inside(questionnaire, section, at, counts), at[-1])


def asked(nodes: tuple[Node, ...], *, patterns: bool = False) -> Iterator[Asked]:
    """The questions of a tree in their order, and if asked those of the patterns of repeats."""
    for node in nodes:
        if isinstance(node, Asked):
            yield node
        elif isinstance(node, Part):
            yield from asked(node.children, patterns=patterns)
        else:
            for instance in (*node.instances, *([node.pattern] if patterns else [])):
                yield from asked(instance.children, patterns=patterns)
