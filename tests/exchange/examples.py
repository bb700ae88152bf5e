"""Projects the tests of exchange share: invented firms, invented words, and what makes files of them differ."""

from __future__ import annotations

import random
import uuid
from dataclasses import replace

from app.exchange.project.project import (
    Case,
    Code,
    Coding,
    Note,
    Project,
    Selection,
    Source,
    User,
    Variable,
    in_tree_order,
)

TEXT = (
    "진행: 요즘 사정이 어떻습니까?\n"
    "예시금속 대표: 작년보다 매출이 줄었습니다. 😀 그래도 인건비는 올랐습니다.\n\n"
    '예시섬유 이사: 공장 임대료가 너무 높습니다. <원가> & "이자"도 부담입니다.\n'
)
ANSWER = "외국인 근로자를 구하기 어렵습니다.\n=SUM(1)처럼 보이는 말도 있습니다."


def id_of(*words: object) -> str:
    """An id that is the same at every run."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "/".join(map(str, words))))


def select(text: str, quote: str, *codings: Coding, **more: object) -> Selection:
    start = text.index(quote)
    return Selection(id_of("selection", quote), start, start + len(quote), codings, **more)  # type: ignore[arg-type]


def code(name: str, parent: str = "", **more: object) -> Code:
    return Code(id_of("code", name), name, id_of("code", parent) if parent else "", **more)  # type: ignore[arg-type]


def coding(of: str, by: str, n: int = 0, **more: object) -> Coding:
    return Coding(id_of("coding", of, by, n), id_of("code", of), id_of("user", by), "2026-11-22T09:30:00+09:00", **more)  # type: ignore[arg-type]


def project() -> Project:
    """Two texts, three levels of codes, two coders, overlapping codings, notes, cases with variables of every kind."""
    note = Note(
        id_of("note"),
        "첫 느낌",
        "두 곳이 같은 말을 했습니다.\n더 물을 것",
        id_of("user", "김예시"),
        "2026-11-22T10:00:00+00:00",
    )
    size = Variable(id_of("variable", "size"), "종사자 수", "Integer", "상시")
    trade = Variable(id_of("variable", "trade"), "업종")
    since = Variable(id_of("variable", "since"), "설립일", "Date")
    sales = select(TEXT, "매출이 줄었습니다.", coding("매출", "김예시"), coding("매출", "이예시"), notes=(note.guid,))
    rent = select(
        TEXT,
        "공장 임대료가 너무 높습니다.",
        coding("임대료", "김예시", notes=(note.guid,)),
        name="핵심 발언",
        memo="보고서에",
    )
    both = select(TEXT, "매출이 줄었습니다. 😀 그래도 인건비는 올랐습니다.", coding("비용", "이예시"))
    talk = Source(
        id_of("talk"),
        "간담회 예시 1",
        TEXT,
        (sales, both, rent),
        memo="예시",
        at="2026-11-20T00:00:00+00:00",
        notes=(note.guid,),
    )
    answer = Source(
        id_of("answer"),
        "응답 예시 2",
        ANSWER,
        (
            select(
                ANSWER, "외국인 근로자를 구하기 어렵습니다.", coding("인력", "이예시"), coder=id_of("user", "이예시")
            ),
        ),
        (coding("비용", "김예시", 2),),
        values={trade.guid: "섬유"},
    )
    return Project(
        "예시 사업",
        users=(User(id_of("user", "김예시"), "김예시"), User(id_of("user", "이예시"), "이예시")),
        codes=(
            code("비용", color="#f00082", definition="돈이 나가는 일\n포함: 임대료", notes=(note.guid,)),
            code("임대료", "비용"),
            code("이자", "임대료", color="#46aa00"),
            code("매출", codable=False),
            code("인력"),
        ),
        sources=(talk, answer),
        notes=(note,),
        variables=(size, trade, since),
        cases=(
            Case(
                id_of("case"),
                "예시금속",
                "제조",
                (id_of("code", "매출"),),
                {size.guid: "12", trade.guid: "금속", since.guid: "1999-03-02"},
                (talk.guid,),
                (sales.guid,),
            ),
        ),
        memo="모두 지어낸 것입니다.",
    )


def drawn(seed: int, *, texts: int = 4, selections: int = 30) -> Project:
    """A project by chance: letters of one to four bytes, composed and joined, selections anywhere."""
    chance = random.Random(seed)
    letters = "가나다라마 바사아 abc.,\n\t😀é𝄞각<&\"'"
    codes = tuple(code(f"코드 {n}", f"코드 {(n - 1) // 2}" if n % 3 else "") for n in range(12))
    made = []
    for n in range(texts):
        text = "".join(chance.choice(letters) for _ in range(400))
        spans = []
        for k in range(selections):
            start = chance.randrange(399)
            one = coding(f"코드 {chance.randrange(12)}", chance.choice(("김예시", "이예시")), n * 1000 + k)
            spans.append(Selection(id_of(seed, n, k), start, chance.randrange(start + 1, 401), (one,)))
        made.append(Source(id_of(seed, n), f"글 {n}", text, tuple(spans)))
    users = (User(id_of("user", "김예시"), "김예시"), User(id_of("user", "이예시"), "이예시"))
    return Project(f"뽑은 것 {seed}", users=users, codes=in_tree_order(codes), sources=tuple(made))


def same(project: Project) -> Project:
    """A project without what wrote it, for comparing."""
    return replace(project, origin="")
