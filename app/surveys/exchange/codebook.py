"""The codebook of a file of returns: every column with its words, codes and versions, as a table, Markdown and HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from flask_babel import gettext as _

from app.surveys.answering.importing import NOT_APPLYING
from app.surveys.exchange.variables import NOT_ASKED, Union, Variable
from forms.keys import base
from forms.questions.question import NOT_APPLICABLE

Table = tuple[list[str], list[list[Any]]]


def kind_words() -> dict[str, str]:
    return {
        "code": _("하나 고르기"),
        "flag": _("0/1"),
        "several": _("여러 개 고르기(;로 나눔)"),
        "rank": _("순위"),
        "figure": _("숫자"),
        "date": _("날짜"),
        "datetime": _("날짜와 시각"),
        "text": _("글"),
    }


def codebook_table(variables: Sequence[Variable]) -> Table:
    """A line a column."""
    titles = [_("열"), _("SPSS·Stata 이름"), _("설명"), _("종류"), _("단위"), _("부호"), _("빠진 값"), _("물은 판")]
    kinds = kind_words()
    return titles, [
        [
            v.title,
            "" if v.kind == "several" else v.name,
            v.label,
            kinds[v.kind],
            v.unit,
            "\n".join(_coded(v)),
            "\n".join(_missing(v)),
            ", ".join(map(str, v.versions)),
        ]
        for v in variables
    ]


def _coded(variable: Variable) -> list[str]:
    if variable.kind == "flag":
        return [_("1 = 예"), _("0 = 아니요")]
    own = all(value.code == str(value.number) for value in variable.values)
    return [f"{v.code} = {v.words}" if own else f"{v.code} ({v.number}) = {v.words}" for v in variable.values]


# A code as CSV and XLSX write it, where they write another.
WRITTEN = {NOT_APPLICABLE: NOT_APPLYING}


def _missing(variable: Variable) -> list[str]:
    if not variable.key:
        return []
    words = {NOT_APPLICABLE: _("해당 없음"), NOT_ASKED: _("묻지 않음")}
    blank = _("빈칸 = 답하지 않음")
    if not variable.may_miss:
        return [blank, *(f"{code} = {word}" for code, word in words.items() if code == NOT_ASKED)]
    return [blank, *(f"{WRITTEN.get(code, code)} ({variable.missing[code]}) = {word}" for code, word in words.items())]


def map_table(variables: Sequence[Variable], union: Union) -> Table:
    """Which version asked each column, and where its words were others than today's."""
    numbers = [number for number, _each in union.versions]
    titles = [_("열"), _("설명"), *(_("%(number)s판", number=number) for number in numbers)]
    return titles, [
        [v.title, v.label, *(_in_version(v, union, number) for number in numbers)] for v in variables if v.key
    ]


def _in_version(variable: Variable, union: Union, number: int) -> str:
    question = union.questionnaire(number).question(base(variable.key))
    if question is None:
        return "" if variable.versions else _("물음")
    if variable.choice and question.choice(variable.choice) is None:
        return _("이 보기 없음")
    newest = union.questions[question.id]
    same = question.label.of(union.lang) == newest.label.of(union.lang)
    return _("물음") if same else _("물음: %(words)s", words=question.label.of(union.lang))


def markdown(title: str, variables: Sequence[Variable], union: Union) -> str:
    """The codebook as Markdown: a section a table."""
    parts = [f"# {title}", *(_md_table(each) for each in (codebook_table(variables), map_table(variables, union)))]
    return "\n\n".join(parts) + "\n"


def _md_table(table: Table) -> str:
    titles, rows = table
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join("| " + " | ".join(_md(cell) for cell in line) + " |" for line in lines)


def _md(cell: Any) -> str:
    return str(cell).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("\n", "<br>")


STYLE = (
    "body{font-family:sans-serif;margin:2rem;word-break:keep-all}table{border-collapse:collapse;margin-bottom:2rem}"
    "td,th{border:1px solid #999;padding:.3rem .6rem;text-align:left;vertical-align:top;white-space:pre-line}"
    "th{background:#eef}"
)


def html(title: str, variables: Sequence[Variable], union: Union) -> str:
    """The codebook as a page that stands alone: to print, or to keep beside the file."""
    tables = "".join(_html_table(each) for each in (codebook_table(variables), map_table(variables, union)))
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    body = f"<body><h1>{escape(title)}</h1>{tables}</body>"
    return f'<!doctype html><html lang="{union.lang}"><head>{head}</head>{body}</html>'


def _html_table(table: Table) -> str:
    titles, rows = table
    head = "".join(f'<th scope="col">{escape(str(each))}</th>' for each in titles)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
