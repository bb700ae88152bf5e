"""A Korean statement ends at a final ending or a mark, and keeps the word that reports it."""

from __future__ import annotations

import pytest

from nlp.reading.segmenting import segment

WHOLE = """
일감이 없으니까 값 얘기는 꺼내지도 못합니다
그 사업은 소용이 없다 이렇게 볼 수도 있다 생각했는데 아니더라고요
은행에서는 더는 못 빌려준다 하고 보증재단은 서류부터 다시 내라 하네요
올해까지만 하고 접는다 이런 말씀을 드리려는 건 아니고요
창구에서 "내년에 다시 오세요" 그러더라고요
그 집이나 우리나 사정이 다르다 아닙니까
구매팀에서 '다른 집은 말이 없던데요' 하고 끊습니다
A사는 3.5% 올랐고 ○○정밀은 그대로라고 들었습니다
기업 3은 지난달에 나갔고 기업 4는 아직 있습니다
회의에서 뭐라 했냐면요, 전기요금부터 보자고 했습니다
지금 물량으로는... 계산이 안 나옵니다
대표는 "주문이 있다. 사람이 없다."고 말했다
""".strip().splitlines()

APART = """
요즘 주문은 좀 늘었어요 | 그런데 사람이 안 와요
전기료가 두 배가 됐습니다 | 원자재도 올랐습니다 | 남는 게 없네요
야간조를 없앴음 | 내년에도 어렵겠음
직원 둘이 그만뒀습니다ㅠㅠ | 공고를 올려도 연락이 없어요
그게 지원입니까? | 서류만 한 보따리예요.
올해는 적자를 봤다 | 직원 절반을 내보냈다 | 앞이 안 보인다
보증은 받았심더 | 인자 이자가 문제라예
은행은 안 된다고 하더군요. | "담보가 없으시네요." | 그 말만 세 번 들었습니다.
""".strip().splitlines()


@pytest.mark.parametrize("said", WHOLE)
def test_a_statement_is_not_cut_within(said: str) -> None:
    assert [found.text for found in segment(said)] == [said]


@pytest.mark.parametrize("said", APART)
def test_statements_part_with_a_mark_or_without(said: str) -> None:
    parts = said.split(" | ")
    assert [found.text for found in segment(" ".join(parts))] == parts
