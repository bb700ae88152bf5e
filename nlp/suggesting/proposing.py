"""Suggestions with their reasons: what the base models and the office's own find in a statement, how sure they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from nlp.base.base import Base, Heard
from nlp.base.grading import PERHAPS, Grades
from nlp.base.shipped import base_of
from nlp.base.shipped import version as base_version
from nlp.learning.calibration import sigmoid
from nlp.lexicon.lexicon import Lexicon
from nlp.lexicon.tagging import Evidence, Suggestion, Tagger
from nlp.lexicon.versions import analyser_version
from nlp.lexicon.yielding import Found, yielded
from nlp.reading.normalizing import composed
from nlp.reading.said import Said
from nlp.reading.tokens import Tokens
from nlp.suggesting.attitudes import Attitudes, Held
from nlp.suggesting.content import content
from nlp.suggesting.explaining import BASE, Told, by_base, by_lexicon
from nlp.suggesting.likening import Likeness
from nlp.suggesting.office import Office
from nlp.suggesting.proposal import Proposal, best_first, led_back
from nlp.vectors.encoding import missing, version_here, wanted


@dataclass(frozen=True)
class Proposed:
    """The proposals of each statement, and the statements as the base has read them."""

    proposals: list[list[Proposal]]
    heard: Heard


@dataclass(frozen=True)
class Proposer:
    """Everything that speaks about statements; keep it, its matchers take a tenth of a second to build.

    Attributes
    ----------
    base : Base
    tagger : Tagger
        Of the codebook in use: only its themes are proposed, and its terms are evidence.
    grades : Grades
        From which probability on a theme is proposed, and is sure.
    office : Office or None
        What the office's own decisions add to the base.
    attitudes : Attitudes or None
        Stance and kind as the office's decisions have it.
    likeness : Likeness or None
        The marked statements by meaning, for "비슷한 말".
    met : frozenset of (str, str)
        Theme and form, in small letters, of the terms the base was shipped with; where there are none, a form it has met
        counts as met under any theme.
    """

    base: Base
    tagger: Tagger
    grades: Grades = field(default_factory=Grades)
    office: Office | None = None
    attitudes: Attitudes | None = None
    likeness: Likeness | None = None
    met: frozenset[tuple[str, str]] = frozenset()

    def propose(
        self,
        said: Sequence[Said],
        tokens: Sequence[Tokens] | None = None,
        *,
        talks: Sequence[int] | None = None,
        explained: bool = True,
    ) -> list[list[Proposal]]:
        """The proposals for each statement, the sure ones first, then by probability.

        Parameters
        ----------
        said : sequence of Said
            Offsets in the proposals are those of each text as given. A hundred or more at a time is quickest.
        tokens : sequence of Tokens, optional
            The analyses of texts in NFC, where somebody has made them already.
        talks : sequence of int, optional
            Of statements of several talks, which one each stands in.
        explained : bool
            Without reasons word by word it takes half the time; the figures are the same.
        """
        return self.read(said, tokens, talks=talks, explained=explained).proposals if said else []

    def read(
        self,
        said: Sequence[Said],
        tokens: Sequence[Tokens] | None = None,
        *,
        talks: Sequence[int] | None = None,
        explained: bool = True,
    ) -> Proposed:
        """The same of one statement at least, with what else the base knows of it."""
        nfc = [composed(each.text) for each in said]
        own = [each if back is None else replace(each, text=text) for each, (text, back) in zip(said, nfc, strict=True)]
        heard = self.base.hear(own, tokens, talks)
        found = self._attuned(heard, self._drafts(heard, explained=explained))
        proposals: list[list[Proposal]] = [[] for _ in said]
        found = self._yielded(found)
        like = self.likeness.of(heard, sorted({n for n, _ in found})) if self.likeness and found else {}
        for n, proposal in found:
            text, back = said[n].text, nfc[n][1]
            read = heard.reads[n]
            full = replace(proposal, like=like.get(n, ()), content=content(read.tokens, read.language))
            proposals[n].append(full if back is None else led_back(full, text, back))
        return Proposed([sorted(each, key=best_first) for each in proposals], heard)

    def _drafts(self, heard: Heard, *, explained: bool) -> list[tuple[int, Proposal]]:
        """Every theme that is likely enough, with stance, severity and kind by the base."""
        same = self.tagger.terms is self.base.reader.terms
        hits = [self.tagger.evidence(r.tokens, r.language, r.hits if same else None) for r in heard.reads]
        odds = heard.odds
        if self.office is not None:
            odds = np.hstack([self.office.odds(heard), self.office.own_odds(heard)])
        shares = sigmoid(odds, 1.0, 0.0)
        names, known = self._names, self.tagger.themes
        asked = [
            (int(n), names[t])
            for n, t in zip(*np.nonzero(shares >= self.grades.perhaps), strict=True)
            if names[t] in known
        ]
        told = set(asked)
        beyond = [
            (n, theme)
            for n, own in enumerate(hits)
            for theme, evidence in own.items()
            if (n, theme) not in told and self._of_the_office(theme, evidence)
        ]
        manners, kinds = self.base.judge(heard, asked + beyond)
        drafts = []
        for (n, theme), manner in zip(asked + beyond, manners, strict=True):
            evidence = hits[n].get(theme, ())
            suggestion = Suggestion(
                theme, 0.0, manner.stance, manner.severity, evidence, self.tagger.lexicon.version, statement=kinds[n]
            )
            scored = self._scored(heard, n, suggestion, odds=odds[n], shares=shares[n], explained=explained)
            drafts.append((n, replace(scored, stance_share=round(min(1.0, manner.share), 4))))
        return drafts

    def _of_the_office(self, theme: str, evidence: Sequence[Evidence]) -> bool:
        """Whether a theme, or a full term of it, is one that the base has never met there: the office knows why it is."""
        return theme not in self.base.themes or any(
            e.weight >= 1.0 and not self._has_met(theme, e.term.lower()) for e in evidence
        )

    def _has_met(self, theme: str, form: str) -> bool:
        return form in self.base.terms and (not self.met or (theme, form) in self.met)

    @property
    def _names(self) -> tuple[str, ...]:
        """All themes with log odds: the base's, then the office's own."""
        return self.base.themes + (self.office.own if self.office else ())

    def _scored(
        self, heard: Heard, n: int, suggestion: Suggestion, *, odds: np.ndarray, shares: np.ndarray, explained: bool
    ) -> Proposal:
        """The draft with its figure and the reasons for it, from the log odds and probabilities of the themes."""
        lexicon = by_lexicon(suggestion) if suggestion.evidence else None
        at = self._names.index(suggestion.theme) if suggestion.theme in self._names else None
        if at is None or shares[at] < self.grades.perhaps:
            assert lexicon is not None
            return Proposal(replace(suggestion, score=round(lexicon.figure, 4)), None, lexicon, grade=PERHAPS)
        decision = float(odds[at])
        told = Told(BASE, decision, decision, (), sigmoid=(1.0, 0.0))
        if explained:
            told = self._told(heard, n, suggestion.theme)
        grade = self.grades.of(told.figure)
        scored = replace(suggestion, score=round(told.figure, 4))
        return Proposal(scored, told.figure, told, lexicon, grade=grade)

    def _told(self, heard: Heard, n: int, theme: str) -> Told:
        """The reasons of base and office, or of the office alone."""
        if self.office and theme in self.office.own:
            return self.office.own_told(heard, n, theme)
        told = by_base(self.base.because(heard, n, theme))
        return self.office.told(heard, n, theme, told) if self.office else told

    def _yielded(self, drafts: list[tuple[int, Proposal]]) -> list[tuple[int, Proposal]]:
        """A theme that gives way to the cause by the codebook's exclusions is only perhaps meant."""
        by_statement: dict[int, list[Found]] = defaultdict(list)
        for n, draft in drafts:
            own = draft.suggestion
            by_statement[n].append(Found(own.theme, own.evidence, draft.probability))
        given = {(n, y.theme) for n, own in by_statement.items() for y in yielded(own, self.tagger.lexicon)}
        return [(n, replace(d, grade=PERHAPS) if (n, d.suggestion.theme) in given else d) for n, d in drafts]

    def _attuned(self, heard: Heard, drafts: list[tuple[int, Proposal]]) -> list[tuple[int, Proposal]]:
        """Stance and kind by the office's own models, where it has any."""
        if self.attitudes is None or not drafts:
            return drafts
        held = [Held(d.suggestion, heard.reads[n].tokens, heard.reads[n].language) for n, d in drafts]
        return [
            (n, replace(draft, suggestion=own.suggestion, attitudes=own.attitudes, stance_share=_share(draft, own)))
            for (n, draft), own in zip(drafts, self.attitudes.laid_over(held), strict=True)
        ]


