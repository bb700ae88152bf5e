"""Quotes by code as documents for people: a page (HTML), a DOCX and a HWPX file."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import chain

from flask_babel import gettext as _

from app.exchange.project.project import Project
from app.exchange.writers.themed import Quote, Themed, themed
from app.papers.model import Block, Heading, Note, Paper, Text
from app.papers.model import Quote as Said
from app.papers.writing_docx import docx_bytes
from app.papers.writing_hwpx import hwpx_bytes
from app.words.i18n import language

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
    return docx_bytes(paper(project))


def hwpx(project: Project) -> bytes:
    """The same for Hangul."""
    return hwpx_bytes(paper(project))


def paper(project: Project) -> Paper:
    """What both hold: each code under its heading with what it means, then its quotes with where they are from."""
    blocks = [block for each in themed(project) for block in _blocks(each)]
    blocks += [Note(project.memo)] if project.memo else []
    return Paper(title(project), tuple(blocks), language=language())


def _blocks(each: Themed) -> Iterator[Block]:
    yield Heading(each.code.name, min(each.depth + 1, DEEPEST))
    if each.code.definition:
        yield Text(each.code.definition)
    yield Note(counted(each))
    for quote in each.quotes:
        yield Said(quote.text, told_of(quote))
        if quote.memo:
            yield Note(_("메모: %(memo)s", memo=quote.memo))
