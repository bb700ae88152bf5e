"""The table of features says what the reader does: every type, appearance and column of it is tried on a workbook."""

from __future__ import annotations

import pytest

from forms.questionnaire import build_form
from forms.questions import TYPES
from forms.xlsform import Imported, write
from forms.xlsform.features import Feature, features, find, known, squeezed
from forms.xlsform.rows.kinds import LISTED
from tests.forms.xlsform.building import imported
from tests.house.papers.questionnaires_page import PAGE, page

CHOICES = "list_name|name|label\nyn|yes|Yes\nyn|no|No"
OF = {kind: [each for each in features() if each.kind == kind] for kind in {each.kind for each in features()}}
ASKED = [each for each in OF["type"] if each.becomes not in ("section", "end")]
PLAIN, LOST_LOOKS = {"appearance_plain"}, {"appearance_lost", "appearance_search"}
LOST = {"type_empty", "type_dropped", "type_plain"}


def _tried(feature: Feature, spelling: str) -> Imported:
    written = f"{spelling} yn" if feature.name in LISTED and feature.name != "osm" else spelling
    return imported(f"type|name|label|calculation\n{written}|a|A?|1 + 1\ntext|z|Z?|", CHOICES)


@pytest.mark.parametrize("feature", ASKED, ids=lambda each: each.name)
def test_a_type_becomes_what_the_table_says_in_every_spelling(feature: Feature) -> None:
    found = _tried(feature, feature.name)
    types = {question.id: question.type for question in found.questionnaire.questions}
    assert types == ({"a": feature.becomes, "z": "text"} if feature.becomes else {"z": "text"})
    told = {finding.key for finding in found.findings if finding.row == 2}
    assert bool(told & LOST) == (
        (feature.online != "works" and "barcode" not in feature.name) or feature.name == "barcode"
    )
    assert all(find("type", spelling) == feature for spelling in feature.spellings)


@pytest.mark.parametrize("feature", [each for each in ASKED if each.online == "works"], ids=lambda each: each.name)
def test_a_type_that_works_has_a_field_a_stored_value_and_a_way_back(feature: Feature) -> None:
    found = _tried(feature, feature.name)
    kind = TYPES[feature.becomes]
    form = build_form(found.questionnaire, "ko")
    assert "a" in {each.key for each in form.asked} or not kind.asks
    assert kind.summary
    assert feature.offline == feature.export == "works"
    assert write(found.definition)


def test_no_spelling_means_two_things() -> None:
    for kind, listed in OF.items():
        spellings = [squeezed(word) for each in listed for word in set(map(squeezed, each.spellings))]
        assert len(spellings) == len(set(spellings)) == len(known(kind)), kind


@pytest.mark.parametrize("feature", OF["appearance"], ids=lambda each: each.name)
def test_an_appearance_is_told_as_the_table_says(feature: Feature) -> None:
    word = {"ex": "ex:org.example", "search": "search('x')", "columns": "columns-2"}.get(feature.name, feature.name)
    grouped = feature.name in ("field-list", "table-list")
    row = f"begin group|g|G|{word}\nselect_one yn|a|A?|\nend group|||" if grouped else f"select_one yn|a|A?|{word}"
    found = imported(f"type|name|label|appearance\n{row}", CHOICES)
    told = {finding.key for finding in found.findings if finding.row == 2} & {*PLAIN, *LOST_LOOKS}
    assert bool(told & PLAIN) == (feature.online == "plain")
    assert bool(told & LOST_LOOKS) == (feature.online == "lost")


@pytest.mark.parametrize("feature", OF["survey"], ids=lambda each: each.name)
def test_a_column_is_told_as_lost_where_the_table_says_so(feature: Feature) -> None:
    if feature.name in ("type", "name", "label", "disabled", "moksori_type"):
        return  # no form is without them, or the row would be another
    found = imported(f"type|name|label|{feature.name}\ninteger|a|A?|1\ninteger|b|B?|1")
    told = {finding.column for finding in found.findings if finding.key in ("column_lost", "media_file")}
    assert (feature.name in told) == (feature.online == "lost" or feature.name in ("image", "audio", "video"))


def test_the_page_of_the_documentation_has_the_table() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text, "run: python tests/house/papers/questionnaires_page.py"
