"""Trying changed terms on what was said: which suggestions a draft of the codebook would add, drop or change."""

from __future__ import annotations

import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts import store as accounts
from app.accounts.people import EVERYTHING, Scope
from app.codebook import draft_store
from app.codebook.definitions import Definition
from app.codebook.differences import compare
from app.codebook.publishing import checked, definition_of
from app.coding.statements.said_store import said_of
from app.coding.statements.segmenting import silent
from app.coding.trying import term_store
from app.coding.trying.term_effects import CHANGED, GAINED, LOST, Move, Word, moves
from app.errors import Conflict
from app.jobs import Report

if TYPE_CHECKING:
    from nlp.lexicon.tagging import Suggestion
    from nlp.reading.said import Said

# Quotes of a theme and side that are kept to be shown; the figures count them all. Chosen, not measured.
QUOTES = 50
# Of earlier rounds no more segments than this are tried: the preview is waited for.
EARLIER = 10_000
# Statements read at a time: below a hundred the base models take longer for each. Chosen, not measured.
AT_ONCE = 100
Both = tuple[list["Suggestion"], list["Suggestion"]]
Tried = Callable[[Sequence["Said"]], list[Both]]


class _Tally:
    """Counts of what moves, by theme and by term, with the first quotes of each side."""

    def __init__(self, words: dict[tuple[str, str | None], bool]) -> None:
        self.themes: dict[str, Counter[str]] = defaultdict(Counter)
        self.terms: dict[Word, Counter[str]] = defaultdict(Counter)
        self.matched: Counter[Word] = Counter()
        self.segments, self.aside = 0, Counter[str]()
        self.quotes: dict[str, dict[str, list[list[Any]]]] = defaultdict(lambda: defaultdict(list))
        self._words = words

    def add(self, segment: sqlite3.Row, found: Both, changed: set[Word]) -> None:
        self.matched.update({(s.theme, e.term) for s in found[1] for e in s.evidence})
        moved = moves(*found, changed)
        if segment["respondent_id"] is None:  # chairs, officials, unknown speakers: nobody the figures speak of
            self.aside.update(["segments", *(move.what for move in moved)])
            return
        self.segments += 1
        for move in moved:
            self._count(segment["id"], move)
            quote = [segment["id"], [list(span) for span in move.spans], move.before, move.after]
            self.quotes[move.theme][move.what].append(quote)

    def _count(self, segment_id: str, move: Move) -> None:
        kinds = [move.what]
        if move.what == CHANGED and move.before and move.after and move.before[0] != move.after[0]:
            kinds.append("stance")
        said = self._words.get((segment_id, move.theme))
        if move.what == GAINED and (said is False or (said is None and (segment_id, None) in self._words)):
            kinds.append("rejected")
        if move.what == LOST and said:
            kinds.append("accepted")
        self.themes[move.theme].update(kinds)
        for word in move.words:
            self.terms[word].update(kinds)


def preview(
    db: Database,
    base: Definition,
    after: Definition,
    round_id: str,
    *,
    scope: Scope = EVERYTHING,
    report: Report = silent,
) -> dict[str, Any]:
    """What suggestions of the round's segments become when `base` is replaced by `after`.

    Quotes hold ids and spans of segments within `scope`; the figures count all that respondents said. What chairs
    and officials said is counted apart. May be repeated; stores nothing. Earlier rounds are counted too, as far as
    `EARLIER` segments go.
    """
    begun = time.monotonic()
    difference = compare(base, after)
    changed: set[Word] = {(c.theme, c.form) for c in difference.terms}
    both = _proposers(base, after)
    total = term_store.count_segments(db, round_id)
    tally = _Tally(term_store.words_of_experts(db, round_id))
    for done, (s, found) in enumerate(_tried(db, round_id, both), start=1):
        tally.add(s, found, changed)
        if done % 100 == 0:
            report(done, total, "preview")
    return {
        "segments": tally.segments,
        "aside": dict(tally.aside),
        "themes": {code: dict(counts) for code, counts in tally.themes.items()},
        "terms": [
            [c.what, c.theme, c.lang, c.form, dict(tally.terms.get((c.theme, c.form), {}))] for c in difference.terms
        ],
        "matched": [[theme, form, n] for (theme, form), n in sorted(tally.matched.items())],
        "quotes": _quotes_in(db, scope, tally),
        "earlier": _earlier(db, round_id, both, changed),
        "seconds": round(time.monotonic() - begun, 1),
    }


