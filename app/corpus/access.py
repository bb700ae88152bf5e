"""What all pages of the corpus ask first: the person's sight, the question of the address, the lists to choose from."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.permissions import may
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.areas import store as areas
from app.areas.finding.finding import area_found
from app.coding.access import is_expert, is_official, theme_names
from app.coding.codes.code import USED
from app.coding.codes.codes import codes_now
from app.coding.judging.queue import SOURCES
from app.coding.meaning import searching
from app.coding.statements.judgments import STANCES, STATEMENTS
from app.coding.statements.voices import SETTLED
from app.corpus import coded_store, people_store
from app.corpus.questions import KINDS, MACHINE, SIZES, STAGES, Question, Sight, question_from
from app.corpus.wording import Names, sentence
from app.db import get_db
from app.words.formats import named, quarter
from app.words.labels import label


def my_sight() -> Sight | None:
    """What the person signed in may see, or None where no round exists yet."""
    found = rounds.current()
    if found is None:
        return None
    return Sight(my_scope(), found["id"], current_user.id if is_expert() else "", is_official())


def my_question() -> Question:
    """The question of the address; another's area ends the request with 404."""
    found = area_found()
    question = replace(question_from(request.args), area=found["id"] if found else "")
    known = {"all", *(code for code, _word in times())}
    question = question if question.when in known else replace(question, when="")
    return question.for_officials() if is_official() else question


def nothing_yet() -> ResponseReturnValue:
    return render_template("coding/no_round.html", active="themes")


def my_round() -> Any:
    """The round the pages show, which an empty time means; 404 where there is none."""
    return rounds.current() or abort(404)


def times() -> list[tuple[str, str]]:
    """Rounds and waves to choose from: code and word, the newest first."""
    db = get_db()
    listed = [(r["code"], str(named(r))) for r in people_store.list_rounds(db)]
    codes = people_store.wave_codes(db, people_store.rounds_of(db, "all", ""))
    return listed + [(code, quarter(code)) for code in reversed(codes)]


def names(question: Question) -> Names:
    """The words of everything a question is made of."""
    db = get_db()
    found = areas.find_area(db, question.area) if question.area else None
    return Names(
        times=dict(times()),
        themes=theme_names(db),
        area=str(named(found)) if found else "",
        clusters={r["code"]: str(named(r)) for r in areas.list_clusters(db)},
        industries={r["code"]: str(named(r)) for r in areas.list_industries(db)},
        coders={r["id"]: r["name"] for r in coded_store.coders(db)},
        usual=str(named(my_round())),
        codes={code.id: str(named(vars(code))) for code in codes_now(db) if code.state == USED},
    )


def frame(question: Question) -> dict[str, Any]:
    """What every page shows around its own: the question, how it reads, and the lists of its form."""
    known = names(question)
    return {
        "question": question,
        "asked": sentence(question, known),
        "known": known,
        "official": is_official(),
        "options": {
            "times": list(known.times.items()),
            "themes": [*known.themes.items(), *_codes_offered(known)],
            "clusters": list(known.clusters.items()),
            "industries": list(known.industries.items()),
            "coders": [*known.coders.items(), *((each, label(each, "corpus_coder")) for each in (SETTLED, MACHINE))],
            **_words(stances=("stance", STANCES), statements=("statement", STATEMENTS), sizes=("size_band", SIZES)),
            **_words(
                stages=("growth_stage", STAGES), sources=("voice_source", SOURCES), kinds=("respondent_kind", KINDS)
            ),
        },
        "meaning_offered": searching.offered() and not is_official(),
        "may_quote": may("quotes.view"),
    }


def _codes_offered(known: Names) -> list[tuple[str, str]]:
    """Codes beneath the themes; officials ask by themes, whose cells they may be told."""
    return [] if is_official() else [(key, f"– {name}") for key, name in known.codes.items()]


def _words(**kinds: tuple[str, tuple[str, ...]]) -> dict[str, list[tuple[str, str]]]:
    return {name: [(code, label(code, kind)) for code in codes] for name, (kind, codes) in kinds.items()}
