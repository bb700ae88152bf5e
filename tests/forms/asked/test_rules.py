"""What a definition with rules, repeats, lists and languages becomes, and what is wrong with one."""

import copy
import json
from pathlib import Path

import pytest

from forms.asked.layout import Asked, Part, Repeated, tree
from forms.keys import base, key, place
from forms.questionnaire import Questionnaire, QuestionnaireError
from forms.questions import TYPES

EVERY = json.loads((Path(__file__).parents[1] / "every_type.json").read_text(encoding="utf-8"))


def words(ko="가", en="a"):
    return {"ko": ko, "en": en}


def tiny(*questions, **more):
    return {"id": "tiny", "title": words(), "questions": list(questions), **more}


def question(id="q1", **more):
    return {"id": id, "type": "text", "label": words(), **more}


CHOICES = [{"id": "a", "label": words()}, {"id": "b", "label": words()}]


@pytest.mark.parametrize(
    ("definition", "found"),
    [
        (tiny(question(relevant="${q9} = 1")), {("q1", "unknown_name")}),
        (tiny(question(relevant="${q1} +")), {("q1", "logic_end")}),
        (tiny(question(relevant="")), {("q1", "no_rule")}),
        (tiny(question(relevant=True)), {("q1", "no_rule")}),
        (tiny(question(relevant={"source": "1", "tree": ["shell", "ls"]})), {("q1", "bad_tree")}),
        (tiny(question(relevant="${q2} = 1"), question("q2", relevant="${q1} = 1")), {("q1", "cycle")}),
        (tiny(question(type="single", choices="towns")), {("q1", "no_list"), ("q1", "no_choices")}),
        (tiny(question(), lists={"towns": [*CHOICES, CHOICES[0]]}), {("lists.towns", "same_choice")}),
        (tiny(question(), languages=["vi", "ko", "en"]), {(None, "no_first_wording"), ("q1", "no_first_wording")}),
        (tiny(question(), languages=["ko"]), {(None, "unknown_language"), ("q1", "unknown_language")}),
        (tiny(question(), languages="ko"), {(None, "wrong_kind")}),
        (tiny(question(section="s"), sections=[{"id": "s", "parent": "s"}]), {("s", "section_circle")}),
        (tiny(question(section="s"), sections=[{"id": "s", "parent": "t"}]), {("s", "bad_section")}),
        (tiny(question(section="q1"), sections=[{"id": "q1", "repeat": {}}]), {("q1", "duplicate_id")}),
        (tiny(question(section="s"), sections=[{"id": "s", "repeat": {"most": 51}}]), {("s", "bad_most")}),
        (tiny(question(section="s"), sections=[{"id": "s", "layout": "grid"}]), {("s", "wrong_kind")}),
        (tiny(question(type="calculate")), {("q1", "no_calculation")}),
        (tiny(question(type="calculate", metadata="imei")), {("q1", "bad_metadata")}),
        (tiny(question(type="range", min=0)), {("q1", "bad_step")}),
        (tiny(question(type="note", max=3)), {("q1", "unknown_key")}),
        (tiny(question(default=None), origin=[]), {(None, "wrong_kind")}),
        (
            tiny(
                question(type="consent", section="s", required=True, hint=words()),
                question("q2"),
                sections=[{"id": "s", "relevant": "${q2} = 1"}],
            ),
            {("q1", "consent_always")},
        ),
    ],
)
def test_a_problem_of_a_rule_is_named_with_its_question_or_section(definition, found):
    with pytest.raises(QuestionnaireError) as caught:
        Questionnaire.from_dict(definition)
    assert {(problem.question, problem.key) for problem in caught.value.problems} == found
    for problem in caught.value.problems:
        assert "%(" not in problem.say("ko") + problem.say("en")


