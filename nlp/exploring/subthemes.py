"""Sub-themes nobody named: statements of a theme, or of none, that lie together, named by nouns they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nlp.exploring.meant import FLOOR, MEANING, TOP, WORDS
from nlp.exploring.naming import counted, name_of
from nlp.exploring.newterms import Statement, compounds
from nlp.exploring.similar import rows_of

# Mean likeness (as in `meant`) within a cluster. Of 2,500 labelled statements clustered together pairs of one cluster share
# a theme in .46 at .35 (by chance .11), in .33 at .30; above, half as many statements are in any (bench/README.md).
THRESHOLD = 0.35
# Statements clustered at a time: all pairs are held in memory, 130 MB of so many. Of more, every second, third ... is read.
MOST = 4_000
# One of two words is like every other with one of them.
FEWEST_WORDS = 2


@dataclass(frozen=True)
class SubTheme:
    """A cluster of statements.

    Attributes
    ----------
    theme : str or None
        The theme its statements have; None where they have none.
    terms : tuple of (form, lang)
        Its strongest nouns and compounds, each in two of its statements at least.
    members : tuple of str
        Ids of its statements, the most central first.
    respondents : int
    """

    theme: str | None
    terms: tuple[tuple[str, str], ...]
    members: tuple[str, ...]
    respondents: int


def sub_themes(statements: Sequence[Statement], vectors: np.ndarray, *, fewest: int) -> list[SubTheme]:
    """Clusters at least so many respondents speak in, theme by theme, those of most respondents first.

    Parameters
    ----------
    vectors : ndarray of float32, shape (len(statements), d)
        As encoded, of length 1; a statement with zeros is left out.
    """
    nouns = [[(form, lang) for form, lang, _parts in compounds(s.text, s.words)] for s in statements]
    everything = counted([form for form, _lang in own] for own in nouns)
    of_theme: dict[str | None, list[int]] = defaultdict(list)
    for n, statement in enumerate(statements):
        if len(statement.words) >= FEWEST_WORDS and vectors[n].any():
            for theme in statement.themes or {None}:
                of_theme[theme].append(n)
    found = []
    for theme in sorted(of_theme, key=lambda code: (code is None, code)):
        for members in _clusters(of_theme[theme], statements, vectors):
            who = {statements[n].respondent for n in members}
            terms = _terms([nouns[n] for n in members], everything)
            if len(who) >= fewest and terms:
                found.append(SubTheme(theme, terms, tuple(statements[n].id for n in members), len(who)))
    return sorted(found, key=lambda each: (each.theme is None, -each.respondents, -len(each.members), each.members))


def _clusters(at: list[int], statements: Sequence[Statement], vectors: np.ndarray) -> list[list[int]]:
    """Groups by average linkage, each with the most central member first."""
    from sklearn.cluster import AgglomerativeClustering

    at = at[:: -(-len(at) // MOST)] if at else at
    if len(at) < 2:
        return []
    rows = rows_of([[word[0] for word in statements[n].words] for n in at])
    meaning = (vectors[at] @ vectors[at].T - FLOOR) / (TOP - FLOOR)
    # Rounded, so that the last digit of a sum does not decide what joins first.
    likeness = (WORDS * (rows @ rows.T).toarray() + MEANING * meaning).round(5)
    model = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1 - THRESHOLD
    )
    groups: dict[int, list[int]] = defaultdict(list)
    for n, number in enumerate(model.fit_predict(1 - likeness)):
        groups[int(number)].append(n)
    return [
        [at[n] for n in sorted(own, key=lambda n: (-round(float(likeness[n, own].mean()), 5), n))]
        for own in groups.values()
        if len(own) > 1
    ]


def _terms(nouns: Sequence[Sequence[tuple[str, str]]], everything: Counter[str]) -> tuple[tuple[str, str], ...]:
    language = {form: lang for own in nouns for form, lang in own}
    return tuple((form, language[form]) for form in name_of([[f for f, _l in own] for own in nouns], everything))
