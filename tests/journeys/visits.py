"""A page to look at: its address on the stage, who opens it, what is sent; and the routes that are no page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.house.test_routes import LETTERS, MAY

File = tuple[str, str]  # name and text of a file that is sent
BAD_TABLE: File = ("틀린 표.csv", "코드,밀집지역코드,이름,규모,종사자수\nJ0001,B999,예시 가,소기업,열\n")
# A quotation mark that is never closed: what can be matched is shown beside what is wrong.
BROKEN_TABLE: File = ("열린 따옴표.csv", '지역코드,지표코드,월,값,공표일\nB001,"employees,2026-08,10,2026-09-20\n')
SMALL_FORM: File = (
    "작은 설문지.json",
    '{"id": "small", "title": {"ko": "예시 설문지", "en": "Example form"}, "questions": [{"id": "told", "type": "text", '
    '"label": {"ko": "무엇이 어렵습니까?", "en": "What is hard?"}}]}',
)
NOBODY = "nobody"  # not signed in
SEATS = "seat-city seat-technopark seat-support seat-mss seat-expert"
SIGN_INS = {"expert": "expert1"}  # the example's login of a role, where it is not the role's name


@dataclass(frozen=True)
class Visit:
    """One state of one page. `{names}` in the address and in what is sent are filled in from the stage."""

    endpoint: str
    path: str
    who: str = ""  # logins; empty: one of every role that may
    send: Mapping[str, str | File] | None = None
    status: int = 200
    then: str = ""  # a script that opens what a page keeps closed
    only: str = ""  # the language of a page that has an address for each

    def logins(self) -> list[str]:
        if self.who:
            return self.who.split()
        return [SIGN_INS.get(LETTERS[letter], LETTERS[letter]) for letter in MAY[self.endpoint]]


def wrong(
    endpoint: str, path: str, who: str = "", send: Mapping[str, str | File] | None = None, status: int = 422
) -> Visit:
    """A form sent with something wrong in it: empty, unless told."""
    return Visit(endpoint, path, who, {} if send is None else send, status)


# GET routes that answer with no page of their own, and why.
DOWNLOADS = "hands over a file"
NOT_PAGES: dict[str, str] = {
    "reports.public_file": "a file of the published set, in its own language: tests/reports/test_public.py",
    **dict.fromkeys(
        (
            "accounts.audit_export", "areas.template", "codebook.draft_export", "codebook.export",
            "clusters.export", "clusters.series_export", "clusters.template",
            "clusters.themes_export", "clusters.zones_export",
            "industries.changes_export", "industries.export", "industries.template",
            "exchange.export_codebook", "exchange.export_codings", "exchange.export_file", "exchange.export_matrix",
            "coding.agreement_export", "coding.codings_export", "coding.compare_export", "coding.themes_export",
            "evaluation.export",
            "evaluation.photo", "evaluation.votes_export", "field.file", "field.progress_export",
            "corpus.figure_export", "corpus.find_export",
            "exploring.alike_export", "exploring.keyness_export", "exploring.meaning_export", "exploring.terms_export",
            "exploring.words_export",
            "field.receipts_file",
            "home.areas_export", "home.firms_export", "monitoring.area_export", "monitoring.data_export",
            "plans.export", "plans.template", "reports.public_zip", "reports.round_file",
            "programmes.export", "programmes.fits_export", "programmes.gaps_export", "programmes.offers_export",
            "programmes.rules_file", "programmes.template",
            "proposals.export", "proposals.minutes_file", "proposals.minutes_verbatim",
            "monitoring.export", "monitoring.template", "reports.area_paper_file", "reports.paper_file",
            "reports.papers_export", "reports.round_table",
            "roundtables.export", "roundtables.export_transcript", "roundtables.original_file", "roundtables.recording",
            "surveys.contacts_export", "surveys.import_template", "surveys.links_csv", "surveys.questionnaire_file",
            "surveys.rates",
            "surveys.sending_hwpx",
            "surveys.sending_list", "surveys.responses", "surveys.responses_outside",
            "surveys.breakdown_export", "surveys.codebook_file", "surveys.crossed_export", "surveys.export_file",
            "surveys.nonresponse_export", "surveys.results_export", "surveys.texts_export",
        ),
        DOWNLOADS,
    ),
    "field.worker": "the worker of the laptop's app",
    "field.me": "tells the laptop who is signed in",
    "field.days_package": "what a laptop takes along",
    "field.form": "a part of the laptop's app",
    "areas.matches": "answers the field in which an area is looked for",
    "proposals.reflected": "answers the field in which a programme or task is looked for",
    "surveys.picture": "a picture of a question",
    "surveys.begun": "answers what was begun to the page that asks",
    "coding.document_codings": "answers the bench's script",
    "coding.codebook_json": "answers the bench's script",
    "coding.item": "answers the bench's script",
    "memos.listed": "answers the bench's script",
    "corpus.open_saved": "leads on to the page that a saved question is",
    "coding.begin": "leads on to the bench of the first statement that waits",
    "coding.next_difference": "leads on to the first statement to settle",
    "coding.next_again": "leads on to the first statement to look at again",
    "static": "the files pages are made of",
}  # fmt: skip
