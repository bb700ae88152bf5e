"""Codebook versions: never changed, the lexicon the same after the database as before it."""

from __future__ import annotations

import copy
import json
import re
import sqlite3

import pytest

from app.codebook import publishing, store
from app.codebook.definitions import with_words
from app.codebook.publishing import FIRST
from app.errors import BadInput
from nlp.lexicon.lexicon import Lexicon
from tests.conftest import sign_in


def test_the_shipped_codebook_is_installed_once_and_read_back_equal(db):
    publishing.install_first(db)
    publishing.install_first(db)
    assert len(store.versions(db)) == 1
    book = store.newest(db)
    assert len(store.themes(db, book["id"])) == 12
    shipped = Lexicon.from_dict(json.loads(FIRST.read_text()))
    assert publishing.lexicon_of(db, book["id"]).version == shipped.version == book["lexicon_version"]


def test_a_change_is_a_new_version_and_the_old_one_stays(db):
    definition = json.loads(FIRST.read_text())
    first = publishing.publish(db, definition, note="1", person_id=None)
    changed = copy.deepcopy(definition)
    changed["themes"][0]["terms"].append(
        {"lang": "ko", "form": "새 관세", "kind": "surface", "weight": 1.0, "note": ""}
    )
    second = publishing.publish(db, changed, note="2", person_id=None)
    assert first != second
    assert publishing.publish(db, changed, note="again", person_id=None) == second
    assert len(store.terms(db, second)) == len(store.terms(db, first)) + 1
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.conn.execute("update term set weight = 0.5")


def test_a_faulty_codebook_names_every_fault_and_stores_nothing(db):
    definition = {"themes": [{"id": "a", "name_ko": "가", "name_en": "A", "terms": [{"lang": "fr", "form": ""}]}]}
    with pytest.raises(BadInput) as caught:
        publishing.publish(db, definition, note="", person_id=None)
    assert len(caught.value.problems) == 2
    assert store.newest(db) is None


def test_experts_read_criteria_and_terms_and_find_a_two_letter_word(client, db, people):
    publishing.install_first(db)
    sign_in(client, "expert")
    assert "관세·통상" in client.get("/codebook").text
    page = client.get("/codebook/market?q=판로").text
    assert "관세나 통상 제도를 원인으로 든 주문·매출의 변화는 관세·통상의 말입니다." in page
    assert "판로 개척" in page and "바이어" not in page.split("<tbody>")[1]
    assert client.get("/codebook.csv").data.startswith(b"\xef\xbb\xbf")
    assert client.get("/codebook/nothing").status_code == 404
    assert client.get("/codebook?version=99").status_code == 404


@pytest.mark.parametrize(("who", "word"), [("expert", "코드북"), ("analyst", "주제")])
def test_the_codebook_lights_its_own_word_or_the_one_it_is_reached_from(client, db, people, who, word):
    publishing.install_first(db)
    sign_in(client, who)
    page = client.get("/codebook").text
    assert re.findall(r'aria-current="page">([^<]*)</a>', page.split("</nav>")[0]) == [word]


def test_exclusion_rules_are_kept_with_their_version_and_through_a_draft(db, people):
    publishing.install_first(db)
    book = store.newest(db)
    shipped = json.loads(FIRST.read_text())
    rules = {t["id"]: [(y["to"], y["why_ko"]) for y in t["yields"]] for t in shipped["themes"] if "yields" in t}
    kept = publishing.definition_of(db, book["id"])
    assert {t["id"]: [(y["to"], y["why_ko"]) for y in t["yields"]] for t in kept["themes"] if "yields" in t} == rules
    assert with_words(kept, "market", {"name_ko": "판로"})["themes"][4]["yields"] == kept["themes"][4]["yields"]
    assert publishing.publish(db, shipped, note="again", person_id=None) == book["id"]
    for theme in shipped["themes"]:
        theme.pop("yields", None)
    assert publishing.publish(db, shipped, note="none", person_id=None) != book["id"]
