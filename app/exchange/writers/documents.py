"""Quotes by code as documents for people: a page (HTML), a DOCX and a HWPX file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from html import escape
from itertools import chain
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from flask_babel import gettext as _
from hwpx import HwpxDocument

from app.exchange.project.project import Project
from app.exchange.writers.refi_codes import legal
from app.exchange.writers.themed import Quote, Themed, themed
from app.words.i18n import language

FONT = "맑은 고딕"
# Headings a document tells apart; codes that lie deeper share the last.
DEEPEST = 4
_STYLE = """
body{font-family:'Malgun Gothic','맑은 고딕',sans-serif;max-width:45em;margin:2em auto;padding:0 1em;line-height:1.6}
h1{font-size:1.5em}
h2{border-bottom:2px solid #33405c}
blockquote{margin:.6em 0;padding:.2em 1em;border-left:.25em solid #8a949e}
footer,.of{color:#464c53;font-size:.9em}
.mark{display:inline-block;width:.8em;height:.8em;border:1px solid #33405c}
@media print{body{max-width:none;margin:0}h2,h3,h4{break-after:avoid}blockquote{break-inside:avoid}}
"""


def title(project: Project) -> str:
    return _("%(name)s: 코드별 인용", name=project.name)


def told_of(quote: Quote) -> str:
    """Where a quote is from and who coded it."""
    return " · ".join(filter(None, (quote.source, ", ".join(quote.coders))))


def counted(each: Themed) -> str:
    return _("인용 %(n)s건", n=len(each.quotes))


def page(project: Project) -> Iterator[bytes]:
    """One HTML file that needs nothing else: no script, nothing fetched."""
    words = escape(title(project))
    yield f"<!doctype html>\n<html lang={language()}><meta charset=utf-8><title>{words}</title>".encode()
    yield f"<style>{_STYLE}</style>\n<h1>{words}</h1>\n".encode()
    for each in themed(project):
        yield "".join(chain(_heading(each), map(_quoted, each.quotes))).encode("utf-8", "replace")
    yield f"<footer>{escape(project.memo)}</footer>\n</html>\n".encode()


def _heading(each: Themed) -> Iterator[str]:
    level = min(each.depth, DEEPEST - 1) + 2
    mark = f'<span class=mark style="background:{each.code.color}"></span> ' if each.code.color else ""
    yield f"<h{level}>{mark}{escape(each.code.name)}</h{level}>\n"
    yield f"<p>{escape(each.code.definition).replace(chr(10), '<br>')}</p>\n" if each.code.definition else ""
    yield f"<p class=of>{escape(counted(each))}</p>\n"


def _quoted(quote: Quote) -> str:
    memo = f"<br>{escape(_('메모: %(memo)s', memo=quote.memo))}" if quote.memo else ""
    said = escape(quote.text).replace("\n", "<br>")
    return f"<blockquote>{said}<div class=of>{escape(told_of(quote))}{memo}</div></blockquote>\n"


def docx(project: Project) -> bytes:
    """The same for Word: headings by the tree of codes, in the Korean office font."""
    document = Document()
    for style in ("Normal", "Title", *(f"Heading {n}" for n in range(1, DEEPEST + 1)), "Quote"):
        fonts = document.styles[style].element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    document.core_properties.title = legal(title(project))
    document.add_paragraph(legal(title(project)), style="Title")
    for each in themed(project):
        heading = document.styles[f"Heading {min(each.depth, DEEPEST - 1) + 1}"]
        _paragraph(document, each.code.name).style = heading
        if each.code.definition:
            _paragraph(document, each.code.definition)
        _paragraph(document).add_run(counted(each)).font.size = Pt(9)
        for quote in each.quotes:
            paragraph = _paragraph(document, quote.text)
            paragraph.paragraph_format.left_indent = Mm(6)
            memo = "\n" + _("메모: %(memo)s", memo=quote.memo) if quote.memo else ""
            paragraph.add_run(legal(f"\n— {told_of(quote)}{memo}")).font.size = Pt(9)
    if project.memo:
        document.add_paragraph(legal(project.memo))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraph(document: Any, text: str = "") -> Paragraph:
    """A paragraph at the end. python-docx looks through the whole document for that place, each time."""
    added = OxmlElement("w:p")
    document.element.body.sectPr.addprevious(added)
    paragraph = Paragraph(added, document._body)
    if text:
        paragraph.add_run(legal(text))
    return paragraph


def hwpx(project: Project) -> bytes:
    """The same for Hangul: sizes by depth, quotes with what they are from beneath."""
    made = HwpxDocument.new()
    ensure = made.styles.ensure_run
    heads = [ensure(bold=True, size=size) for size in (16, 14, 12, 11)]
    body, small = ensure(size=10), ensure(size=9)
    lines = [(heads[0], title(project))]
    for each in themed(project):
        lines.append((heads[min(each.depth + 1, len(heads) - 1)], each.code.name))
        lines += [(body, line) for line in each.code.definition.split("\n") if line]
        lines.append((small, counted(each)))
        for quote in each.quotes:
            lines += [(body, f"“{quote.text}”"), (small, f"— {told_of(quote)}")]
            lines += [(small, _("메모: %(memo)s", memo=quote.memo))] if quote.memo else []
    lines += [(small, project.memo)] if project.memo else []
    first = made.paragraphs[0]
    first.text, first.char_pr_id_ref = legal(lines[0][1]), lines[0][0]
    for run, text in lines[1:]:
        for line in legal(text).split("\n"):
            made.add_paragraph(line, char_pr_id_ref=run, inherit_style=False)
    return made.to_bytes()
