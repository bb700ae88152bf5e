"""A paper handed out: as a file to take home or as a page to print."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Response, make_response, render_template, request, url_for

from app.papers.laying import head_facts, made_today, running, shown
from app.papers.model import Paper
from app.papers.writing_docx import docx_bytes
from app.papers.writing_hwpx import HWPX_TYPE, hwpx_bytes
from app.tables.sheets import download
from app.words.i18n import speaking

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITERS: dict[str, tuple[Callable[[Paper], bytes], str]] = {
    "docx": (docx_bytes, DOCX_TYPE),
    "hwpx": (hwpx_bytes, HWPX_TYPE),
}
Links = Sequence[tuple[str | None, str]]
# The forms a route offers: /…/paper.<any(docx, hwpx, html):form>
FORMS = (*WRITERS, "html")


def paper_response(
    paper: Paper, form: str, name: str, *, lit: str = "", trail: Links = (), beside: Links = ()
) -> Response:
    """The paper in one of `FORMS`; `name` is the file's, without its ending. The paper's own language is used.

    On the page, `lit` is the word of the navigation it belongs to, `trail` its way there (address or None, word), and
    `beside` what else can be done with it (address, word).
    """
    with speaking(paper.language):
        if form == "html":
            words = {**page_words(paper), "lit": lit, "trail": trail, "beside": beside}
            return make_response(render_template("papers/paper.html", **words))
        return download(paper_bytes(paper, form), f"{name}.{form}", WRITERS[form][1])


def paper_bytes(paper: Paper, form: str) -> bytes:
    """The file itself, for whoever keeps its hash or puts it in a package."""
    write, _type = WRITERS[form]
    return write(paper)


def page_words(paper: Paper) -> dict[str, object]:
    """What `papers/paper.html` and the macro `sheet` of `papers/sheet.html` are given: with the page's other forms, where
    its address ends with one."""
    return {
        "paper": paper,
        "shown": list(shown(paper)),
        "facts": head_facts(paper),
        "running": running(paper),
        "made": made_today(paper),
        "forms": [(form.upper(), _address(form)) for form in WRITERS if "form" in (request.view_args or {})],
    }


def _address(form: str) -> str:
    """The same paper in another form, asked for in the same way."""
    return url_for(request.endpoint or "", **{**request.args.to_dict(), **(request.view_args or {}), "form": form})
