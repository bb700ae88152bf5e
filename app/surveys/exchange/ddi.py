"""DDI-Codebook 2.5 of a file of returns: the study, the questions as asked, every code with its words."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from flask_babel import gettext as _
from lxml import etree

from app.clock import today
from app.config import VERSION
from app.surveys.exchange.plain import missing_words
from app.surveys.exchange.variables import Union, Variable
from forms.keys import base

SPACE = "ddi:codebook:2_5"
_FORMATS = {"date": "date", "datetime": "datetime"}


def ddi_of(
    survey: sqlite3.Row, variables: Sequence[Variable], union: Union, *, maker: str, firms: int | None = None
) -> bytes:
    """The codebook as XML, valid against the DDI Alliance's schema; it holds no answer.

    Parameters
    ----------
    maker : str
        The institution that asks; "" where the office has not said.
    firms : int or None
        Rows of the file the codebook is of; None where there is none.
    """
    root = etree.Element(_tag("codeBook"), nsmap={None: SPACE}, version="2.5")
    _lang(root, union.lang)
    _study(root, survey, union, maker)
    file = _add(root, "fileDscr", ID="F1")
    text = _add(file, "fileTxt")
    _add(text, "fileName", _("설문 응답 %(wave)s", wave=survey["wave"]))
    if firms is not None:
        _add(_add(text, "dimensns"), "caseQnty", str(firms))
    data = _add(root, "dataDscr")
    for number, each in enumerate((v for v in variables if v.kind != "several"), 1):
        _variable(data, each, union, number)
    told: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return told


def _study(root: etree._Element, survey: sqlite3.Row, union: Union, maker: str) -> None:
    study = _add(root, "stdyDscr")
    citation = _add(study, "citation")
    titles = _add(citation, "titlStmt")
    own, other = ("ko", "en") if union.lang != "en" else ("en", "ko")
    _add(titles, "titl", survey[f"title_{own}"] or survey[f"title_{other}"])
    if survey[f"title_{other}"]:
        _lang(_add(titles, "parTitl", survey[f"title_{other}"]), other)
    _add(titles, "IDNo", survey["id"], agency="moksori")
    if maker:
        _add(_add(citation, "rspStmt"), "AuthEnty", maker)
    made = _add(citation, "prodStmt")
    _add(made, "prodDate", today().isoformat(), date=today().isoformat())
    _add(made, "software", "Moksori", version=VERSION)
    about = _add(study, "stdyInfo")
    summary = _add(about, "sumDscr")
    for event, day in (("start", survey["opens_on"]), ("end", survey["closes_on"])):
        _add(summary, "collDate", day, date=day, event=event)
    _add(summary, "nation", "Korea, Republic of", abbr="KR")
    _add(summary, "anlyUnit", _("기업"))
    _add(summary, "dataKind", _("설문 응답"))


def _variable(data: etree._Element, variable: Variable, union: Union, number: int) -> None:
    interval = "contin" if variable.kind == "figure" else "discrete"
    var = _add(data, "var", ID=f"V{number}", name=variable.name, files="F1", intrvl=interval)
    _add(var, "labl", variable.label)
    question = union.questions.get(base(variable.key)) if variable.key else None
    if question:
        asked = _add(var, "qstn")
        _add(asked, "qstnLit", question.label.of(union.lang))
        if hint := question.hint.of(union.lang):
            _add(asked, "postQTxt", hint)
    if variable.may_miss:
        invalid = _add(var, "invalrng")
        for code in variable.missing.values():
            _add(invalid, "item", VALUE=str(code))
    if variable.versions:
        _add(var, "notes", _("물은 설문지 판: %(numbers)s", numbers=", ".join(map(str, variable.versions))))
    _categories(var, variable)
    numeric = variable.kind in ("code", "flag", "figure", "rank")
    more = {"category": _FORMATS[variable.kind]} if variable.kind == "date" else {}
    _add(var, "varFormat", type="numeric" if numeric else "character", schema="other", **more)
    if variable.unit:
        _add(var, "notes", _("단위: %(unit)s", unit=variable.unit))
    notes = var.findall(_tag("notes"))
    for note in notes:  # the schema wants them last
        var.append(note)


def _categories(var: etree._Element, variable: Variable) -> None:
    labels: list[tuple[int, str, bool]] = [(v.number, v.words, False) for v in variable.values]
    labels += [(1, _("예"), False), (0, _("아니요"), False)] if variable.kind == "flag" else []
    if variable.may_miss:
        words = missing_words()
        labels += [(number, words[code], True) for code, number in variable.missing.items()]
    for number, word, is_missing in labels:
        category = _add(var, "catgry", missing="Y" if is_missing else "N")
        _add(category, "catValu", str(number))
        _add(category, "labl", word)


def _tag(name: str) -> str:
    return f"{{{SPACE}}}{name}"


def _add(parent: etree._Element, tag: str, text: str = "", /, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, _tag(tag), **attributes)
    element.text = "".join(c for c in text if c.isprintable() or c in "\n\t") or None
    return element


def _lang(element: etree._Element, lang: str) -> None:
    element.set("{http://www.w3.org/XML/1998/namespace}lang", lang)
