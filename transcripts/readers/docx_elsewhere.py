"""Words of a Word document outside of its body: each kind is named, so that nothing vanishes without a word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transcripts.text.problems import Message

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OFF = {"0", "false", "off"}
_HEADS = Message("머리글·바닥글은 본문이 아니어서 뺐습니다(%(count)d곳). 예: %(words)s")
_EQUATIONS = Message("수식은 글로 옮기지 않았습니다(%(count)d개). 예: %(words)s")
_COMMENTS = Message("메모는 본문이 아니어서 뺐습니다(%(count)d개). 예: %(words)s")
_DELETED = Message("변경 추적에서 지운 글은 빼고 넣은 글은 읽었습니다(지운 곳 %(count)d곳). 예: %(words)s")
_HIDDEN = Message("숨긴 글은 뺐습니다(%(count)d곳). 예: %(words)s")
_EMBEDDED = Message(
    "문서 안에 끼워 넣은 파일 %(count)d개는 읽지 못했습니다. Word에서 열어 다시 저장해 주십시오. 예: %(words)s"
)


def found(document: Document) -> dict[Message, list[str]]:
    """What stands outside of the body, by what it is."""
    body = document.element.body
    return {
        _HEADS: list(_in_parts(document, "header", "footer")),
        _COMMENTS: list(_comments(document)),
        _EQUATIONS: [_text(each, f"{_MATH}t") for each in body.iter(f"{_MATH}oMath")],
        _DELETED: [_text(each, f"{W}delText") for each in body.iter(f"{W}del")],
        _HIDDEN: [_text(run, f"{W}t") for run in body.iter(f"{W}r") if is_hidden(run)],
        _EMBEDDED: [
            str(each.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"))
            for each in body.iter(f"{W}altChunk")
        ],
    }


def is_hidden(element: Element) -> bool:
    """Whether a run is hidden text, which neither screen nor paper shows."""
    properties = element.find(f"{W}rPr") if element.tag == f"{W}r" else None
    return properties is not None and is_on(properties.find(f"{W}vanish"))


def is_on(switch: Element | None) -> bool:
    """Whether a property such as bold is there and not switched off."""
    return switch is not None and switch.get(f"{W}val") not in _OFF


def _in_parts(document: Document, *names: str) -> Iterator[str]:
    from docx.oxml import parse_xml

    for part in document.part.package.iter_parts():
        name = str(part.partname)
        if name.startswith(tuple(f"/word/{each}" for each in names)) and name.endswith(".xml"):
            yield _text(parse_xml(part.blob), f"{W}t")


def _comments(document: Document) -> Iterator[str]:
    from docx.oxml import parse_xml

    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/comments.xml":
            yield from (_text(each, f"{W}t") for each in parse_xml(part.blob).iter(f"{W}comment"))


def _text(element: Element, tag: str) -> str:
    return "".join(each.text or "" for each in element.iter(tag))
