"""The codebook as data, and the lexicon read from it."""

from __future__ import annotations

import copy
import json
from collections import Counter
from pathlib import Path

import pytest

from nlp.lexicon.lexicon import Lexicon, LexiconError
from nlp.lexicon.versions import analyser_version

CODEBOOK = json.loads((Path(__file__).parents[3] / "app" / "codebook" / "codebook.json").read_text(encoding="utf-8"))
DOMAINS = {"finance", "market", "technology", "hr", "rnd", "external", None}


def test_the_first_codebook_has_twelve_themes_and_all_terms() -> None:
    lexicon = Lexicon.from_dict(CODEBOOK)
    assert len(lexicon.themes) == 12
    assert Counter(t.lang for t in lexicon.terms) == {"ko": 556, "en": 418}


@pytest.mark.parametrize("theme", CODEBOOK["themes"], ids=lambda t: t["id"])
def test_every_theme_has_criteria_in_both_languages_and_a_known_domain(theme: dict) -> None:
    fields = [f"{part}_{lang}" for part in ("name", "definition", "include", "exclude") for lang in ("ko", "en")]
    assert all(theme[field].strip() for field in fields)
    assert theme["domain"] in DOMAINS


def test_the_version_is_of_the_terms_whatever_their_order() -> None:
    turned = copy.deepcopy(CODEBOOK)
    turned["themes"].reverse()
    turned["themes"][0]["terms"].reverse()
    turned["themes"][0]["definition_ko"] = "다른 말"
    changed = copy.deepcopy(CODEBOOK)
    changed["themes"][0]["terms"][0]["weight"] = 0.25
    version = Lexicon.from_dict(CODEBOOK).version
    assert len(version) == 12
    assert Lexicon.from_dict(turned).version == version
    assert Lexicon.from_dict(changed).version != version


def test_a_faulty_lexicon_names_every_problem() -> None:
    terms = [
        {"lang": "fr", "form": "taxe", "kind": "surface", "weight": 1.0},
        {"lang": "ko", "form": "사람~", "kind": "near", "weight": 2.0},
        {"lang": "ko", "form": "관세", "kind": "surface", "weight": 1.0},
        {"lang": "ko", "form": "관세", "kind": "surface", "weight": 1.0},
    ]
    with pytest.raises(LexiconError) as caught:
        Lexicon.from_dict({"themes": [{"id": "tariff_trade", "terms": terms}]})
    assert len(caught.value.problems) == 4


def test_the_analyser_names_its_parts_and_the_lexicon() -> None:
    lexicon = Lexicon.from_dict(CODEBOOK)
    named = analyser_version(lexicon)
    assert named.startswith("kiwipiepy 0.24") and named.endswith(f"lexicon {lexicon.version}")
    assert "spacy 3.8" in analyser_version()
