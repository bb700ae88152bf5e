"""Pages of one theme of a draft: its terms added, changed, removed and put back; its names and criteria."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.accounts.permissions import permit
from app.codebook import drafting
from app.codebook.access import Listed, colours, matched, my_draft, my_theme
from app.codebook.blueprint import bp
from app.codebook.definitions import COLOURS, MORE, WORDS, plain, plain_form, term_of, theme_of
from app.codebook.draft_store import Draft
from app.codebook.pasting import kind_of_form, language_of_form
from app.codebook.publishing import definition_of
from app.codebook.term_checks import WARNING
from app.codebook.term_words import advised
from app.db import get_db
from app.errors import BadInput, Problem
from app.paging import Page, page_number
from app.words.formats import named
from forms.codebook import DropThemeForm, KindTermForm, LinesForm, TermForm, ThemeForm, WordsForm

PAGE = 50
# What is sent where a dropped theme's codings stay; no code of a theme.
STAY = "-"
# Of no more terms at once it is counted what they would touch; the preview tells it of all.
TOLD = 30
SORTS = {
    "form": lambda listed: listed.term["form"].casefold(),
    "lang": lambda listed: (listed.term["lang"] != "ko", listed.term["form"]),
    "weight": lambda listed: (listed.term["weight"], listed.term["form"]),
    "sentences": lambda listed: (listed.sentences or 0, listed.term["form"]),
}


@bp.route("/codebook/draft/<code>", methods=["GET", "POST"])
@permit("codebook.edit")
def draft_theme(code: str) -> ResponseReturnValue:
    """The theme's terms; a post adds one, or the lines of many."""
    my_theme(my_draft(), code)
    if request.method == "GET":
        return _page(code)
    return _add_terms(code) if "many-lines" in request.form else _add_term(code)


def _page(code: str, *, one: TermForm | None = None, many: LinesForm | None = None, wrong: Any = ()) -> str:
    mine = my_draft()
    theme, number, sort = my_theme(mine, code), page_number(), request.args.get("sort", "")
    listed = _listed(mine, theme)
    if sort.lstrip("-") in SORTS:
        listed.sort(key=SORTS[sort.lstrip("-")], reverse=sort.startswith("-"))
    return render_template(
        "codebook/draft_theme.html",
        draft=mine,
        theme=theme,
        published=theme_of(definition_of(get_db(), mine.base_id), code) is not None,
        terms=listed[(number - 1) * PAGE : number * PAGE],
        page=Page(number, PAGE, len(listed)),
        sort=sort,
        q=request.args.get("q", ""),
        lang=request.args.get("lang", ""),
        only=request.args.get("only", ""),
        previewed=matched(mine) is not None,
        removed=drafting.removed_of(mine, code),
        one=one or TermForm(formdata=None, data={"form": plain(request.args.get("form", ""))}),
        many=many or LinesForm(formdata=None, prefix="many"),
        wrong=wrong,
    )


def _listed(mine: Draft, theme: dict[str, Any]) -> list[Listed]:
    """The terms the address asks for: searched letters, a language, only changed or only never matched ones."""
    db, found, args = get_db(), matched(mine), request.args
    search, lang, only = plain(args.get("q", "")).casefold(), args.get("lang", ""), args.get("only", "")
    what = {c.key: c.what for c in drafting.difference_of(db, mine).terms}
    listed = []
    for term in theme["terms"]:
        key = (theme["id"], term["lang"], term["form"])
        count = None if found is None else found.get((theme["id"], term["form"]), 0)
        fits = search in f"{term['form']} {term['note']}".casefold() and lang in ("", term["lang"])
        wanted = {"changed": key in what, "warned": True, "unmatched": count == 0}.get(only, True)
        if fits and wanted:
            added = what.get(key) == "added"
            wary = key in what or only == "warned"
            advice = advised(db, mine.definition, key, term, reaching=added) if wary else []
            if only != "warned" or advice:
                listed.append(Listed(term, what.get(key, ""), advice, count))
    return listed


def _add_term(code: str) -> ResponseReturnValue:
    form = TermForm()
    if not form.validate():
        return _page(code, one=form), 422
    term = _term(form, kind_of_form(plain_form(form.form.data)))
    try:
        drafting.put_term(get_db(), current_user.id, code, term, before=None)
    except BadInput as error:
        form.form.errors = _at_field(error)
        return _page(code, one=form), 422
    _say_added(code, [term])
    return redirect(url_for("codebook.draft_theme", code=code), 303)


def _add_terms(code: str) -> ResponseReturnValue:
    form = LinesForm(prefix="many")
    if not form.validate():
        return _page(code, many=form), 422
    try:
        added = drafting.add_terms(get_db(), current_user.id, code, form.lines.data, form.lang.data)
    except BadInput as error:
        return _page(code, many=form, wrong=error.problems), 422
    _say_added(code, added)
    return redirect(url_for("codebook.draft_theme", code=code), 303)


@bp.route("/codebook/draft/<code>/term/<any(ko, en):lang>/<path:form>", methods=["GET", "POST"])
@permit("codebook.edit")
def edit_term(code: str, lang: str, form: str) -> ResponseReturnValue:
    mine = my_draft()
    theme = my_theme(mine, code)
    found = term_of(mine.definition, (code, lang, form)) or abort(404)
    typed = KindTermForm(data=found)
    if typed.validate_on_submit():
        try:
            drafting.put_term(get_db(), current_user.id, code, _term(typed, typed.kind.data), before=(lang, form))
        except BadInput as error:
            typed.form.errors = _at_field(error)
        else:
            _say_changed(code, _term(typed, typed.kind.data))
            return redirect(url_for("codebook.draft_theme", code=code), 303)
    return render_template("codebook/term.html", theme=theme, term=found, form=typed), 422 if typed.errors else 200


