"""The form of a questionnaire, once per version, language and number of instances; it judges by the rules as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import Field
from wtforms.fields.core import UnboundField
from wtforms.i18n import DummyTranslations

from forms.asked import judging, layout, page
from forms.asked.counting import Sent, counts_in, shown_counts
from forms.asked.layout import Asked, Node
from forms.asked.pictures import Picture, named
from forms.questions import TYPES, Question, Wording
from forms.questions.question import Value

if TYPE_CHECKING:
    from forms.definition import Section
    from forms.questionnaire import Questionnaire

Counts = tuple[tuple[str, int], ...]


class QuestionnaireForm(FlaskForm):
    """Base of the built forms; each has its `questionnaire`, its `lang` and its `nodes`, the tree of its page;
    `asked` are the questions that have a field, in the order of the page.

    A field stands under the key of its answer. `judged` is what the rules say of what was sent, after `validate`.
    """

    questionnaire: ClassVar[Questionnaire]
    lang: ClassVar[str]
    nodes: ClassVar[tuple[Node, ...]]
    counts: ClassVar[Counts]
    asked: ClassVar[tuple[Asked, ...]]
    # Fields as the definition has them, of no form; published versions never change.
    laid_out: ClassVar[dict[str, Field]]
    judged: judging.Judged | None = None

    class Meta(FlaskForm.Meta):
        now: str | None = None

        def bind_field(self, form: FlaskForm, unbound_field: UnboundField, options: dict[str, Any]) -> Field:
            """A field is laid out once for all forms of a class: to do it for each took a third of what checking takes."""
            laid_out, name = type(form).laid_out, options["name"]
            if name not in laid_out:
                laid_out[name] = _of(super().bind_field(form, unbound_field, options), None)
            return _of(laid_out[name], form)

        def get_translations(self, form: FlaskForm) -> DummyTranslations:
            """Every message is already in its language, also outside a request."""
            return DummyTranslations()

    def __setattr__(self, name: str, value: Any) -> None:
        """A question may be called as something of the form is (``said``, ``words``): then only `form[key]` is its field."""
        if not isinstance(value, Field) or (name not in self.__dict__ and not hasattr(type(self), name)):
            super().__setattr__(name, value)

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check each field, and where there are rules, everything together: what is not relevant has no fault."""
        sound = super().validate(extra_validators)
        if not self.questionnaire.ruled:
            return sound
        self.judged = judging.judge(self.questionnaire, self.lang, self._given(), now=self.meta.now)
        for each in self.asked:
            field, said = self[each.key], self.judged.wrong.get(each.key)
            if each.key not in self.judged.relevant or each.question.calculation:
                field.errors = []
            if said and not field.errors:
                field.errors = [said]
        return not self.errors and not self.judged.wrong

    def _given(self) -> dict[str, Any]:
        """What was answered soundly, by key, "" for what was left blank; with the number of instances of each repeat."""
        values = {each.key: None if self[each.key].errors else self._value(each) for each in self.asked}
        return {**dict(self.counts), **{key: "" if value is None else value for key, value in values.items()}}

    def _value(self, each: Asked) -> Value | None:
        return TYPES[each.question.type].stored(self[each.key].data)

    def answers(self) -> dict[str, Value]:
        """Stored values by key, in the order of the questions; what was not answered or not asked is left out."""
        if self.judged is not None:
            return self.judged.answers
        values = {each.key: self._value(each) for each in self.asked}
        return {key: value for key, value in values.items() if value is not None}

    def by_section(self) -> Iterator[tuple[Section | None, list[tuple[Question, Field]]]]:
        """Fields under the sections they stand in, in the order of the page; None heads those without a section."""
        sections: dict[str | None, Section | None] = {None: None}
        sections |= {each.id: each for each in self.questionnaire.sections}
        found: dict[str | None, list[tuple[Question, Field]]] = {}
        for each in self.asked:
            found.setdefault(each.question.section, []).append((each.question, self[each.key]))
        for id, inside in found.items():
            yield sections[id], inside

    def blank(self, key: str) -> Field:
        """The field of a key: one of the form's own, or (``grade[~]``) of an instance that is yet to be made."""
        return self._fields[key] if key in self._fields else self.pattern[key]

    def said(self, wording: Wording, key: str = "") -> Markup:
        """Words with the answers that are named in them, as ``${employees}``; `key` says where they stand."""
        return page.said(self, wording, key)

    def shown(self, media: Mapping[str, Any]) -> list[tuple[str, str, Picture | None]]:
        """Kind, name and picture of what a question or choice shows; None where no file was given, or it is heard."""
        files = self.questionnaire.files
        return [(kind, name, files.get(name) if kind == "image" else None) for kind, name in named(media, self.lang)]

    @property
    def steps(self) -> list[page.Step]:
        """The page in steps: each section a step, and what stands between sections."""
        return page.steps(self.nodes)

    @property
    def tongues(self) -> list[tuple[str, str]]:
        """Codes and names of the languages it can be read in."""
        return page.tongues(self.questionnaire)

    @property
    def words(self) -> dict[str, Any]:
        """What the script of the page says: sentences for every question, in the form's language."""
        return page.words(self.questionnaire, self.lang)

    @cached_property
    def known(self) -> dict[str, Any]:
        """What is answered and calculated as far as it is known here, by key."""
        return self.answers()

    @cached_property
    def pattern(self) -> FlaskForm:
        """The blank fields of an instance that is yet to be made, for each repeat."""
        return build_pattern(self.questionnaire, self.lang)(formdata=None, meta={"csrf": False})


