"""All answers of a return from what was given: what is asked, reckoned, wrong. Twin: app/static/js/logic/running.js."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from forms.logic.counting import counted
from forms.logic.dates import is_moment, moment_text
from forms.logic.interpreter import Scope, Table
from forms.logic.model import Model, Part
from forms.logic.places import Place, key_of, read_key
from forms.logic.storing import empty, stored
from forms.logic.values import atom, number
from forms.logic.verdicts import offered, required, wrong

Given = dict[str, dict[Place, Any]]


@dataclass(frozen=True)
class State:
    """What a program says of some answers.

    Attributes
    ----------
    answers : dict
        Key to JSON value: given, calculated, defaults of what nobody touched; nothing that is not relevant, no blanks.
    relevant, required : frozenset of str
        Keys of questions and sections; of a repeat its id and each instance (``member``, ``member[1]``).
    wrong : dict
        Key to ``required``, ``constraint``, ``choice`` or ``range``.
    choices : dict
        Key to the ids offered, for questions with a filter.
    counts : dict
        Key of a repeat to its number of instances.
    """

    answers: dict[str, Any]
    relevant: frozenset[str]
    required: frozenset[str]
    wrong: dict[str, str]
    choices: dict[str, list[str]]
    counts: dict[str, int]


def evaluate(
    program: Mapping[str, Any] | Model, answers: Mapping[str, Any], *, now: datetime | str, lang: str = "ko"
) -> State:
    """Evaluate a program over answers by their keys.

    Parameters
    ----------
    program : mapping or Model
        A `Model` saves laying the program out anew for each return.
    answers : mapping
        A key with None or an empty text was touched and left blank: its default does not come back.
    now : datetime or str
        What ``now()`` and ``today()`` say: the clock at the place of the person answering.
    """
    model = program if isinstance(program, Model) else Model(program)
    return _Run(model, _given(answers), _clock(now), lang).state()


def _given(answers: Mapping[str, Any]) -> Given:
    found: Given = {}
    for key, value in answers.items():
        read = read_key(key)
        if read is not None:
            found.setdefault(read[0], {})[read[1]] = value
    return found


def _clock(now: datetime | str) -> str:
    read = now.isoformat() if isinstance(now, datetime) else now
    if not is_moment(read):
        raise ValueError(f"not a moment: {read}")
    moment = moment_text(number(read))
    return moment if len(moment) > 16 else moment + ":00"


class _Run:
    def __init__(self, model: Model, given: Given, now: str, lang: str) -> None:
        self.model, self.given = model, given
        self.table = Table(model, now, lang)
        self.answers: dict[str, dict[Place, Any]] = {}
        self.relevant: dict[str, list[Place]] = {}
        self.counts: dict[str, int] = {}

    def state(self) -> State:
        for id in self.model.order:
            if id in self.model.sections:
                self.section(id)
            else:
                self.question(id)
        return self.told()

    def outside(self, id: str) -> list[Place]:
        """Places at which a question or section stands: the instances of the section around it."""
        above = self.model.above(id)
        return [()] if above is None else self.table.instances.get(above, [])

    def present(self, id: str, part: Part, place: Place) -> bool:
        tree = part.get("relevant")
        return tree is None or Scope(self.table, id, place).true(tree)

    def section(self, id: str) -> None:
        part = self.model.sections[id]
        self.table.instances[id] = []
        self.relevant[id] = [place for place in self.outside(id) if self.present(id, part, place)]
        for place in self.relevant[id]:
            if not self.model.repeating(id):
                self.table.instances[id].append(place)
                continue
            count = counted(Scope(self.table, id, place), part["repeat"], self.given)
            self.counts[key_of(id, place)] = count
            self.table.instances[id] += [(*place, each) for each in range(1, count + 1)]

    def question(self, id: str) -> None:
        part, given = self.model.questions[id], self.given.get(id, {})
        cells = self.table.values[id] = {}
        self.answers[id], self.relevant[id] = {}, []
        for place in self.outside(id):
            if not self.present(id, part, place):
                continue
            self.relevant[id].append(place)
            answer = self.answer(id, part, place, given)
            self.answers[id][place] = answer
            cells[place] = atom(answer)

    def answer(self, id: str, part: Part, place: Place, given: Mapping[Place, Any]) -> Any:
        """What is stored at a place: reckoned, else given, else the default."""
        scope = Scope(self.table, id, place, atom(given.get(place)))
        if part.get("calculation") is not None:
            return stored(part["type"], scope.value(part["calculation"]))
        if place in given:
            answer = given[place]
        elif isinstance(part.get("default"), Mapping):
            answer = stored(part["type"], scope.value(part["default"]["tree"]))
        else:
            answer = part.get("default")
        return None if empty(part["type"], atom(answer)) else answer

    def told(self) -> State:
        state = State({**self.counts}, frozenset(self.keys()), frozenset(), {}, {}, self.counts)
        asked = [(id, place) for id in self.model.questions for place in self.relevant[id]]
        return replace(state, required=frozenset(key_of(*each) for each in asked if self.judged(*each, state)))

    def judged(self, id: str, place: Place, state: State) -> bool:
        """Write down what there is to say of one answer; say whether it is needed."""
        part, key, answer = self.model.questions[id], key_of(id, place), self.answers[id][place]
        scope = Scope(self.table, id, place, self.table.values[id][place])
        ids, must = offered(part, scope), required(part, scope)
        fault = wrong(part, scope, must, ids)
        if answer is not None:
            state.answers[key] = _clean(answer)
        if ids is not None and part.get("filter") is not None:
            state.choices[key] = ids
        if fault is not None:
            state.wrong[key] = fault
        return must

    def keys(self) -> set[str]:
        found = {key_of(id, place) for id, places in self.relevant.items() for place in places}
        return found | {key_of(id, place) for id, places in self.table.instances.items() for place in places}


def _clean(answer: Any) -> Any:
    """Texts in NFC; figures as they were given."""
    return atom(answer) if isinstance(answer, str | list) else answer
