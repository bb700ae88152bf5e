"""What the checks of the form refuse of a definition is taken out piece by piece and told, until the rest stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from forms.definition import chain
from forms.findings import DefinitionProblem, QuestionnaireError
from forms.logic import names, parse
from forms.messages import say
from forms.questionnaire import Questionnaire
from forms.xlsform.findings import Findings, both
from forms.xlsform.rows.rules import Owner, Rules
from forms.xlsform.sheets.workbook import NotAForm

# In this order they are suspected: what is lost with the last hurts most.
_RULES = ("filter", "constraint", "calculation", "default", "required", "count", "relevant")
_COLUMNS = {"filter": "choice_filter", "count": "repeat_count"}
# A pass takes out everything that is refused at once; what that brings to light is the next one's.
_PASSES = 12
_KEPT = ("id", "label", "hint", "section", "relevant", "required")


def salvaged(
    definition: dict[str, Any], owners: Mapping[str, Owner], rules: Rules, findings: Findings
) -> tuple[dict[str, Any], Questionnaire]:
    """The definition without what is refused, and its questionnaire.

    Raises
    ------
    NotAForm
        If the form as a whole is refused.
    """
    for _pass in range(_PASSES):
        problems = _problems(definition)
        if not problems:
            return definition, Questionnaire.from_dict(definition)
        for problem in problems:
            if problem.question is None or problem.question not in owners:
                raise NotAForm("refused", both(problem.say("ko"), problem.say("en")))
        blamed = {} if _fewer(definition, problems, owners, findings) else _blamed(definition, problems)
        for problem, (id, entry) in blamed.items():
            definition.update(_without(definition, entry, {id}) or {})
            rules.refuse(
                owners[id], entry, _source(rules, owners[id], entry), _COLUMNS.get(entry, entry), _reason(problem)
            )
        if not blamed and problems == _problems(definition):
            definition = _plainer(definition, {str(each.question): each for each in problems}, owners, findings)
    raise NotAForm("refused", both("규칙이 서로 얽혀 있습니다", "its rules are entangled"))


def _fewer(
    definition: dict[str, Any],
    problems: Iterable[DefinitionProblem],
    owners: Mapping[str, Owner],
    findings: Findings,
) -> bool:
    """Let repeats inside repeats be answered less often, where all of them together would be too many."""
    large = [problem for problem in problems if problem.key == "repeat_large"]
    parents = {each["id"]: each.get("parent") for each in definition["sections"]}
    repeats = {each["id"] for each in definition["sections"] if "repeat" in each}
    depth = max((len(repeats & set(chain(id, parents))) for id in repeats), default=0)
    for problem in large:
        most = int(float(str(dict(problem.params)["most"])) ** (1 / depth))
        row, found = owners[str(problem.question)].row, dict(problem.params)["found"]
        findings.add("repeat_most", row.sheet, row.number, row.heading("type"), count=found, most=most)
        for each in definition["sections"]:
            if "repeat" in each:
                each["repeat"]["most"] = min(most, each["repeat"].get("most", most))
    return bool(large)


def _problems(definition: Mapping[str, Any]) -> tuple[DefinitionProblem, ...]:
    try:
        Questionnaire.from_dict(definition)
    except QuestionnaireError as error:
        return error.problems
    return ()


def _reason(problem: DefinitionProblem) -> tuple[str, str]:
    ko, en = (say(problem.key, lang, **dict(problem.params)) for lang in ("ko", "en"))
    return ko, en


def _source(rules: Rules, owner: Owner, entry: str) -> str:
    told = rules.told.get((owner.id, entry))
    return told.source if told else owner.row.get(_COLUMNS.get(entry, entry))


def _blamed(
    definition: Mapping[str, Any], problems: Iterable[DefinitionProblem]
) -> dict[DefinitionProblem, tuple[str, str]]:
    """Which rule each problem comes from, as the id and the entry: the one without which it is gone."""
    found: dict[DefinitionProblem, tuple[str, str]] = {}
    left = set(problems)
    for problem in problems:
        entry = str(dict(problem.params).get("entry"))
        if entry in _RULES and _without(definition, entry, {str(problem.question)}) is not None:
            found[problem] = str(problem.question), entry
        elif guilty := _breaking(definition, _circle(problem)):
            found[problem] = guilty
    left -= found.keys()
    for entry in _RULES:
        without = _without(definition, entry, {str(problem.question) for problem in left})
        if left and without is not None:
            gone = left - set(_problems(without))
            found |= {problem: (str(problem.question), entry) for problem in gone}
            left -= gone
    return found


def _circle(problem: DefinitionProblem) -> list[str]:
    """The questions and sections that wait for each other."""
    path = str(dict(problem.params).get("path", "")) if problem.key == "cycle" else ""
    return list(dict.fromkeys(step.strip().removeprefix("section:") for step in path.split("→") if step.strip()))


def _breaking(definition: Mapping[str, Any], circle: Sequence[str]) -> tuple[str, str] | None:
    """The rule of a circle that is the least loss: one of those by which each waits for the next."""
    waiting = dict(zip(circle, [*circle[1:], *circle[:1]], strict=True))
    guilty = [
        (_RULES.index(entry), each["id"], entry)
        for part in ("sections", "questions")
        for each in definition[part]
        for entry in _RULES
        if each["id"] in waiting and waiting[each["id"]] in _named(each, entry)
    ]
    return min(guilty)[1:] if guilty else None


def _named(each: Mapping[str, Any], entry: str) -> set[str]:
    """What a rule of a question or section speaks of."""
    given = each.get("repeat", {}).get("count") if entry == "count" else each.get(entry)
    if entry == "default":
        given = given.get("expression") if isinstance(given, Mapping) else None
    return names(parse(given, self_id=each["id"])) if isinstance(given, str) else set()


def _without(definition: Mapping[str, Any], entry: str, ids: set[str]) -> dict[str, Any] | None:
    """A copy in which these questions and sections lack a rule; None where none of them has it."""
    found, changed = dict(definition), False
    for part in ("questions", "sections"):
        copies = [_stripped(each, entry) if each["id"] in ids else each for each in definition[part]]
        changed = changed or copies != definition[part]
        found[part] = copies
    return found if changed else None


def _stripped(each: Mapping[str, Any], entry: str) -> dict[str, Any]:
    if entry == "count" and "repeat" in each:
        return {**each, "repeat": {name: value for name, value in each["repeat"].items() if name != "count"}}
    kept = {name: value for name, value in each.items() if name != entry or not _is_rule(value)}
    return {**kept, "default": ""} if kept.get("type") == "calculate" and _nothing(kept) else kept


def _is_rule(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, Mapping) and "expression" in value)


def _nothing(question: Mapping[str, Any]) -> bool:
    return not {"calculation", "default", "metadata"} & question.keys()


def _placed(each: Mapping[str, Any]) -> dict[str, Any]:
    return {"section": each["section"]} if "section" in each else {}


def _plainer(
    definition: dict[str, Any],
    problems: Mapping[str, DefinitionProblem],
    owners: Mapping[str, Owner],
    findings: Findings,
) -> dict[str, Any]:
    """A question that is refused for another reason is asked as a plain text, and if that is refused left out."""
    asked = []
    for each in definition["questions"]:
        problem = problems.get(each["id"])
        if problem is None:
            asked.append(each)
            continue
        row, plain = owners[each["id"]].row, each["type"] != "text"
        key = "question_text" if plain else "question_dropped"
        findings.add(key, row.sheet, row.number, row.heading("type"), name=each["id"], reason=both(*_reason(problem)))
        if each["type"] == "calculate":
            asked.append({"id": each["id"], "type": "calculate", "default": "", **_placed(each)})
        elif plain:
            asked.append({**{name: each[name] for name in _KEPT if name in each}, "type": "text"})
    sections = [_bare(each) if each["id"] in problems else each for each in definition["sections"]]
    return {**definition, "questions": asked, "sections": sections}


def _bare(section: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in section.items() if name not in ("repeat", "layout")}
