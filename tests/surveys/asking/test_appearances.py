"""What the table of features says of appearances is what the page does with them."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string

from forms.questionnaire import build_form
from forms.xlsform import Imported
from forms.xlsform.features import features
from tests.forms.xlsform.building import imported

CHOICES = "list_name|name|label\nyn|yes|Yes\nyn|no|No"
PAGE = """{% from "surveys/answering/questions.html" import question with context %}
{{ question(form.questionnaire.question("a"), form["a"], form, "a") }}"""
# Type on which an appearance is tried; the others are tried on a choice.
ON = {
    "text": "multiline numbers thousands-sep tel email url masked hidden-answer",
    "integer": "counter bearing",
    "range": "vertical no-ticks picker rating distress",
    "date": "no-calendar month-year year ethiopian",
    "geopoint": "maps",
    "image": "new signature",
}
# Of groups, or what a text is without being asked to be.
ELSEWHERE = {"field-list", "table-list", "list-nolabel", "label", "multiline", "summary"}
TRIED = [each for each in features() if each.kind == "appearance" and not each.lost and each.name not in ELSEWHERE]


def form_of(kind: str, appearance: str) -> Imported:
    return imported(f"type|name|label|appearance\n{kind}|a|A?|{appearance}", CHOICES)


def shown(kind: str, appearance: str) -> str:
    form = build_form(form_of(kind, appearance).questionnaire, "ko")(formdata=None, meta={"csrf": False})
    return render_template_string(PAGE, form=form)


@pytest.mark.parametrize("feature", TRIED, ids=lambda each: each.name)
def test_an_appearance_changes_the_page_where_the_table_says_it_works(app: Flask, feature: object) -> None:
    name, works = feature.name, feature.online == "works"  # type: ignore[attr-defined]
    kind = next((kind for kind, words in ON.items() if name in words.split()), "select_one yn")
    with app.test_request_context("/"):
        assert (shown(kind, name) != shown(kind, "")) == works


@pytest.mark.parametrize(("written", "layout"), [("field-list", "page"), ("table-list", "table"), ("w1", None)])
def test_the_appearance_of_a_group_is_its_layout(written: str, layout: str | None) -> None:
    found = imported(
        f"type|name|label|appearance\nbegin group|g|G|{written}\nselect_one yn|a|A?|\nend group|||", CHOICES
    )
    assert found.definition["sections"][0].get("layout") == layout


@pytest.mark.parametrize("written", ["label", "list-nolabel"])
def test_a_row_of_headings_makes_its_group_a_table(written: str) -> None:
    rows = f"begin group|g|G|\nselect_one yn|a|A?|{written}\nselect_one yn|b|B?|\nend group|||"
    found = imported(f"type|name|label|appearance\n{rows}", CHOICES)
    assert found.definition["sections"][0]["layout"] == "table"
    assert found.definition["questions"][0]["type"] == ("note" if written == "label" else "single")
