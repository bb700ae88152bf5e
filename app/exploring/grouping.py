"""Jobs that need an analyser's libraries: topics nobody named, answers that say nearly the same, sub-themes."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from app.areas.anonymity import LEAST_FIRMS
from app.coding.meaning.encoded import as_encoded
from app.exploring import store
from app.exploring.choices import Choice, Sight, choice_from, sight_from
from app.jobs import Report
from nlp.exploring.naming import counted, name_of, naming, strongest
from nlp.exploring.newterms import Statement
from nlp.exploring.plain import PLAIN

# What topics are told apart by: things and states; verbs are the same in all of them.
TOPICAL = frozenset({"NNG", "NNP", "XR", "SL", "SH", "EN"})
QUOTES = 3
NAMED = 5
# An answer of one word is like every other answer with it, which tells nothing.
FEWEST_WORDS = 2


def topics(db: Database, args: dict[str, Any], report: Report) -> dict[str, Any]:
    """The job "topics": words, share, respondents, quotes, areas and industries of each; stores nothing else."""
    from nlp.exploring.topics import topics_of

    said, sight = _said(db, args)
    report(0, len(said), "topics")
    texts = [_topical(r["words"]) for r in said]
    found = topics_of(texts, args["k"])
    report(len(said), len(said), "topics")
    spread = _Spread(db, sight)
    return {
        "topics": [{"words": topic.words, **spread.told([said[n] for n in topic.members])} for topic in found.topics],
        "left": found.left,
        "statements": len(said),
        "respondents": len({r["respondent_id"] for r in said}),
    }


def alike(db: Database, args: dict[str, Any], report: Report) -> dict[str, Any]:
    """The job "alike": groups of segments that say nearly the same, those of most respondents first.

    By words and meaning where vectors are there, else by words alone; each named by its strongest words.
    """
    from nlp.exploring.similar import groups
    from nlp.vectors.encoding import version_here

    said = _said(db, args, texts=True)[0]
    texts = [[w[0] for w in json.loads(r["words"])] for r in said]
    texts = [words if len(words) >= FEWEST_WORDS else [] for words in texts]
    vectors = as_encoded(db, [r["id"] for r in said], version_here())
    found = groups(texts, args["threshold"], lambda done, total: report(done, total, "alike"), vectors=vectors)
    spoken = [naming(r["text"], json.loads(r["words"])) for r in said]
    everything = counted(spoken)
    told: list[dict[str, Any]] = [
        {
            "members": [said[n]["id"] for n in group.members],
            "respondents": len({said[n]["respondent_id"] for n in group.members}),
            "lowest": round(group.lowest, 3),
            "words": _name([spoken[n] for n in group.members], everything),
        }
        for group in found
    ]
    told.sort(key=lambda group: (-group["respondents"], -len(group["members"])))
    return {
        "groups": told,
        "statements": len(said),
        "respondents": len({r["respondent_id"] for r in said}),
        "unread": None if vectors is None else int((~vectors.any(axis=1)).sum()),
    }


def _name(texts: list[list[str]], everything: Counter[str]) -> tuple[str, ...]:
    """What they share; where they say the same in other words, what either says."""
    return name_of(texts, everything) or strongest(counted(texts), everything)


def sub_themes(db: Database, args: dict[str, Any], report: Report) -> dict[str, Any]:
    """The job "subthemes": clusters within a theme and of statements without one; nothing where there are no vectors."""
    from nlp.exploring import subthemes
    from nlp.vectors.encoding import version_here

    sight = sight_from(args["sight"])
    themes = store.themes_of_segments(db, sight)
    said = [
        Statement(r["id"], r["respondent_id"], r["text"], json.loads(r["words"]), themes.get(r["id"], frozenset()))
        for r in store.statements(db, choice_from(args["choice"]), sight, texts=True)
    ]
    report(0, len(said), "subthemes")
    vectors = as_encoded(db, [each.id for each in said], version_here())
    found = [] if vectors is None else subthemes.sub_themes(said, vectors, fewest=LEAST_FIRMS)
    report(len(said), len(said), "subthemes")
    return {
        "clusters": [
            {"theme": each.theme, "terms": each.terms, "members": each.members, "respondents": each.respondents}
            for each in found
        ],
        "statements": len(said),
        "respondents": len({each.respondent for each in said}),
        "unread": len(said) if vectors is None else int((~vectors.any(axis=1)).sum()),
    }


def _topical(words: str) -> list[str]:
    """The words of a statement, stored as JSON, that name a thing or a state of its own."""
    return [w[0] for w in json.loads(words) if w[1] in TOPICAL and w[0] not in PLAIN]


def order(choice: Choice, sight: Sight, **chosen: Any) -> dict[str, Any]:
    """The arguments of either job."""
    return {"choice": choice.address(), "sight": sight.stored(), **chosen}


def _said(db: Database, args: dict[str, Any], *, texts: bool = False) -> tuple[list[sqlite3.Row], Sight]:
    sight = sight_from(args["sight"])
    return store.statements(db, choice_from(args["choice"]), sight, texts=texts), sight


class _Spread:
    """Who stands behind a topic: respondents by area and by industry."""

    def __init__(self, db: Database, sight: Sight) -> None:
        self._areas = store.areas_of_respondents(db, sight)
        self._industries = store.industries_of_respondents(db)

    def told(self, said: list[sqlite3.Row]) -> dict[str, Any]:
        who = list(dict.fromkeys(r["respondent_id"] for r in said))
        return {
            "statements": len(said),
            "respondents": len(who),
            "quotes": _quotes(said),
            "areas": _most(area for each in who for area in self._areas.get(each, ())),
            "industries": _most(self._industries[each] for each in who if each in self._industries),
        }


def _quotes(said: list[sqlite3.Row]) -> list[str]:
    """The most typical statements, each of another respondent."""
    first: dict[str, str] = {}
    for r in said:
        first.setdefault(r["respondent_id"], r["id"])
    return list(first.values())[:QUOTES]


def _most(codes: Iterable[str]) -> list[tuple[str, int]]:
    """The most frequent first, equals in the order of their codes."""
    return sorted(Counter(codes).items(), key=lambda each: (-each[1], each[0]))[:NAMED]
