"""The rows of the sheet survey of a definition: questions in their order, groups opened and closed around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from forms.definition import chain
from forms.xlsform import house, languages
from forms.xlsform.rows.rules import unpiped, unruled

# The type a question of the definition is written as, where it is not one of choices.
_TYPES = {
    "text": "text",
    "range": "range",
    "date": "date",
    "time": "time",
    "datetime": "dateTime",
    "note": "note",
    "geopoint": "geopoint",
    "image": "image",
    "audio": "audio",
    "video": "video",
    "file": "file",
    "acknowledge": "acknowledge",
    "consent": "acknowledge",
}
_SELECTS = {"single": "select_one", "likert": "select_one", "multiple": "select_multiple", "rank": "rank"}
_RULES = {"relevant": "relevant", "calculation": "calculation", "filter": "choice_filter"}
_WORDS = {
    "label": "label",
    "hint": "hint",
    "guidance": "guidance_hint",
    "required_message": "required_message",
    "constraint_message": "constraint_message",
    "unit": "moksori_unit",
}


class Written:
    """A definition as it is written: names, languages and lists as the workbook it came from had them."""

    def __init__(self, definition: Mapping[str, Any]) -> None:
        self.definition = definition
        self.origin: Mapping[str, Any] = definition.get("origin", {})
        self.names: dict[str, str] = dict(self.origin.get("names", {}))
        self.languages: Mapping[str, str] = self.origin.get("languages", {})
        self.codes: list[str] = list(definition.get("languages") or languages.HOUSE)

    def name(self, id: str) -> str:
        return self.names.get(id, id)

    def words(self, column: str, wording: Mapping[str, str]) -> dict[str, str]:
        """The cells of a translated column."""
        told = {code: text for code in self.codes if (text := wording.get(code))}
        return {
            languages.heading(column, code, self.languages): text for code, text in unpiped(told, self.names).items()
        }

    def rule(self, rule: object) -> str:
        """A rule with names for ids."""
        source = rule["source"] if isinstance(rule, Mapping) else str(rule)
        return unruled(source, self.names)

    def is_scale(self, question: Mapping[str, Any]) -> bool:
        return question["type"] == "likert" and "choices" not in question

    def list_name(self, question: Mapping[str, Any]) -> str:
        """The list of a question: the shared one it names, its scale's, or its own."""
        if self.is_scale(question):
            return f"likert_{question['scale']}"
        own = question["choices"]
        if isinstance(own, str):
            return own
        name = self.name(question["id"])
        return name if name not in self.definition.get("lists", {}) else f"{name}_own"


def rows_of(written: Written) -> Iterator[dict[str, str]]:
    """The rows, each a mapping of heading to text."""
    sections = {each["id"]: each for each in written.definition.get("sections", [])}
    parents = {id: each.get("parent") for id, each in sections.items()}
    asked = _gathered(written.definition["questions"], parents)
    places = _places(asked, written.definition["questions"])
    of_sections = _places(_met(asked, parents), list(sections.values()))
    opened: list[str] = []
    for question in asked:
        path = _path(question, parents)
        while opened != path[: len(opened)]:
            yield _end(sections[opened.pop()])
        for id in path[len(opened) :]:
            opened.append(id)
            yield _begin(sections[id], written) | of_sections.get(id, {})
        yield question_row(question, written) | places.get(question["id"], {})
    while opened:
        yield _end(sections[opened.pop()])


Parents = Mapping[str, str | None]


def _path(question: Mapping[str, Any], parents: Parents) -> list[str]:
    return list(reversed(chain(question.get("section"), parents)))


def _gathered(questions: Sequence[Mapping[str, Any]], parents: Parents) -> list[Mapping[str, Any]]:
    """The questions as the page has them: each section whole, where its first question stands."""
    first: dict[tuple[str, ...], int] = {}
    for place, question in enumerate(questions):
        path = _path(question, parents)
        for depth in range(1, len(path) + 1):
            first.setdefault(tuple(path[:depth]), place)

    def where(place: int) -> list[int]:
        path = _path(questions[place], parents)
        return [*(first[tuple(path[:depth])] for depth in range(1, len(path) + 1)), place]

    return [questions[place] for place in sorted(range(len(questions)), key=where)]