@lru_cache(maxsize=64)
def build_form(questionnaire: Questionnaire, lang: str = "ko", counts: Counts = ()) -> type[QuestionnaireForm]:
    """Build the form class of a questionnaire in one language.

    Parameters
    ----------
    questionnaire : Questionnaire
        A checked definition.
    lang : str
        One of its languages.
    counts : tuple of (str, int)
        How many instances each repeat has, by the key of its count.

    Returns
    -------
    type of QuestionnaireForm
        The same class for the same version, language and counts.
    """
    nodes = layout.tree(questionnaire, dict(counts))
    asked = tuple(each for each in layout.asked(nodes) if has_field(each))
    told = {
        "questionnaire": questionnaire,
        "lang": lang,
        "nodes": nodes,
        "counts": counts,
        "asked": asked,
        "laid_out": {},
    }
    name = f"Questionnaire_{questionnaire.sha256[:12]}_{lang}"
    made = type(name, (QuestionnaireForm,), told)
    made._unbound_fields = list(_fields(asked, lang).items())  # type: ignore[attr-defined]
    return made


@lru_cache(maxsize=64)
def build_pattern(questionnaire: Questionnaire, lang: str) -> type[FlaskForm]:
    """Build the form class that holds one more instance of every repeat, and nothing else."""
    every = layout.asked(layout.tree(questionnaire, {}), patterns=True)
    return type(
        "Pattern", (FlaskForm,), _fields([each for each in every if layout.NEXT in each.key and has_field(each)], lang)
    )


def _of(field: Field, form: FlaskForm | None) -> Field:
    """A copy of a field that holds nothing yet, for a form."""
    made = object.__new__(type(field))
    made.__dict__.update(field.__dict__, _form=form, meta=None if form is None else form.meta)
    return made


def _fields(asked: Iterable[Asked], lang: str) -> dict[str, Any]:
    return {each.key: TYPES[each.question.type].field(each.question, lang) for each in asked}


def has_field(each: Asked) -> bool:
    """Whether a field stands for a question of the tree."""
    return TYPES[each.question.type].has_field(each.question)


def form_of(questionnaire: Questionnaire, lang: str, sent: Sent, *, now: str | None = None) -> QuestionnaireForm:
    """The form as it was sent, checked, with as many instances as were sent or as the rules ask for."""
    counts = counts_in(questionnaire, sent)
    while True:
        made = build_form(questionnaire, lang, tuple(sorted(counts.items())))
        form = made(formdata=sent, meta={"csrf": False, "now": now})
        form.validate()
        wanted = form.judged.counts if form.judged else counts
        if all(counts.get(key, 0) >= many for key, many in wanted.items()):
            return form
        counts = {**counts, **{key: max(many, counts.get(key, 0)) for key, many in wanted.items()}}


def filled_with(questionnaire: Questionnaire, lang: str, answers: Mapping[str, Any]) -> QuestionnaireForm:
    """The form as it is shown with these answers in it: without script a repeat shows a few instances more."""
    counts = shown_counts(questionnaire, answers)
    return build_form(questionnaire, lang, counts)(formdata=None, data=dict(answers), meta={"csrf": False})
