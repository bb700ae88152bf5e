"""Letters of the office: to firms and organizations, begun from a text that may be changed, without a table at the head."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _

from app.papers.model import Paper, Text
from app.words.i18n import language


@dataclass(frozen=True)
class Begun:
    """How a letter begins: its title and its words, a paragraph a line."""

    title: str
    body: str


def letter_paper(title: str, body: str) -> Paper:
    return Paper(
        title=title,
        blocks=tuple(Text(line.strip()) for line in body.splitlines() if line.strip()),
        language=language(),
        example=bool(current_app.config["MOKSORI"].example),
        running=title,
        letter=True,
    )


def begun(about: str, *, office: str, contact: str, round_name: str) -> Begun:
    """The text a letter about something begins with; an empty one for what is not known."""
    told = {"office": office or _("저희 기관"), "round": round_name}
    ask = _("문의: %(contact)s", contact=contact) if contact else ""
    texts = {
        "visit": Begun(
            _("현장 방문 협조 요청"),
            _(
                "귀 기관의 무궁한 발전을 기원합니다.\n"
                "%(office)s는 %(round)s 중소기업 밀집지역 위기징후 평가를 위하여 현장에서 기업의 어려움을 듣고 있습니다.\n"
                "아래와 같이 방문하고자 하오니 협조하여 주시기 바랍니다.\n"
                "방문 날짜: \n방문하는 사람: \n걸리는 시간: 30분\n"
                "말씀하신 내용은 통계와 지원 정책에만 쓰고, 어느 기업의 말인지는 밖에 알리지 않습니다.",
                **told,
            ),
        ),
        "roundtable": Begun(
            _("기업 간담회 참석 요청"),
            _(
                "귀 기관의 무궁한 발전을 기원합니다.\n"
                "%(office)s는 밀집지역 기업의 어려움과 바라는 정책을 듣는 간담회를 엽니다.\n"
                "날짜와 시각: \n장소: \n다룰 것: \n"
                "참석하실 수 있는지 알려 주시면 감사하겠습니다.",
                **told,
            ),
        ),
        "reply": Begun(
            _("제안하신 내용에 대한 회신"),
            _(
                "간담회에서 좋은 제안을 해 주셔서 감사합니다.\n"
                "제안하신 내용: \n검토한 결과: \n앞으로 할 일: \n"
                "더 하실 말씀이 있으면 언제든 알려 주십시오.",
                **told,
            ),
        ),
        "opinion": Begun(
            _("위기징후 단계(안)에 대한 의견 조회"),
            _(
                "%(round)s 중소기업 밀집지역 위기징후 단계(안)에 대하여 귀 기관의 의견을 듣고자 합니다.\n"
                "붙임의 안을 살펴보시고 의견을 보내 주시기 바랍니다.\n"
                "의견을 보낼 날: \n보낼 곳: ",
                **told,
            ),
        ),
    }
    found = texts.get(about, Begun("", ""))
    return Begun(found.title, "\n".join(filter(None, (found.body, ask)))) if found.body else found
