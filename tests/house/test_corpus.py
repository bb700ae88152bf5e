"""The marked corpus is well-formed, large enough, apart where it must be, about nobody, and counted truly."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from nlp.base.marked import KEPT, STAGES, TRAIN, Marked, read, themes_of
from nlp.reading.language import language_of
from nlp.reading.normalizing import composed
from nlp.reading.said import NEVER_IN_NEED, ROLES
from tests.house.corpus_sheet import BEGIN, CORPUS, SHEET, STANCES, page, rows, themes
from transcripts.personal.contacts import emails
from transcripts.personal.lists import GIVEN_NAMES
from transcripts.personal.numbers import accounts, businesses, cards, phones, residents
from transcripts.personal.words import SURNAMES, TITLE

SETTINGS = {"roundtable", "answers", "minutes", "petition", "news", "interview", "notes", "comments"}
KINDS = {"difficulty", "request", "proposal", "praise", "fact", "other"}
COLUMNS = {
    "authors": ["author", "industry", "size", "who", "register", "hand", "part"],
    "statements": ["id", "author", "passage", "setting", "leans", "question", "role", "text"],
    "labels": ["id", "labeller", "stage", "themes", "kind"],
    "phrases": ["language", "theme", "phrase"],
}
# They begin as a name with a title does.
NOBODY = {"공영주차장", "공용주차장", "나이든 반장"}
_NAMED = re.compile(rf"(?<![가-힣])[{SURNAMES}]([가-힣]{{2}}) ?(?:주차장|{TITLE}|씨)")


@pytest.fixture(scope="module")
def marked() -> list[Marked]:
    return [*read(CORPUS, part=TRAIN), *read(CORPUS, part=KEPT)]


def named(text: str) -> list[str]:
    """Whoever stands there with surname, given name and title."""
    return [found[0] for found in _NAMED.finditer(text) if found[1] in GIVEN_NAMES and found[0] not in NOBODY]


def details(text: str) -> list[str]:
    """Numbers and addresses that belong to somebody."""
    finders = (residents, businesses, cards, phones, accounts, emails)
    return [text[mark.start : mark.end] for finder in finders for mark in finder(text)]


@pytest.mark.parametrize("name", COLUMNS)
def test_every_line_of_the_corpus_has_its_columns(name: str) -> None:
    lines = (CORPUS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == COLUMNS[name]
    wrong = [
        n for n, line in enumerate(lines, 1) if len(line.split("\t")) != len(COLUMNS[name]) or line != line.strip("\n ")
    ]
    assert not wrong, f"corpus/{name}.tsv, lines {wrong[:5]}"


def test_every_statement_says_who_speaks_and_where() -> None:
    authors = {row["author"]: row["part"] for row in rows("authors")}
    for row in rows("statements"):
        where = f"statements.tsv, {row['id']}"
        assert row["author"] in authors, where
        assert row["role"] in ROLES and row["setting"] in SETTINGS and row["leans"] in "01", where
        assert row["text"] and row["text"] == composed(" ".join(row["text"].split()))[0], where


def test_ids_are_unique_and_every_label_is_of_a_statement() -> None:
    ids = Counter(row["id"] for row in rows("statements"))
    assert [one for one, times in ids.items() if times > 1] == []
    given = Counter((row["id"], row["labeller"], row["stage"]) for row in rows("labels"))
    assert {one for one, *_by in given} <= set(ids)
    assert [each for each, times in given.items() if times > 1] == []


def test_every_label_is_one_that_the_rules_know() -> None:
    known = set(themes())
    for row in rows("labels"):
        where = f"labels.tsv, {row['id']}"
        found = themes_of(row["themes"], where=where)
        assert set(found) <= known, where
        assert {stance for stance, _severity in found.values()} <= set(STANCES), where
        assert row["kind"] in KINDS and row["stage"] in STAGES, where


def test_an_official_is_never_in_need(marked: list[Marked]) -> None:
    wrong = [m.id for m in marked if m.said.role in NEVER_IN_NEED and "need" in {s for s, _ in m.themes.values()}]
    assert wrong == []


def test_phrases_point_to_a_theme_or_to_none() -> None:
    found = rows("phrases")
    assert {row["theme"] for row in found} == {*themes(), "none"}
    assert {row["language"] for row in found} == {"ko", "en"}


def test_the_authors_kept_for_the_end_wrote_nothing_else(marked: list[Marked]) -> None:
    part = {row["author"]: row["part"] for row in rows("authors")}
    assert len(part) == len(rows("authors")) and set(part.values()) == {TRAIN, KEPT}
    hands = {p: {row["hand"] for row in rows("authors") if row["part"] == p} for p in (TRAIN, KEPT)}
    assert not hands[TRAIN] & hands[KEPT]
    own = {p: {m.said.text for m in marked if m.part == p} for p in (TRAIN, KEPT)}
    # "네, 알겠습니다." is said by everybody.
    assert not {text for text in own[TRAIN] & own[KEPT] if len(text) > 25}


def test_there_are_as_many_statements_as_promised(marked: list[Marked]) -> None:
    tongues = Counter(language_of(m.said.text) for m in marked)
    assert len(marked) >= 4_000 and tongues["ko"] >= 3_000 and tongues["en"] >= 1_000
    assert sum(m.part == KEPT for m in marked) >= 600


def test_nobody_stands_in_the_corpus() -> None:
    assert details("연락은 010-1234-5678로") and named("어제 김영자 사장님이")
    texts = [*(row["text"] for row in rows("statements")), *(row["phrase"] for row in rows("phrases"))]
    questions = {row["question"] for row in rows("statements")}
    told = [(text, found) for text in (*texts, *questions) for found in (details(text), named(text)) if found]
    assert told == []


def test_the_tables_of_the_datasheet_are_true() -> None:
    text = SHEET.read_text(encoding="utf-8")
    assert BEGIN in text and page(text) == text, "run: python tests/house/corpus_sheet.py"
