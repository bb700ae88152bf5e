"""A quote that stands for a theme can be read by itself, or brings what was said before."""

from __future__ import annotations

import pytest

from app.coding.statements.alone import lacks, needs_before
from app.coding.statements.before_store import before
from app.coding.statements.segmenting import segment_round

TERMS = ["관세", "미국 수출"]


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("관세 때문에 미국 쪽 수주가 반으로 줄어 공장을 줄였습니다.", 0),
        ("직접은 없습니다.", 2),
        ("네, 직접은 없습니다.", 3),
        ("관세가 문제입니다.", 1),
        ("그래서 올해는 해마다 하던 채용을 아예 하지 못하고 있습니다.", 2),
        ("저희는 이자를 못 내고 있습니다.", 1),
        ("협력사가 문을 닫아 부품을 구하러 다른 지역까지 다니고 있습니다.", 1),
        ("No, not directly.", 2),
    ],
)
def test_what_a_quote_lacks_to_be_read_by_itself(text: str, lacking: int) -> None:
    assert lacks(text, TERMS) == lacking
    assert needs_before(text, TERMS) == (lacking > 1)


def test_what_was_said_before_is_the_speakers_own_or_the_moderators_question_never_another_firms(world) -> None:
    segment_round(world.db, world.round_id)
    own = before(world.db, world.segment("대출 금리가"))
    assert own == "숙련공을 구할 수가 없습니다."
    first = world.db.execute(
        """select id from segment where turn_id = (select turn_id from segment where id = ?) order by start limit 1""",
        [world.segment("대출 금리가")],
    ).fetchone()[0]
    assert before(world.db, first) == "요즘 인력난이 어떻습니까?"
    assert before(world.db, world.segment("저희는 인력난은")) == ""
    assert before(world.db, world.segment("자금 조달이")) == ""
