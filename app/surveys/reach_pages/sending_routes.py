"""What was sent of a survey: its letters to print and as a document, lists for the office's own systems."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import signing_in
from app.accounts.downloading import record_download
from app.accounts.office import office
from app.accounts.permissions import permit
from app.clock import today
from app.db import get_db
from app.ids import is_id
from app.paging import Page, page_number
from app.surveys.asking.asked import survey_asked, told_apart
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.blueprint import bp
from app.surveys.reaching import letters, messages, sending_store, written
from app.surveys.reaching.addresses import answer_address, only_here, taken_from_request
from app.surveys.reaching.naming import numbers_said
from app.tables.sheets import download, table_response
from app.words.formats import day, named
from app.words.labels import label

# A browser prints so many sheets at once, and a document of Hangul opens with so many pictures. Chosen, not measured.
PRINTED, WRITTEN = 500, 200
HWPX_TYPE = "application/hwp+zip"


def _sending(survey_id: str, sending_id: str) -> tuple[sqlite3.Row, sqlite3.Row, list[sqlite3.Row]]:
    """A survey, one of its sendings, and the firms of one's own areas in it."""
    survey = survey_asked(survey_id)
    found = sending_store.find_sending(get_db(), sending_id) if is_id(sending_id) else None
    if found is None or found["survey_id"] != survey["id"]:
        abort(404)
    return survey, found, sending_store.firms_of_sending(get_db(), sending_id, signing_in.my_scope())


