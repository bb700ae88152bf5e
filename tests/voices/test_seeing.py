"""Statements as grounds: what an analyst, an official and a facilitator see of them, and what leaves the house."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, render_template_string
from flask_login import login_user

from app.accounts.store import find_login
from app.voices.seeing import Said, said, said_of
from tests.coding.telling.told_world import Saying

BLOCK = '{% from "voices/said.html" import said_block %}{{ said_block(found, whole=9) }}'


@contextmanager
def signed_in(app: Flask, saying: Saying, login: str) -> Iterator[None]:
    with app.test_request_context("/"):
        found = find_login(saying.db, login)
        assert found
        login_user(found[0])
        yield


def three(saying: Saying) -> list[str]:
    """Three firms of one area on one theme; one says another firm's name."""
    return [
        saying.firm("B003", "한빛정밀 때문에 사람이 모자랍니다.", "workforce", name="주식회사 한빛정밀"),
        saying.firm("B003", "사람을 구하지 못합니다.", "workforce"),
        saying.firm("B003", "일할 사람이 없습니다.", "workforce"),
    ]


def test_who_reads_single_statements_reads_them_as_they_stand(app: Flask, saying: Saying) -> None:
    one = saying.firm("B003", "한빛정밀은 이자가 버겁습니다.", "finance", name="한빛정밀")
    with signed_in(app, saying, "analyst"):
        found = said(saying.db, [one])
        assert [w.text for w in found.words] == ["한빛정밀은 이자가 버겁습니다."] and found.firms == 1
        assert found.words[0].themes == (("finance", "자금·금융"),) and f"/segments/{one}" in (
            found.words[0].href or ""
        )
        assert "9곳 중 1곳" in render_template_string(BLOCK, found=found)


def test_an_official_reads_what_three_firms_said_without_names_and_of_fewer_nothing(app: Flask, saying: Saying) -> None:
    told, few = three(saying), saying.firm("B003", "이자가 버겁습니다.", "finance")
    bare = saying.firm("B003", "아무 판단도 없는 말입니다.")
    with signed_in(app, saying, "official"):
        found = said_of(saying.db, {"plan": [*told, few, bare], "one": [told[0]], "few": [few]})
        assert found["plan"].words[0].text == "○○ 때문에 사람이 모자랍니다."
        assert (len(found["plan"].words), found["plan"].hidden, found["plan"].firms) == (3, {"few": 2}, 5)
        assert found["one"].firms is None and len(found["one"].words) == 1
        assert found["few"] == Said((), None, {"few": 1})
        page = render_template_string(BLOCK, found=found["few"])
        assert "3곳 미만" in page and "이자가" not in page


def test_paper_that_leaves_is_read_with_an_officials_eyes_whoever_makes_it(app: Flask, saying: Saying) -> None:
    told, few = three(saying), saying.firm("B003", "이자가 버겁습니다.", "finance")
    with signed_in(app, saying, "analyst"):
        found = said(saying.db, [*told, few], leaving=True)
        assert len(found.words) == 3 and found.hidden == {"few": 1} and "한빛" not in found.words[0].text
        assert found.words[0].href is None


def test_a_facilitator_reads_talk_of_the_own_areas_and_written_answers_as_an_official(
    app: Flask, saying: Saying
) -> None:
    world = saying.world
    talk = saying.talk("숙련공")
    written = saying.firm("B001", "이자가 버겁습니다.", "finance")
    far = three(saying)[0]
    with signed_in(app, saying, "facilitator"):
        found = said(world.db, [talk, written, far])
        assert [w.id for w in found.words] == [talk] and found.words[0].href is None
        assert found.hidden == {"few": 1, "elsewhere": 1}


def test_what_was_withdrawn_is_counted_and_not_shown(app: Flask, saying: Saying) -> None:
    talk = saying.talk("숙련공")
    saying.withdraw(talk)
    with signed_in(app, saying, "analyst"):
        assert said(saying.db, [talk]).hidden == {"withdrawn": 1}
        assert said(saying.db, []) == Said()
