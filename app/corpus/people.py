"""Who spoke, and the variables by which they can be cut: a table of codes has one of these across its top."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from app.corpus.questions import Question


class Person(NamedTuple):
    """A respondent of a round: a firm (all its answers and voices together) or an expert.

    Attributes
    ----------
    number : int
        Stands for the respondent among the arrays of one request.
    once : int
        The same for a firm in every round, so that it is counted once.
    waves : frozenset of str
        Waves in which the respondent answered or spoke: empty for one who only stands on a list.
    """

    number: int
    once: int
    id: str
    kind: str
    industry: str
    size: str
    stage: str
    areas: tuple[str, ...]
    clusters: tuple[str, ...]
    waves: frozenset[str] = frozenset()


# What a respondent has of each variable: several areas where an expert was asked about several, none where nobody knows.
VARIABLES: Mapping[str, Callable[[Person], Iterable[str]]] = {
    "area": lambda p: p.areas,
    "cluster": lambda p: p.clusters,
    "industry": lambda p: (p.industry,) if p.industry else (),
    "size": lambda p: (p.size,) if p.size else (),
    "stage": lambda p: (p.stage,) if p.stage else (),
    "kind": lambda p: (p.kind,),
}


def chosen(people: Iterable[Person], question: Question) -> list[Person]:
    """The respondents a question is about."""
    asked = [(VARIABLES[key], getattr(question, key)) for key in VARIABLES if getattr(question, key)]
    meant = [p for p in people if all(value in of(p) for of, value in asked)] if asked else list(people)
    return [p for p in meant if p.id == question.who] if question.who else meant