def proposer_of(lexicon: Lexicon, *, vectors: bool) -> Proposer:
    """The base that ships with a codebook's lexicon, before an office has decided."""
    return proposer_on(base_of(lexicon, vectors=vectors), lexicon)


def proposer_on(
    base: Base,
    lexicon: Lexicon,
    office: Office | None = None,
    attitudes: Attitudes | None = None,
    *,
    shipped: Lexicon | None = None,
) -> Proposer:
    """A base with what the office has learned; `shipped` is the lexicon that came with the base."""
    likeness = Likeness.shipped() if base.encode else None
    met = frozenset((term.theme, term.form.lower()) for term in shipped.terms) if shipped else frozenset()
    same = lexicon.version == base.reader.lexicon.version
    tagger = Tagger(lexicon, base.reader.terms if same else None)
    return Proposer(base, tagger, Grades(), office, attitudes, likeness, met)


def analysis_version(*, vectors: bool) -> str:
    """Everything a suggestion depends on beside text, codebook and the office's models."""
    weighed = version_here() if vectors and wanted() and not missing() else "no vectors"
    return f"{analyser_version()}; base {base_version()}; {weighed}"


def _share(draft: Proposal, held: Held) -> float | None:
    """How sure the stance is: what the office's model says of one it put in the base's place, else as it was."""
    own = [each.probability for each in held.attitudes if each.kind == "stance"]
    return round(own[0], 4) if own else draft.stance_share