@bp.post("/codebook/draft/<code>/remove")
@permit("codebook.edit")
def remove_terms(code: str) -> ResponseReturnValue:
    keys = [(lang, form) for lang, _bar, form in (text.partition("|") for text in request.form.getlist("term"))]
    if not drafting.remove_terms(get_db(), current_user.id, code, keys):
        flash(_("삭제할 용어를 골라 주십시오."), "careful")
    return redirect(url_for("codebook.draft_theme", code=code), 303)


@bp.post("/codebook/draft/<code>/put-back")
@permit("codebook.edit")
def put_back(code: str) -> ResponseReturnValue:
    if drafting.put_back(get_db(), current_user.id, code):
        flash(_("삭제한 용어를 되돌렸습니다."), "done")
    return redirect(url_for("codebook.draft_theme", code=code), 303)


@bp.route("/codebook/draft/<code>/words", methods=["GET", "POST"])
@permit("codebook.edit")
def draft_words(code: str) -> ResponseReturnValue:
    theme = my_theme(my_draft(), code)
    form = WordsForm(data={field: theme.get(field, "") for field in (*WORDS, *MORE)})
    form.colour.choices = colours()
    if form.validate_on_submit():
        drafting.put_words(get_db(), current_user.id, code, _words(form))
        flash(_("이름과 기준을 고쳤습니다."), "done")
        return redirect(url_for("codebook.draft_theme", code=code), 303)
    return render_template("codebook/words.html", theme=theme, form=form), 422 if form.errors else 200


@bp.route("/codebook/draft/themes/new", methods=["GET", "POST"])
@permit("codebook.edit")
def new_theme() -> ResponseReturnValue:
    my_draft()
    form = ThemeForm()
    form.colour.choices = colours()
    if form.validate_on_submit():
        try:
            drafting.add_theme(get_db(), current_user.id, form.code.data, _words(form))
        except BadInput as error:
            form.code.errors = _at_field(error)
        else:
            flash(_("새 주제를 만들었습니다. 이제 용어를 추가해 주십시오."), "done")
            return redirect(url_for("codebook.draft_theme", code=form.code.data), 303)
    return render_template("codebook/words.html", theme=None, form=form), 422 if form.errors else 200


@bp.route("/codebook/draft/<code>/drop", methods=["GET", "POST"])
@permit("codebook.edit")
def drop_theme(code: str) -> ResponseReturnValue:
    """A theme that was never published goes at once; of a published one it is asked where its codings go."""
    mine = my_draft()
    theme, form = my_theme(mine, code), DropThemeForm()
    others = [(t["id"], named(t)) for t in mine.definition["themes"] if t["id"] != code]
    form.into.choices = [("", _("고르십시오")), *others, (STAY, _("옮기지 않고 옛 이름 아래에 둡니다"))]
    if form.validate_on_submit():
        into = "" if form.into.data == STAY else form.into.data or None
        try:
            drafting.drop_theme(get_db(), current_user.id, code, into)
        except BadInput as error:
            form.into.errors = _at_field(error)
        else:
            flash(_("주제를 초안에서 없앴습니다. 게시하기 전에는 아무것도 바뀌지 않습니다."), "done")
            return redirect(url_for("codebook.draft"), 303)
    return render_template("codebook/drop_theme.html", theme=theme, form=form), 422 if form.errors else 200


@bp.post("/codebook/draft/<code>/restore")
@permit("codebook.edit")
def put_theme_back(code: str) -> ResponseReturnValue:
    drafting.put_theme_back(get_db(), current_user.id, code)
    flash(_("없앤 주제를 초안에 되살렸습니다."), "done")
    return redirect(url_for("codebook.draft"), 303)


def _words(form: WordsForm) -> dict[str, str]:
    said = {field: plain(form[field].data or "") for field in (*WORDS, *MORE)}
    return {**said, "colour": said["colour"] if said["colour"] in COLOURS else ""}


def _term(form: TermForm, kind: str) -> dict[str, Any]:
    written = plain_form(form.form.data)
    return {
        "lang": language_of_form(written, form.lang.data),
        "form": written,
        "kind": kind,
        "weight": float(form.weight.data),
        "note": plain(form.note.data or ""),
    }


def _at_field(error: BadInput) -> list[str]:
    """All problems as the one sentence a field shows."""

    def sentence(problem: Problem) -> str:
        return f"{problem.what}. {problem.right}."

    return [" ".join(sentence(problem) for problem in error.problems)]


def _say_added(code: str, terms: list[dict[str, Any]]) -> None:
    flash(ngettext("용어 %(num)d개를 추가했습니다.", "용어 %(num)d개를 추가했습니다.", len(terms)), "done")
    _say_advice(code, terms)


def _say_changed(code: str, term: dict[str, Any]) -> None:
    flash(_("‘%(form)s’ 용어를 고쳤습니다.", form=term["form"]), "done")
    _say_advice(code, [term])


def _say_advice(code: str, terms: list[dict[str, Any]]) -> None:
    """Warnings on what was just saved, of one term its notes too; all of them stand beside the terms as well."""
    definition, told = my_draft().definition, []
    alone, few = len(terms) == 1, len(terms) <= TOLD
    for term in terms:
        key = (code, term["lang"], term["form"])
        found = advised(get_db(), definition, key, term, reaching=few)
        told += [(level, f"‘{term['form']}’: {said}") for level, said in found if alone or level == WARNING]
    if told:
        rest = _("그 밖에 살펴볼 점이 %(n)s개 더 있습니다.", n=len(told) - 5) if len(told) > 5 else ""
        wary = any(level == WARNING for level, _said in told)
        flash(" ".join([*(said for _level, said in told[:5]), rest]).strip(), "careful" if wary else "message")
