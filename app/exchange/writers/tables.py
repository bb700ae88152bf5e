"""Codings and codebook as tables: CSV, a workbook with the codebook as a sheet, JSON lines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from app.exchange.project.project import Coded, Project, coded
from app.tables.sheets import csv_lines, xlsx_bytes

Row = list[Any]


def coding_titles(project: Project) -> list[str]:
    return [
        *(_("문서"), _("시작"), _("끝"), _("인용"), _("코드"), _("코더"), _("시각"), _("메모")),
        *_said(project),
        *([_("말한 이")] if project.cases_at() else []),
        *(variable.name for variable in project.text_variables()),
    ]


def _said(project: Project) -> list[str]:
    """What any coding says besides, each once."""
    return list(dict.fromkeys(key for each in coded(project) for key in each.coding.values))


def coding_rows(project: Project) -> Iterator[Row]:
    """A row a coding: the text, its place in code points, its words, code with those above it, coder, moment, memo.

    Whom it is about and what is known of them stands behind, where the project says so.
    """
    codes, users, variables = project.code_names(), project.user_names(), project.text_variables()
    said, cases = _said(project), project.cases_at()
    for each in coded(project):
        at, source, coding = each.selection, each.source, each.coding
        about = cases.get(at.guid)
        known = {**source.values, **(about.values if about else {})}
        yield [
            *(source.name, at.start, at.end, each.quote, codes[coding.code], users.get(coding.coder, "")),
            *(coding.at, at.memo, *(coding.values.get(key, "") for key in said)),
            *([about.name if about else ""] if cases else []),
            *(known.get(variable.guid, "") for variable in variables),
        ]


def codebook_titles() -> list[str]:
    return [_("코드"), _("정의"), _("색"), _("코딩 가능"), _("코딩 수"), _("문서 수"), _("번호")]


def codebook_rows(project: Project) -> Iterator[Row]:
    """A row a code, in the order of the tree, with how often it was given and in how many texts."""
    times: Counter[str] = Counter()
    texts: dict[str, set[str]] = {}
    for each in coded(project):
        times[each.coding.code] += 1
        texts.setdefault(each.coding.code, set()).add(each.source.guid)
    names = project.code_names()
    for code in project.codes:
        codable = _("예") if code.codable else _("아니요")
        counts = (times[code.guid], len(texts.get(code.guid, ())))
        yield [names[code.guid], code.definition, code.color, codable, *counts, code.guid]


def codings_csv(project: Project) -> Iterator[bytes]:
    return csv_lines(coding_titles(project), coding_rows(project))


def codebook_csv(project: Project) -> Iterator[bytes]:
    return csv_lines(codebook_titles(), codebook_rows(project))


def workbook(project: Project) -> bytes:
    """The codings, the codebook and the notes, a sheet each, with filters."""
    users = project.user_names()
    sheets: dict[str, tuple[list[str], Iterator[Row]]] = {
        _("코딩"): (coding_titles(project), coding_rows(project)),
        _("코드북"): (codebook_titles(), codebook_rows(project)),
    }
    if project.notes:
        rows = ([note.name, note.text, users.get(note.coder, ""), note.at] for note in project.notes)
        sheets[_("메모")] = ([_("제목"), _("메모"), _("쓴 사람"), _("시각")], rows)
    return xlsx_bytes(sheets)  # type: ignore[arg-type]


def json_lines(project: Project) -> Iterator[bytes]:
    """A line a coding, for programs: names in English, codes and people by name and id."""
    codes, users = project.code_names(), project.user_names()
    variables = {variable.guid: variable.name for variable in project.text_variables()}
    cases = project.cases_at()
    for each in coded(project):
        about = cases.get(each.selection.guid)
        told = _told(each) | {"code": codes[each.coding.code], "coder": users.get(each.coding.coder, "")}
        known = {**each.source.values, **(about.values if about else {})}
        told |= {"case": about.name if about else "", "variables": {variables[id]: v for id, v in known.items()}}
        yield json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _told(each: Coded) -> dict[str, Any]:
    return {
        "document": each.source.name,
        "document_id": each.source.guid,
        "start": each.selection.start,
        "end": each.selection.end,
        "quote": each.quote,
        "code_id": each.coding.code,
        "at": each.coding.at,
        "memo": each.selection.memo,
        "values": dict(each.coding.values),
    }
