"""Codings as a plain table (CSV, XLSX): a row a coding of a text that is here, by its place or by its words."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from app.exchange.project.finding import Findable
from app.exchange.project.losses import Loss, Reading, gathered
from app.exchange.project.positions import Claim, Span, Text, check, own_name, settle
from app.exchange.project.project import Code, Coding, Project, Selection, Source, User, guid, in_tree_order
from app.exchange.readers.values import line, moment, words
from app.tables.tabular import Column, read_table

# How a path of codes is written in one cell, here and by the tools that write one.
PATH = " > "


def columns() -> list[Column]:
    return [
        Column("document", ("문서", "자료", "document", "source", "file", "filename", "파일")),
        Column("code", ("코드", "주제", "code", "tag", "theme", "codename")),
        Column("start", ("시작", "start", "pos0", "startposition"), _number, required=False),
        Column("end", ("끝", "end", "pos1", "endposition"), _number, required=False),
        Column("quote", ("인용", "quote", "text", "segment", "seltext", "content"), required=False),
        Column("coder", ("코더", "coder", "전문가", "owner", "user"), required=False),
        Column("memo", ("메모", "memo", "comment"), required=False),
        Column("at", ("시각", "date", "created", "at"), required=False),
    ]


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError(_("0부터 센 글자 자리를 정수로 적어 주십시오"))
    return int(text)


@dataclass
class _Of:
    """A text and the rows that speak of it."""

    name: str
    text: str
    rows: list[dict[str, Any]] = field(default_factory=list)


def read(data: bytes, file_name: str, texts: Mapping[str, str]) -> Reading:
    """The codings of a table as a project over `texts` (name to text in NFC); BadInput with every faulty row."""
    table = read_table(data, file_name, columns(), others=True)
    for row in table.rows:
        if row["quote"] is None and (row["start"] is None or row["end"] is None):
            table.wrong(
                row["row"], _("인용"), _("자리도 인용도 없습니다"), _("시작과 끝, 또는 인용한 글을 적어 주십시오")
            )
    table.refuse_if_wrong()
    known = {_key(name): _Of(name, text) for name, text in texts.items()}
    losses: list[Loss] = []
    for row in table.rows:
        if (of := known.get(_key(row["document"]))) is not None:
            of.rows.append(row)
        else:
            losses.append(Loss("text_missing", row["document"]))
    spoken = [of for of in known.values() if of.rows]
    way, spans = _settled(spoken)
    checks: dict[str, str] = {}
    sources = tuple(_source(of, at, losses, checks) for of, at in zip(spoken, spans, strict=True))
    project = Project(
        file_name.rpartition(".")[0],
        users=tuple(User(guid(name, "user"), name) for name in _once(table.rows, "coder")),
        codes=_codes(_once(table.rows, "code")),
        sources=sources,
    )
    return Reading(project, gathered(losses), checks, way)


def _key(name: str) -> str:
    """A document's name as it is compared: without its ending, in small letters."""
    plain = line(name).casefold()
    stem, dot, ending = plain.rpartition(".")
    return stem if dot and 1 < len(ending) < 5 else plain


def _once(rows: list[dict[str, Any]], name: str) -> list[str]:
    return list(dict.fromkeys(line(row[name]) for row in rows if row[name]))


def _settled(spoken: list[_Of]) -> tuple[str, list[list[Span | None]]]:
    """Every row's place: as stated if its words stand there, else where its words stand once."""
    placed = [[row for row in of.rows if row["start"] is not None and row["end"] is not None] for of in spoken]
    way, stated = settle(
        [
            Text(of.text, [Claim(row["start"], row["end"], row["quote"] or "") for row in rows])
            for of, rows in zip(spoken, placed, strict=True)
        ]
    )
    found = []
    for of, rows, spans in zip(spoken, placed, stated, strict=True):
        at = {row["row"]: span for row, span in zip(rows, spans, strict=True)}
        findable = Findable(of.text)
        found.append([_place(findable, at.get(row["row"]), row["quote"]) for row in of.rows])
    return str(way), found


def _place(findable: Findable, stated: Span | None, quote: str | None) -> Span | None:
    if stated is not None and (not quote or check(findable.text, *stated, quote) == "named"):
        return stated
    places = findable.find(quote or "")
    return places[0] if len(places) == 1 else stated


def _source(of: _Of, spans: list[Span | None], losses: list[Loss], checks: dict[str, str]) -> Source:
    selections = []
    for row, span in zip(of.rows, spans, strict=True):
        if span is None:
            several = row["quote"] and len(Findable(of.text).find(row["quote"])) > 1
            kind = "quote_many" if several else "quote_not_found" if row["quote"] else "out_of_range"
            losses.append(Loss(kind, of.name))
            continue
        id = guid(f"{of.name}/{row['row']}", "row")
        name = unicodedata.normalize("NFC", row["quote"] or "")
        checks[id] = check(of.text, *span, name)
        coder = guid(line(row["coder"]), "user") if row["coder"] else ""
        coding = Coding(guid(id, "coding"), guid(line(row["code"]), "code"), coder, moment(row["at"]))
        selections.append(
            Selection(id, *span, (coding,), own_name(name, of.text[slice(*span)]), words(row["memo"]), coder, coding.at)
        )
    return Source(guid(of.name, "document"), of.name, of.text, tuple(selections))


def _codes(paths: list[str]) -> tuple[Code, ...]:
    """Codes of paths: ``A > B`` is B beneath A."""
    found: dict[str, Code] = {}
    for path in paths:
        steps = path.split(PATH)
        for n, name in enumerate(steps, 1):
            own, above = PATH.join(steps[:n]), PATH.join(steps[: n - 1])
            found.setdefault(own, Code(guid(own, "code"), name.strip(), guid(above, "code") if above else ""))
    return in_tree_order(found.values())
