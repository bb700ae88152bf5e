"""A visit is appended whole or not at all; a photo keeps its picture and nothing a camera wrote."""

from __future__ import annotations

import io
import json
import struct
import zlib
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from app.db import rows, scalar
from app.errors import BadInput, Conflict, Problem
from app.evaluation.people import visit_recording, visit_store
from app.evaluation.people.photos import LARGEST, MOST, PNG, stripped
from app.evaluation.people.visits import check_words, checks
from app.words.labels import label
from tests.conftest import sign_in, token
from tests.evaluation.team import Team

SEEN = "기계 열 대 가운데 세 대만 돌았습니다."


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def exif(turn: int) -> bytes:
    tag = struct.pack(">HHIHH", 0x0112, 3, 1, turn, 0)
    return segment(0xE1, b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + tag + b"\0\0\0\0GPS 35.1 129.0")


def jpeg(*before: bytes) -> bytes:
    scan = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + b"".join(before) + segment(0xDB, b"\0" * 65) + scan + scan + b"\xff\xd9"


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    return PNG + b"".join(chunk(*each) for each in ((b"IHDR", b"x" * 13), *chunks, (b"IDAT", b"y"), (b"IEND", b"")))


@pytest.fixture
def team(told):
    return Team(told)


def visit(team: Team, **more) -> str:
    given = {
        **{"visited_on": date(2026, 11, 12), "seats": ["city", "mss"], "asked": ["few", "borderline"]},
        **{"looked": ["borderline", "never asked"], "note": SEEN, "files": [], "person_id": team.people["city"]},
    }
    return visit_recording.record_visit(team.db, team.result(), **(given | more))


def test_a_jpeg_keeps_its_picture_and_which_side_is_up():
    found = stripped(jpeg(segment(0xE0, b"JFIF"), exif(6), segment(0xFE, b"secret")) + b"motion photo", "a.jpg")
    assert found.media == "image/jpeg" and found.data.endswith(b"\xff\xd9")
    for secret in (b"GPS", b"secret", b"motion"):
        assert secret not in found.data
    assert struct.pack("<HHIH", 0x0112, 3, 1, 6) in found.data and b"\x12\xff\x00\x34\xff\xd0\x56" in found.data
    assert stripped(found.data, "a.jpg") == found, "what is stripped has nothing left to strip"
    assert stripped(jpeg(exif(1)), "a.jpg").data == jpeg()


def test_a_png_keeps_what_it_is_drawn_from():
    found = stripped(png((b"tEXt", b"GPS"), (b"eXIf", b"GPS"), (b"PLTE", b"abc")) + b"behind", "a.png")
    assert found.data == png((b"PLTE", b"abc"))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"GIF89a", "JPEG나 PNG"),
        (jpeg()[:-30], "손상"),
        (png()[:-9], "손상"),
        (b"\xff\xd8\xff", "손상"),
        (b"\xff\xd8\xff\xe1\xff\xff", "손상"),
        (b"\xff\xd8\xff" + b"0" * LARGEST, "너무 큽니다"),
    ],
)
def test_a_wrong_photo_says_what_is_wrong(app, data, word):
    found = stripped(data, "a.jpg")
    assert isinstance(found, Problem) and word in found.what


def test_a_visit_keeps_what_was_asked_and_what_was_looked_at(team):
    visit(team, files=[("a.jpg", jpeg(exif(3))), ("b.png", png())])
    (found,) = visit_store.visits_of(team.db, team.result())
    assert json.loads(found["seats"]) == ["city", "mss"] and json.loads(found["looked"]) == ["borderline"]
    assert json.loads(found["photos"]) == [1, 2] and found["visited_on"] == "2026-11-12"
    assert scalar(team.db, "select count(*) from audit where action = 'site visited'") == 1


def test_one_wrong_photo_keeps_nothing_of_the_visit(team):
    wrong = ([("a.jpg", jpeg()), ("b.gif", b"GIF")], [("a.jpg", jpeg())] * (MOST + 1))
    for files in wrong:
        with pytest.raises(BadInput):
            visit(team, files=files)
    with pytest.raises(Conflict):
        visit(team, person_id=team.round.people["analyst"])
    assert not rows(team.db, "select 1 from site_visit") and not rows(team.db, "select 1 from site_photo")


def test_the_page_records_a_visit_and_a_photo_can_be_destroyed(client, team):
    path = f"/evaluation/{team.result()}/visits"
    sign_in(client, team.login("city"))
    sent = {"csrf_token": token(client, path), "visited_on": "2026-11-12", "seats": ["city"], "note": SEEN}
    late = client.post(path, data=sent | {"visited_on": "2999-01-01"})
    assert late.status_code == 422 and 'id="wrong-visited_on"' in late.text and SEEN in late.text
    wrong = client.post(path, data=sent | {"photos": (io.BytesIO(b"GIF"), "a.gif")})
    assert wrong.status_code == 422 and 'id="wrong-photos"' in wrong.text
    done = client.post(path, data=sent | {"photos": (io.BytesIO(jpeg(exif(6))), "a.jpg")}, follow_redirects=True)
    assert SEEN in done.text and "사진 1" in done.text
    kept = scalar(team.db, "select id from site_visit")
    assert client.get(f"{path}/{kept}/photos/1").mimetype == "image/jpeg"
    other = f"/evaluation/{team.result('B002')}/visits/{kept}/photos/1"
    assert client.get(other).status_code == 404, "another area's photo"
    sign_in(client, "expert")
    assert client.post(path, data=sent).status_code in (400, 403)
    sign_in(client, "analyst")
    client.post(f"{path}/{kept}/photos/1/destroy", data={"csrf_token": token(client, "/evaluation")})
    assert client.get(f"{path}/{kept}/photos/1").status_code == 404
    assert SEEN in client.get(path).text


def test_what_may_not_be_told_is_asked_about_on_site_in_words(app: Flask) -> None:
    asked = SimpleNamespace(row={"fit": None, "domain": "finance"}, needs_statement=True)
    shown: Any = SimpleNamespace(domains=[asked], result={"level": None}, firm=False, firms=3)
    assert checks(shown) == ["open:finance"]
    with app.test_request_context("/"):
        told = check_words("open:finance", shown.result | {"robustness": None})
    assert label("finance", "domain") in told and "의견이 필요한" in told
