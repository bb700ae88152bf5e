"""The codebook's exclusion rules at work: which of the themes found in a statement gives way to which, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nlp.lexicon.lexicon import Lexicon, Yield
from nlp.lexicon.tagging import Evidence

# A statement of so many themes is a list, and a list has a claim of each. Counted on the marked corpus.
LIST = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A theme found in a statement.

    Attributes
    ----------
    theme : str
    evidence : sequence of Evidence
        Its terms where they stand; may be empty where a model alone found it.
    probability : float or None
        None where only the lexicon found it.
    """

    theme: str
    evidence: Sequence[Evidence] = ()
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Yielded:
    """A theme that gave way, by which rule, and the words that named the cause."""

    rule: Yield
    cause: Evidence

    @property
    def theme(self) -> str:
        return self.rule.theme

    @property
    def to(self) -> str:
        return self.rule.to


def yielded(found: Sequence[Found], lexicon: Lexicon) -> list[Yielded]:
    """The themes that give way to another one found in the same statement, in the order of the codebook.

    A theme stays where the statement is a list, where it is likelier than the one that names the cause, and where that
    one gives way itself. Each theme is named once, by the first of its rules that holds.

    Examples
    --------
    >>> lexicon = Lexicon.from_dict({"themes": [
    ...     {"id": "tariff", "terms": [{"lang": "en", "form": "tariff"}]},
    ...     {"id": "market", "terms": [{"lang": "en", "form": "order"}],
    ...      "yields": [{"to": "tariff", "en": ["tariff"]}]}]})
    >>> tariff, order = Evidence(4, 10, "tariff", "tariff", 1.0), Evidence(20, 25, "order", "order", 1.0)
    >>> [(y.theme, y.to) for y in yielded([Found("market", [order]), Found("tariff", [tariff])], lexicon)]
    [('market', 'tariff')]
    """
    by_theme = {each.theme: each for each in found}
    if len(by_theme) >= LIST:
        return []
    held: dict[str, Yielded] = {}
    for theme in lexicon.themes:
        if theme.id in by_theme:
            applied = _first(theme.yields, by_theme)
            if applied is not None:
                held[theme.id] = applied
    return [each for each in held.values() if each.to not in held]


def _first(rules: Iterable[Yield], found: dict[str, Found]) -> Yielded | None:
    """The first rule whose other theme is there, is no less likely, and shows one of the rule's terms."""
    for rule in rules:
        other = found.get(rule.to)
        if other is None or _likelier(found[rule.theme], other):
            continue
        for evidence in other.evidence:
            if evidence.term in rule.terms:
                return Yielded(rule, evidence)
    return None


def _likelier(one: Found, other: Found) -> bool:
    """Whether one is the surer of two that a model has weighed; what no model weighed says nothing."""
    return one.probability is not None and other.probability is not None and one.probability > other.probability