def _met(questions: Sequence[Mapping[str, Any]], parents: Parents) -> list[Mapping[str, Any]]:
    """The sections in the order in which a workbook opens them."""
    return [{"id": id} for id in dict.fromkeys(id for question in questions for id in _path(question, parents))]


def _places(written: Sequence[Mapping[str, Any]], defined: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """The column that says where each stood, where the workbook has another order; else nothing."""
    order = [each["id"] for each in defined]
    if [each["id"] for each in written] == order:
        return {}
    return {id: {"moksori_place": str(place)} for place, id in enumerate(order, 1)}


def _begin(section: Mapping[str, Any], written: Written) -> dict[str, str]:
    repeat, id, layout = section.get("repeat"), section["id"], section.get("layout", "")
    mixed = layout == "table" and len(_lists(id, written)) != 1
    appearance = ["" if mixed else {"table": "table-list", "page": "field-list"}.get(layout, "")]
    appearance.append(written.origin.get("appearances", {}).get(id, ""))
    row = {
        "type": "begin_group" if repeat is None else "begin_repeat",
        "name": written.name(id),
        **written.words("label", section.get("title") or {}),
        "relevant": written.rule(section["relevant"]) if section.get("relevant") else "",
        "repeat_count": _count(repeat, written),
        "moksori_layout": layout if mixed else "",
        "moksori_most": str((repeat or {}).get("most") or ""),
        "appearance": " ".join(filter(None, appearance)),
    }
    return _filled(row)


def _lists(section: str, written: Written) -> set[str]:
    """The lists of the questions right inside a section; "" stands for a question without one."""
    asked = (each for each in written.definition["questions"] if each.get("section") == section)
    return {written.list_name(each) if each["type"] in _SELECTS else "" for each in asked}


def _count(repeat: Mapping[str, Any] | None, written: Written) -> str:
    """How often it is answered, where that is not left to the respondent."""
    if repeat is None or repeat.get("count") is None:
        return ""
    count = repeat["count"]
    return str(count) if isinstance(count, int) else written.rule(count)


def _end(section: Mapping[str, Any]) -> dict[str, str]:
    return {"type": "end_group" if section.get("repeat") is None else "end_repeat"}


def question_row(question: Mapping[str, Any], written: Written) -> dict[str, str]:
    """The cells of a question."""
    row = {"type": _type(question, written), "name": written.name(question["id"])}
    for entry, column in _WORDS.items():
        if question.get(entry):
            row |= written.words(column, question[entry])
    own = written.rule(question["constraint"]) if question.get("constraint") else ""
    row |= {
        **{column: written.rule(question[entry]) for entry, column in _RULES.items() if question.get(entry)},
        "constraint": house.constraint(question, own),
        "required": _required(question.get("required"), written),
        "read_only": _flag(question.get("readonly")),
        "default": _default(question.get("default"), written),
        "appearance": _appearance(question),
        "parameters": _parameters(question),
        **question.get("media", {}),
        **house.cells(question),
    }
    return _filled(row)


def _filled(row: Mapping[str, str]) -> dict[str, str]:
    return {heading: text for heading, text in row.items() if text}


def _type(question: Mapping[str, Any], written: Written) -> str:
    kind = question["type"]
    if kind in _SELECTS:
        return f"{_SELECTS[kind]} {written.list_name(question)}"
    if kind == "number":
        return "decimal" if question.get("decimals") else "integer"
    if kind == "calculate":
        return question.get("metadata") or ("calculate" if question.get("calculation") else "hidden")
    if kind == "text" and "barcode" in question.get("appearance", "").split():
        return "barcode"
    return _TYPES[kind]


def _appearance(question: Mapping[str, Any]) -> str:
    words = question.get("appearance", "")
    return " ".join(w for w in words.split(" ") if w != "barcode") if "barcode" in words.split() else words


def _flag(value: object) -> str:
    return "" if value is None else "yes" if value else "no"


def _required(value: object, written: Written) -> str:
    return _flag(value) if value is None or isinstance(value, bool) else written.rule(value)


def _default(value: object, written: Written) -> str:
    if isinstance(value, Mapping):
        return written.rule(value["expression"])
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else "yes" if value is True else str(value)


def _parameters(question: Mapping[str, Any]) -> str:
    if question["type"] != "range":
        return ""
    given = (("start", question.get("min")), ("end", question.get("max")), ("step", question.get("step")))
    return ";".join(f"{name}={value}" for name, value in given if value is not None)
