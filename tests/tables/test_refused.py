"""A file that cannot be taken is refused at the field it was chosen in, on the form it was chosen on."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient
from lxml import html
from sqlite_utils import Database

from tests.conftest import sign_in, token

# Each form that takes a file of data, with what was chosen beside it and must stay chosen.
FORMS = [
    ("/areas/import", {"kind": "firms"}),
    ("/clusters/import", {"kind": "series"}),
    ("/field/import", {}),
    ("/indicators/import", {}),
    ("/programmes/import", {}),
    ("/programmes/rules", {}),
    ("/surveys/contacts", {}),
]


@pytest.mark.parametrize(("path", "chosen"), FORMS, ids=[path for path, _chosen in FORMS])
def test_what_is_wrong_stands_at_the_field_and_what_was_chosen_stays(
    path: str, chosen: dict[str, str], client: FlaskClient, db: Database, areas: dict[str, str], people: dict[str, str]
) -> None:
    analyst = sign_in(client, "analyst")
    sent = {**chosen, "csrf_token": token(analyst, "/account"), "file": (io.BytesIO(b"PK\x03\x04 no table"), "표.xlsx")}
    answer = analyst.post(path, data=sent)
    shown = html.fromstring(answer.text)
    (field,) = shown.xpath("//*[@id='field-file']")
    assert answer.status_code == 422 and "표.xlsx" in field.find_class("wrong")[0].text_content()
    assert field.xpath(".//input[@type='file' and @aria-describedby='wrong-file']")
    assert field.xpath(".//ol[@class='problems']/li/strong")
    for name, value in chosen.items():
        assert shown.xpath(f"//*[@name='{name}' and @value='{value}' and @checked]"), name
