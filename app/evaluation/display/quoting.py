"""The quotes of a domain: grave, of different respondents, and such as can be read by themselves."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.codebook import store as codebook_store
from app.coding.statements import segment_store
from app.coding.statements.alone import lacks, needs_before, stands_alone
from app.coding.statements.before_store import before
from app.coding.statements.speaking import place, speaker, words_of
from app.coding.telling.eyes import Eyes
from app.coding.telling.opening import as_read, masking
from app.coding.themes import mark_store
from app.evaluation.round import store
from app.evaluation.round.item_store import Item

# A domain's. Chosen, not measured: more make the cell long, fewer let one firm speak for all.
QUOTES = 2


@dataclass(frozen=True)
class Quote:
    """A verbatim quote with where it stands and who said it, told without a name.

    Where it was `withdrawn` after the evaluation, `text` says so instead. `before` is the statement before, for a
    quote that cannot be read by itself; `unclear`: there is none to bring.
    """

    segment_id: str
    text: str
    language: str
    speaker: str
    place: str
    theme: str
    severity: float
    withdrawn: bool = False
    before: str = ""
    unclear: bool = False


@dataclass(frozen=True)
class Said:
    """A coding of the ledger with whose it is."""

    respondent: str
    segment: str
    theme: str
    severity: int


def codings_of(items: Iterable[Item], domain: str) -> list[Said]:
    """The problem codings behind a domain."""
    return [
        Said(item["ref"], coding["segment"], coding["theme"], coding["severity"])
        for item in items
        if item["domain"] == domain and item["kind"] == "respondent"
        for coding in json.loads(item["evidence"])["codings"]
        if coding["severity"]
    ]


def quotes_of(
    db: Database,
    said: Sequence[Said],
    terms: Mapping[str, Sequence[str]],
    *,
    told: Collection[str] | None = None,
    alone: bool = False,
) -> tuple[Quote, ...]:
    """Key quotes experts marked, then the gravest of different respondents among those that can be read by themselves.

    Others, and then withdrawn ones, only where too few are left; what cannot be read alone brings what was said before.
    `told`: the themes whose words may be read of the area by whoever reads no single statements; None: all, as they stand.
    `alone`: none but such as can, and none that was withdrawn, for a paper beside which nothing else lies.
    """
    eyes = Eyes(EVERYTHING, single=told is None)
    said = [each for each in said if told is None or each.theme in told]
    placed = segment_store.placed(db, sorted({each.segment for each in said}))
    if alone:
        said = [each for each in said if _alone(placed[each.segment], terms.get(each.theme, ()))]

    marked = mark_store.marked(db, list(placed))

    def rank(each: Said) -> tuple[bool, bool, bool, int, int, str]:
        segment, own = placed[each.segment], terms.get(each.theme, ())
        text = segment["text"] or ""
        computed = needs_before(text, own), -each.severity, lacks(text, own), each.segment
        return bool(segment["withdrawn"]), (each.segment, each.theme) not in marked, *computed

    chosen: dict[str, Said] = {}
    for each in sorted(said, key=rank):
        if len(chosen) < QUOTES:
            chosen.setdefault(each.respondent, each)
    found = [placed[each.segment] for each in chosen.values()]
    rows: Sequence[Any] = as_read(db, found, eyes)
    mask = masking(db, eyes)
    return tuple(
        _quote(segment, each, anonymous=not eyes.single, before=_before(db, segment, terms.get(each.theme, ()), mask))
        for segment, each in zip(rows, chosen.values(), strict=True)
    )


def _alone(segment: Any, terms: Sequence[str]) -> bool:
    return not segment["withdrawn"] and stands_alone(segment["text"] or "", terms)


def _before(db: Database, segment: Any, terms: Sequence[str], mask: Callable[[str], str]) -> str | None:
    """What was said before a quote that cannot be read by itself, "" where nothing may be; None where it can."""
    return mask(before(db, segment["id"])) if needs_before(segment["text"] or "", terms) else None


def _quote(segment: Any, said: Said, *, anonymous: bool, before: str | None) -> Quote:
    return Quote(
        segment_id=segment["id"],
        text=words_of(segment),
        language=segment["language"],
        speaker=speaker(segment, anonymous=anonymous),
        place=place(segment),
        theme=said.theme,
        severity=said.severity,
        withdrawn=bool(segment["withdrawn"]),
        before="" if segment["withdrawn"] else before or "",
        unclear=before == "" and not segment["withdrawn"],
    )


def terms_of(db: Database, evaluation_id: str) -> dict[str, list[str]]:
    """Theme to its terms in the codebook the evaluation used."""
    evaluation = store.find_evaluation(db, evaluation_id)
    found: dict[str, list[str]] = {}
    for term in codebook_store.terms(db, evaluation["codebook_id"] if evaluation else ""):
        found.setdefault(term["theme_code"], []).append(term["form"])
    return found