def _quotes_in(db: Database, scope: Scope, tally: _Tally) -> dict[str, dict[str, list[list[Any]]]]:
    """The first quotes of each theme and side that the scope may see."""
    return {
        code: {what: _first(db, scope, found) for what, found in sides.items()} for code, sides in tally.quotes.items()
    }


def _first(db: Database, scope: Scope, found: list[list[Any]]) -> list[list[Any]]:
    kept: list[list[Any]] = []
    for begin in range(0, len(found), 500):  # SQLite takes so many values in one query
        part = found[begin : begin + 500]
        seen = term_store.visible(db, [quote[0] for quote in part], scope)
        kept += [quote for quote in part if quote[0] in seen]
        if len(kept) >= QUOTES:
            break
    return kept[:QUOTES]


def _earlier(db: Database, round_id: str, both: Tried, changed: set[Word]) -> dict[str, int]:
    """Segments of earlier rounds tried, and how many suggestions they gain, lose or have changed."""
    counts: Counter[str] = Counter()
    for earlier in term_store.rounds_before(db, round_id):
        for s, found in _tried(db, earlier, both):
            if s["respondent_id"] is None:
                continue
            if counts["segments"] >= EARLIER:
                return dict(counts)
            counts["segments"] += 1
            counts.update(move.what for move in moves(*found, changed))
    return dict(counts)


def _tried(db: Database, round_id: str, both: Tried) -> Iterator[tuple[sqlite3.Row, Both]]:
    """Every segment of a round with both lexicons' suggestions; what is no statement has none."""
    from nlp.reading.apart import apart

    segments = term_store.segments(db, round_id)
    while batch := list(islice(segments, AT_ONCE)):
        said = said_of(db, [s["id"] for s in batch])
        stated = [s["id"] for s in batch if not apart(said[s["id"]])]
        found = dict(zip(stated, both([said[each] for each in stated]), strict=True))
        for s in batch:
            yield s, found.get(s["id"], ([], []))


def _proposers(base: Definition, after: Definition) -> Tried:
    """Both lexicons' suggestions of texts that are analysed once; without sentence vectors, which no term changes."""
    from nlp.suggesting.proposing import proposer_of

    old, new = (proposer_of(checked(each), vectors=False) for each in (base, after))

    def both(said: Sequence[Said]) -> list[Both]:
        was, now = (each.propose(said) for each in (old, new))
        return [([p.suggestion for p in a], [p.suggestion for p in b]) for a, b in zip(was, now, strict=True)]

    return both


def preview_terms(db: Database, args: dict[str, Any], report: Report) -> dict[str, Any]:
    """The job "preview_terms" of a draft as it stands. Raises Conflict where the draft has changed since."""
    draft = draft_store.find(db, args["draft"])
    if draft is None or draft.changed != args["changed"]:
        raise Conflict(_("초안이 그 사이에 바뀌었습니다. 미리 보기를 다시 해 주십시오."))
    person = accounts.find_person(db, draft.person_id)
    scope = accounts.scope_of(db, person) if person else Scope(frozenset())
    base = definition_of(db, draft.base_id)
    return preview(db, base, draft.definition, args["round_id"], scope=scope, report=report)


def total_of(result: dict[str, Any], what: str) -> int:
    """A figure of a preview over all themes."""
    return sum(int(counts.get(what, 0)) for counts in _counts(result))


def _counts(result: dict[str, Any]) -> Iterable[dict[str, int]]:
    return result["themes"].values()
