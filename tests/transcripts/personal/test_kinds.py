"""Kinds of details that were silent once: said, spelt, by the words around; and one finding at each door."""

from __future__ import annotations

import pytest

from transcripts.personal.finding import find

HEAD = "사회자: 시작하겠습니다.\n참여자 1: "
FOUND = [
    ("사무실은 학장동 반석하이츠 다동 천백사호예요.", "학장동 반석하이츠 다동 천백사호", "place"),
    ("Our second plant sits at 118 Hwajeonsandan 3-ro, Gangseo-gu.", "118 Hwajeonsandan 3-ro, Gangseo-gu", "place"),
    ("대표자 71. 11. 30. 여, 재창업했습니다", "71. 11. 30", "birth"),
    ("제 생일이 동짓달 초이레라서 쉬었습니다", "동짓달 초이레", "birth"),
    ("저는 도금조합 감사 묵현태라고 하고요.", "묵현태", "person"),
    ("현장 반장 옹달수는 35년째 주물만 부었습니다", "옹달수", "person"),
    ("처남 명도식이가 공장을 같이 봐줍니다", "명도식", "person"),
    ("My name is Cho Eun-byul and I run the shop.", "Cho Eun-byul", "person"),
    ("王小明 과장이 왔다갔다 합니다", "王小明", "person"),
    ("쇼핑몰 haedamsol[.]kr 이 해킹당했어요", "haedamsol[.]kr", "web"),
    ("답은 케이 제이 에이치 칠칠 골뱅이 다음 점 넷이에요", "케이 제이 에이치 칠칠 골뱅이 다음 점 넷", "email"),
    ("카톡 아이디 hds 언더바 육육 으로 보낼게요", "hds 언더바 육육", "contact"),
    ("해미루라는 업체가 도면을 들고 나갔습니다", "해미루", "firm"),
    ("cell oh one oh, seven two four, nine one one five", "oh one oh, seven two four, nine one one five", "phone"),
    ("경남 구십삼바에 일이사오 트럭이 퍼졌어요", "경남 구십삼바에 일이사오", "plate"),
    ("여권번호 M 70 3A 9 112 로 끊었어요", "M 70 3A 9 112", "passport"),
]  # fmt: skip
NOTHING = [
    "시장 지표가 100점 가운데 40점이고 부장 조사는 없었습니다",
    "심사가 시장 상황에 밀렸고 지표가 대표 품목보다 낮습니다",
    "책임 부채가 지난해 시장 지표보다 늘었고 담당자 심사만 남았습니다",
    "시장 점유율이 줄어 대표 미수금은 그대로입니다",
    "김이 나가서 걱정이고 부장이 나가서 일손이 없습니다",
    "이 년 전에 삼층을 증축했는데 아직 등기가 안 났어요",
    "1997.11.21 외환위기 때 이후로 처음입니다",
    "Export Voucher and Smart Factory programs were useful.",
    "중국이랑 베트남 두 곳에서 부품을 들여옵니다",
    "사무실 이사 가려는데 비용도 지원됩니까?",
    "육공육일 알루미늄 값이 올랐어요",
]


@pytest.mark.parametrize(("text", "detail", "kind"), FOUND)
def test_a_detail_is_found_whole_as_an_answer_and_as_words_of_a_speaker(text: str, detail: str, kind: str) -> None:
    start = text.index(detail)
    found = [(each.kind, each.start, each.end, each.sure) for each in find(text)]
    assert any(k == kind and s <= start and e >= start + len(detail) for k, s, e, _ in found), found
    said = [(f.kind, f.start - len(HEAD), f.end - len(HEAD), f.sure) for f in find(HEAD + text + "\n")]
    assert [each for each in said if each[1] >= 0] == found


@pytest.mark.parametrize("text", NOTHING)
def test_sentences_alike_name_nobody(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("담당자 조정은에게 물었습니다", True),
        ("담당자 이지수가 물었습니다", True),
        ("조정은 대리가 왔습니다", True),
        ("조정은 시장 상황에 달렸습니다", False),
        ("담당자 조정은 따로 없습니다", False),
    ],
)
def test_a_name_that_is_a_noun_with_its_particle_is_sure_only_where_no_noun_can_stand(text: str, sure: bool) -> None:
    assert [(each.kind, each.sure) for each in find(text)] == [("person", sure)]