def test_a_version_holds_the_trees_of_its_rules_and_comes_back_from_them_alone():
    made = Questionnaire.from_dict(EVERY)
    stored = json.loads(made.canonical)
    asked = {each["id"]: each for each in stored["questions"]}
    assert asked["founded"]["constraint"] == {"source": ". <= today()", "tree": ["<=", ["self"], ["today"]]}
    assert Questionnaire.from_dict(stored).canonical == made.canonical
    # A later parser may read the text otherwise: the tree is what counts.
    asked["founded"]["constraint"]["source"] = ". < today()"
    assert Questionnaire.from_dict(stored).question("founded").constraint.tree == ["<=", ["self"], ["today"]]


def test_a_definition_without_rules_is_its_own_canonical_form():
    plain = tiny(question(), question("q2", type="single", choices=CHOICES))
    made = Questionnaire.from_dict(plain)
    assert made.canonical == json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert not made.ruled and Questionnaire.from_dict(EVERY).ruled


def test_the_example_uses_every_type():
    assert {each["type"] for each in EVERY["questions"]} == set(TYPES)


def test_words_missing_in_a_language_are_those_of_the_first():
    made = Questionnaire.from_dict(EVERY)
    assert made.languages == ("ko", "en", "vi")
    assert made.question("founded").label.of("vi") == "Công ty được thành lập khi nào?"
    assert made.question("opens").label.of("vi") == "몇 시에 일을 시작합니까?"
    foreign = tiny(question(label={"vi": "Một"}), title={"vi": "Hai", "ko": "둘"}, languages=["vi", "ko"])
    read = Questionnaire.from_dict(foreign)
    assert (read.title.of("ko"), read.title.of("en"), read.title.ko) == ("둘", "Hai", "둘")
    assert (read.question("q1").label.of("ko"), read.question("q1").label.ko) == ("Một", "Một")


def test_the_page_follows_the_questions_and_each_section_stands_where_its_first_one_stands():
    made = Questionnaire.from_dict(
        tiny(
            question("a"),
            question("b", section="inner"),
            question("c", section="outer"),
            question("d"),
            sections=[{"id": "outer"}, {"id": "inner", "parent": "outer"}, {"id": "empty", "title": words()}],
        )
    )

    def names(nodes):
        return [each.key if isinstance(each, Asked) else [each.key, *names(each.children)] for each in nodes]

    assert names(tree(made, {})) == ["a", ["outer", ["inner", "b"], "c"], "d"]


def test_a_repeat_has_its_instances_and_a_pattern_with_keys_at_their_places():
    nested = [{"id": "home", "repeat": {}}, {"id": "member", "parent": "home", "repeat": {}}]
    made = Questionnaire.from_dict(tiny(question("age", section="member"), sections=nested))
    (home,) = tree(made, {"home": 2, "member[2]": 1})
    assert isinstance(home, Repeated) and isinstance(home.pattern, Part)
    first, second = (instance.children[0] for instance in home.instances)
    assert (first.key, len(first.instances)) == ("member[1]", 0)
    assert [each.children[0].key for each in second.instances] == ["age[2.1]"]
    assert home.pattern.children[0].pattern.children[0].key == "age[~.~]"


def test_a_section_with_the_name_of_a_question_is_told_from_it():
    made = Questionnaire.from_dict(tiny(question(section="q1"), sections=[{"id": "q1"}]))
    assert [each["id"] for each in made.program["sections"]] == [made.program["questions"][0]["section"]] != ["q1"]


def test_what_is_calculated_from_open_answers_is_an_open_answer():
    copied = copy.deepcopy(EVERY)
    label = {"id": "twice", "type": "calculate", "calculation": "concat(${once}, '!')"}
    copied["questions"] += [label, {"id": "once", "type": "calculate", "calculation": "string(${wish})"}]
    assert Questionnaire.from_dict(copied).open_questions == ("name", "wish", "twice", "once")


def test_keys_say_question_and_place():
    assert (key("age"), key("age", (2,)), key("member", (1, 2))) == ("age", "age[2]", "member[1.2]")
    assert (base("member[1.2]"), base("age"), base("age[0]"), base("age[1")) == ("member", "age", "age[0]", "age[1")
    assert (place("member[1.2]"), place("age"), place("age[0]")) == ((1, 2), (), ())
