"""Pictures of questions and options: drawn anew, shown with words for them, in the page itself where there is no network."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from typing import Any

from flask.testing import FlaskClient
from PIL import Image
from sqlite_utils import Database

from app.db import rows, scalar
from app.surveys.asking.surveying import open_survey
from app.surveys.drafting import draft_store, drafting, edits
from forms.questionnaire import Questionnaire
from forms.xlsform import check, write
from tests.conftest import sign_in
from tests.forms.xlsform.building import workbook
from tests.surveys.drafting.conftest import Page, now, send


def photo(color: str = "red", place: bool = True) -> io.BytesIO:
    """A picture too large to be kept, with a place in it."""
    exif = Image.Exif()
    if place:
        exif.get_ifd(0x8825)[1] = "N"
        exif[0x010F] = "Camera of nobody"
    out = io.BytesIO()
    Image.new("RGB", (2400, 300), color).save(out, "JPEG", exif=exif)
    return io.BytesIO(out.getvalue())


def put(page: Page, part: str, choice: str = "", *, file: Any = None, name: str = "gate view.jpg") -> Any:
    sent = {"part": part, "choice": choice, "file": (file or photo(), name)}
    return send(page, "picture", content_type="multipart/form-data", **sent)


def test_a_picture_is_drawn_anew_said_in_words_and_shown_to_all(db: Database, draft: str, page: Page) -> None:
    assert put(page, "question:employees").status_code == 303
    put(page, "question:causes", "market", file=photo("blue"), name="../../gate view.png")
    d = now(db, draft)
    assert edits.part(d, "question:employees")["media"] == {"image": "gate-view.jpg"}
    assert edits.part(d, "question:causes")["choices"][1]["media"] == {"image": "gate-view-2.jpg"}
    kept = rows(db, "select sha256, data from questionnaire_picture")
    assert all(hashlib.sha256(each["data"]).hexdigest() == each["sha256"] for each in kept)
    seen = Image.open(io.BytesIO(kept[0]["data"]))
    assert max(seen.size) == 2048 and not seen.getexif() and b"Camera" not in kept[0]["data"]
    client, path = page
    assert "files.gate-view.jpg" in client.get(f"{path}/publish").text  # nobody said it in words yet
    for name in ("gate-view.jpg", "gate-view-2.jpg"):
        send(page, "save", part=f"file:{name}", **{"alt.ko": "붉은 정문", "alt.en": "A red gate"})
    shown = client.get(f"{path}/preview").text
    found = re.findall(r'<img class="picture" src="(/form-pictures/[0-9a-f]{64}[.]jpg)" alt="붉은 정문"', shown)
    assert len(found) == 2
    answer = client.application.test_client().get(found[0])  # nobody is signed in
    assert answer.content_type == "image/jpeg" and "immutable" in answer.headers["Cache-Control"]
    assert client.get(f"/form-pictures/{'0' * 64}.jpg").status_code == 404
    send(page, "picture", part="question:causes", choice="market", away="1")
    assert list(now(db, draft)["files"]) == ["gate-view.jpg"]


def test_a_laptop_has_the_picture_in_the_form_itself(
    db: Database, draft: str, page: Page, areas: dict[str, str]
) -> None:
    put(page, "question:employees")
    send(page, "save", part="file:gate-view.jpg", **{"alt.ko": "붉은 정문", "alt.en": "A red gate"})
    version = drafting.publish(db, draft, seen=draft_store.newest_step(db, draft)["number"], person_id=None)
    days = {"opens_on": "2026-10-01", "closes_on": "2026-12-31"}
    survey = open_survey(db, wave_code="2026Q4", questionnaire_code="small", person_id=None, **days)
    form = sign_in(page[0], "researcher").get(f"/field/forms/{version}?survey={survey}&to=ko").text
    inside = re.search(r'<img class="picture" src="data:image/jpeg;base64,([^"]+)" alt="붉은 정문"', form)
    assert inside and Image.open(io.BytesIO(base64.b64decode(inside[1]))).size == (2048, 256)


def test_what_is_no_picture_is_refused(db: Database, draft: str, page: Page) -> None:
    refused = put(page, "question:employees", file=io.BytesIO(b"%PDF-1.7 x"))
    assert refused.status_code == 422 and "그림이 아닙니다" in refused.text
    assert put(page, "question:employees", file=io.BytesIO(b"")).status_code == 422
    assert not scalar(db, "select count(*) from questionnaire_picture")


SURVEY = """
type          | name | label::한국어 (ko) | label::English (en) | image    | audio
select_one yn | sign | 이 표지를 보셨습니까? | Have you seen it?   | sign.png |
note          | told | 들어 보십시오      | Listen              |          | told.mp3
"""
CHOICES = """
list_name | name | label::한국어 (ko) | label::English (en) | image
yn        | yes  | 예                | Yes                 | yes.png
yn        | no   | 아니오            | No                  |
"""


def test_a_name_a_workbook_brought_is_given_its_file(db: Database, client: FlaskClient, people: dict[str, str]) -> None:
    checked = check(
        workbook({"survey": SURVEY, "choices": CHOICES, "settings": "form_title|form_id\n예|signs"}), "a.xlsx"
    )
    assert checked.questionnaire and sorted(f.key for f in checked.findings if "media" in f.key) == [
        "choice_media", "media_file", "media_file"]  # fmt: skip
    draft = drafting.begin(db, checked.definition, begun_from="file", person_id=None)
    page = sign_in(client, "analyst"), f"/questionnaires/drafts/{draft}"
    assert "‘sign.png’이라는 그림의 파일이 아직 없습니다" in page[0].get(f"{page[1]}?part=question:sign").text
    assert "그림 ‘yes.png’은 파일이 없어" in page[0].get(f"{page[1]}/preview").text
    assert "소리 파일 ‘told.mp3’은" in page[0].get(f"{page[1]}/preview").text
    put(page, "question:sign", name="other.jpg")
    put(page, "list:yn", "yes", file=photo("green"))
    d = now(db, draft)
    assert sorted(d["files"]) == ["sign.png", "yes.png"] and "gate-view.jpg" not in str(d)
    for name in d["files"]:
        send(page, "save", part=f"file:{name}", **{"alt.ko": "표지", "alt.en": "A sign"})
    again = check(write(now(db, draft)), "b.xlsx")
    assert again.questionnaire and again.questionnaire == Questionnaire.from_dict(now(db, draft))