@bp.get("/surveys/<survey_id>/sendings/<sending_id>", endpoint="sending")
@permit("surveys.contacts")
def one_sending(survey_id: str, sending_id: str) -> ResponseReturnValue:
    survey, found, firms = _sending(survey_id, sending_id)
    page = Page(page_number(), 50, len(firms))
    waiting = _waiting(firms)
    sample = next((told for _link, told in _messages(survey, waiting[:5]) if told), None)
    return render_template(
        "surveys/reaching/sending.html",
        survey=survey,
        sending=found,
        firms=firms[page.first - 1 : page.last] if firms else [],
        numbers=sending_store.numbers_of(get_db(), survey_id, signing_in.my_scope()).get(sending_id, {}),
        answered=sum(bool(f["answered"]) for f in firms),
        page=page,
        templates=[(name, _template(name)) for name in _kinds(waiting)],
        sample=sample,
        short=messages.SHORT,
        waiting=len(waiting),
        parts=range(1, -(-len(waiting) // PRINTED) + 1),
        documents=range(1, -(-len(waiting) // WRITTEN) + 1),
    )


def _waiting(firms: Sequence[sqlite3.Row]) -> list[sqlite3.Row]:
    """Who has not answered and is still asked: nobody else gets a letter or stands on a list."""
    return [firm for firm in firms if firm["framed"] and not firm["answered"]]


def _template(name: str) -> str:
    """The text of a message as the person has it, or ours: of the first ("text"), or of a reminder ("again")."""
    ours = {
        "text": _("[{office}] {title}에 답해 주십시오({day}까지). {link}"),
        "again": _("[{office}] 다시 부탁드립니다. {title}에 아직 답을 받지 못했습니다({day}까지). {link}"),
    }
    return request.values.get(name, "").strip() or ours[name]


def _kinds(firms: Sequence[sqlite3.Row]) -> list[str]:
    """The texts a sending takes: of the first and of a reminder, as its firms were written to before or not."""
    kinds = {"again" if firm["before"] else "text" for firm in firms}
    return sorted(kinds, reverse=True) or ["text"]


def _letters(firms: Sequence[sqlite3.Row], size: int) -> list[letters.Letter]:
    """A part of the letters: those of firms that have not answered, so many at a time."""
    part = max(request.args.get("part", 1, type=int), 1)
    waiting = _waiting(firms)
    return letters.letters_of(waiting[(part - 1) * size : part * size], answer_address)


@bp.get("/surveys/<survey_id>/sendings/<sending_id>/letters")
@permit("surveys.contacts")
def sending_letters(survey_id: str, sending_id: str) -> ResponseReturnValue:
    """The letters to print, one a sheet."""
    survey, found, firms = _sending(survey_id, sending_id)
    made = _letters(firms, PRINTED)
    return render_template(
        "surveys/reaching/letters.html",
        survey=survey,
        sending=found,
        letters=[each for each in made if each.address],
        lost=[each for each in made if not each.address],
        words=_words(survey),
        qr=letters.qr_svg,
    )


def _words(survey: sqlite3.Row) -> letters.Words:
    """What every letter of a survey says; the firm's name and its area's stand in braces."""
    minutes = questionnaire_of(survey["definition"]).minutes
    why = _(
        "{area} 기업의 어려움을 듣고 지원에 반영하려는 조사입니다. "
        "아래 그림을 휴대전화로 비추거나 주소를 열면 설문이 나오고, %(minutes)s분쯤 걸립니다.",
        minutes=minutes,
    )
    return letters.Words(
        heading=named(survey, "title"),
        greeting=_("{firm} 대표님께"),
        greeting_person=_("{firm} {person} 님께"),
        way=_("응답 주소(귀사만 쓸 수 있습니다)"),
        again=_("앞서 알려 드린 조사에 아직 답을 받지 못해 다시 부탁드립니다."),
        why=why,
        day=_("%(day)s까지 답해 주십시오.", day=day(survey["closes_on"])),
        promise=_(
            "답하신 내용은 통계와 지원 정책에만 쓰고, 어느 기업의 답인지는 밖에 알리지 않습니다. "
            "응답은 언제든 철회하실 수 있습니다."
        ),
        office=office().name,
        contact=_("문의: %(contact)s", contact=office().contact) if office().contact else "",
        to=_("귀하"),
    )


@bp.get("/surveys/<survey_id>/sendings/<sending_id>/letters.hwpx")
@permit("surveys.contacts")
def sending_hwpx(survey_id: str, sending_id: str) -> Response:
    survey, _found, firms = _sending(survey_id, sending_id)
    made = [each for each in _letters(firms, WRITTEN) if each.address] or abort(404)
    record_download(get_db(), "letters", len(made), object_kind="survey", object_id=survey_id)
    data = written.document(made, _words(survey), area=lambda letter: named(letter.area))
    return download(data, "{} {}.hwpx".format(_("설문 편지"), told_apart(survey)), HWPX_TYPE)


@bp.get("/surveys/<survey_id>/sendings/<sending_id>/list.<any(csv, xlsx):kind>")
@permit("surveys.contacts")
def sending_list(survey_id: str, sending_id: str, kind: str) -> Response:
    """A list for the office's own mail or text-message system: whom, where, the link and the words."""
    survey, found, firms = _sending(survey_id, sending_id)
    waiting = _waiting(firms)
    table = [
        [f["area_code"], named(f), f["code"], f["name"], f["person"], f["email"], f["phone"], f["postcode"], f["address"],
         link, told.text if told else "", told.size if told else None, told.kind if told else ""]
        for f, (link, told) in zip(waiting, _messages(survey, waiting), strict=True)
    ]  # fmt: skip
    titles = [
        *(_("밀집지역코드"), _("밀집지역"), _("기업코드"), _("기업"), _("담당자"), _("전자우편"), _("전화번호")),
        *(_("우편번호"), _("주소"), _("응답 링크"), _("보낼 글"), _("글 길이(바이트)"), _("문자 종류")),
    ]
    record_download(get_db(), "contacts", len(table), object_kind="survey", object_id=survey_id)
    name = _(
        "보낼 명단 %(channel)s %(day)s", channel=label(found["channel"], "sending_channel"), day=today().isoformat()
    )
    return table_response(kind, name, titles, table)


def _messages(survey: sqlite3.Row, firms: Sequence[sqlite3.Row]) -> list[tuple[str, Any]]:
    """Each firm's link and message; both empty where its link cannot be told again."""
    found = []
    for each, firm in zip(letters.letters_of(firms, answer_address), firms, strict=True):
        words = {"office": office().name, "title": named(survey, "title"), "day": day(survey["closes_on"])}
        template = _template("again" if each.again else "text")
        told = messages.message(template, **words, address=each.address, firm=firm["name"]) if each.address else None
        found.append((each.address or "", told))
    return found


@bp.app_template_global()
def numbers_told(numbers: dict[int, int]) -> str:
    """What a sending is: a first notice or which reminder; where it is several, each with its firms."""
    return numbers_said(numbers)


@bp.app_template_global()
def sending_name(number: int) -> str:
    return numbers_said({number: 1})


bp.add_app_template_global(answer_address)
bp.add_app_template_global(only_here)
bp.add_app_template_global(taken_from_request)
