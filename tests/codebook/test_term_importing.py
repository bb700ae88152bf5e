"""Terms in and out: the same file gives the same lexicon; every faulty row is told and nothing is half done."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from app.batch.lexicon_file import read_lexicon
from app.codebook import draft_store, publishing, store
from app.codebook.definitions import digest, term_of, theme_of, tidied, with_term
from app.codebook.exporting import term_rows, titles, worded_rows
from app.codebook.publishing import definition_of, lexicon_of
from app.codebook.term_importing import ADD, imported
from app.errors import BadInput
from app.tables.sheets import csv_bytes, xlsx_bytes
from nlp.lexicon.lexicon import Lexicon
from tests.conftest import sign_in, token


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_comes_back_with_the_same_hash(app, kind):
    shipped = tidied(json.loads(publishing.FIRST.read_text()))
    noted = {"lang": "ko", "form": "외상 장부", "kind": "surface", "weight": 0.35, "note": '=현장 말, "따옴표"'}
    shipped = with_term(shipped, ("finance", "ko", "외상 장부"), noted)
    rows = term_rows(shipped)
    data = csv_bytes(titles(), rows) if kind == "csv" else xlsx_bytes({"용어": (titles(), rows)})
    emptied = with_term(shipped, ("finance", "ko", "외상 장부"), None)
    after = imported(emptied, data, f"terms.{kind}")
    assert digest(after) == digest(shipped)
    assert Lexicon.from_dict(after).version == Lexicon.from_dict(shipped).version


def named_in(lang: str, definition: dict, code: str) -> str:
    return theme_of(definition, code)[f"name_{lang}"]


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_a_person_downloads_is_in_words_and_comes_back_with_the_same_hash(client, db, people, kind, lang):
    publishing.install_first(db)
    sign_in(client, "expert")
    csrf = token(client, f"/codebook?lang={lang}")
    client.post("/codebook/draft", data={"csrf_token": csrf})
    client.post(
        "/codebook/draft/finance",
        data={"csrf_token": csrf, "form": "외상 장부", "lang": "", "weight": "0.35", "note": "현장 말"},
    )
    drafted = draft_store.open_draft(db, people["expert"]).definition
    data = client.get(f"/codebook/draft.{kind}").data
    if kind == "csv":
        [line] = [line for line in data.decode("utf-8-sig").splitlines() if "외상 장부" in line]
        name = named_in(lang, drafted, "finance")
        words = {
            "ko": f"{name},한국어,외상 장부,그대로,0.35,현장 말",
            "en": f"{name},Korean,외상 장부,As written,0.35,현장 말",
        }
        assert line.replace('"', "") == words[lang]
    after = imported(definition_of(db, store.newest(db)["id"]), data, f"terms.{kind}")
    assert digest(after) == digest(drafted)


def test_a_download_in_words_has_the_same_terms_for_a_command(client, db, people, tmp_path):
    publishing.install_first(db)
    sign_in(client, "expert")
    path = tmp_path / "용어.csv"
    path.write_bytes(client.get("/codebook.csv").data)
    published = lexicon_of(db, store.newest(db)["id"])
    assert {replace(t, note="") for t in read_lexicon(path).terms} == {replace(t, note="") for t in published.terms}


def test_a_name_two_themes_share_is_written_and_read_as_a_code(app, small):
    small["themes"][1]["name_ko"] = small["themes"][0]["name_ko"]
    assert {row[0] for row in worded_rows(small)} == {"finance", "market"}
    with pytest.raises(BadInput):
        imported(small, "주제,용어\nfinance name ko,외상 장부\n".encode(), "a.csv", way=ADD)


def test_a_wrong_weight_is_quoted_with_the_one_rule_for_weights(app, small):
    data = '주제,용어,가중치\nfinance,대출,abc\nfinance,금리,2\nfinance,어음,"0,5"\n'
    with pytest.raises(BadInput) as caught:
        imported(small, data.encode(), "a.csv", way=ADD)
    assert [p.what.split(": ")[1] for p in caught.value.problems] == ["‘abc’", "‘2’", "‘0,5’"]
    assert {p.right for p in caught.value.problems} == {"0보다 크고 1 이하인 수로 적어 주십시오(예: 1, 0.5)"}


def test_an_unknown_theme_is_answered_with_the_names(app, small):
    with pytest.raises(BadInput) as caught:
        imported(small, "주제,용어\n없음,말\n".encode(), "a.csv", way=ADD)
    assert caught.value.problems[0].right.endswith("finance name ko, market name ko")


def test_a_file_of_one_theme_in_cp949_with_terms_alone_replaces_its_terms(app, small):
    after = imported(small, "용어\r\n외상 장부\r\n돈~빌리다\r\ncash\r\n".encode("cp949"), "a.csv", theme="finance")
    assert [(t["lang"], t["form"], t["kind"]) for t in after["themes"][0]["terms"]] == [
        ("ko", "돈~빌리다", "near"),
        ("ko", "외상 장부", "surface"),
        ("en", "cash", "surface"),
    ]
    assert after["themes"][1] == small["themes"][1]


def test_english_headers_and_words_are_read_and_adding_keeps_what_is_there(app, small):
    data = "theme,lang,term,kind,weight,note\nmarket name ko,한국어,일감,그대로,0.5,\nfinance,en,loan,surface,0.5,\n"
    after = imported(small, data.encode(), "a.csv", way=ADD)
    assert term_of(after, ("market", "ko", "일감"))["weight"] == 0.5
    assert term_of(after, ("finance", "en", "loan"))["weight"] == 0.5
    assert term_of(after, ("finance", "ko", "대출"))


def test_every_faulty_row_is_told_with_its_number(app, small):
    rows = "finance,ko,금리,1 nothing,ko,말,1 finance,fr,말,1 finance,ko,금리,2 finance,ko,,1 market,ko,수주,x"
    data = "\n".join(["주제,언어,용어,가중치", *rows.split()])
    with pytest.raises(BadInput) as caught:
        imported(small, data.encode(), "a.csv")
    numbers = [re.match(r"\d+", p.where)[0] for p in caught.value.problems]
    assert numbers == ["3", "4", "5", "5", "6", "7"]


def test_a_file_that_forgets_a_theme_does_not_replace_all(app, small):
    with pytest.raises(BadInput, match="market name ko"):
        imported(small, "주제,용어\nfinance,대출\n".encode(), "a.csv")
    with pytest.raises(BadInput):
        imported(small, "주제,용어\nfinance,대출\n".encode(), "a.csv", theme="market")
