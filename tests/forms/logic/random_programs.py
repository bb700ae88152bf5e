"""Random programs with random answers, the same for the same seed: what both interpreters must say alike."""

from __future__ import annotations

import random
from typing import Any

from forms.logic.model import Model
from forms.logic.reading.patterns import matcher

Tree = Any
NOW = ["2026-11-30T14:05", "2026-11-30T23:59:59+09:00", "2024-02-29T00:00:00.5Z", "2000-01-01", "1969-12-31T12:00"]
TEXTS = [
    "", " ", "a", "b", "a b", " b  a ", "rnd", "false", "true", "n/a", "NaN", "-", "0", "00", "1",
    "-1", "1.0", " 2 ", "1e3",
    "0.1", ".5", "5.", "+5", "1,000", "12345678901234567890", "0x10", "Infinity", "\t3\n", "\u00a03", "٣", "1_0",
    "2026-11-30", "2026-11-30T09:00", "2026-11-30T09:00:30.25+09:00", "2026-02-29", "2024-02-29",
    "0001-01-01", "9999-12-31",
    "0000-01-01", "2026-1-1", "2026-11-30\n", "23:59", "24:00", "09:00:00.000+09",
    "2026-11-30 09:00", "1900-03-01T23:59:59.9",
    "서울", "서울", "😀", "a😀b", "한글 텍스트", "가각", "İß", "é", "x" * 40, "%Y-%m-%d",
    "%e %b %a %H:%M:%S.%3 %%", "%q%",
    "toString", "__proto__", "constructor", "length",
]  # fmt: skip
NUMBERS = [
    0, 1, 2, 3, 5, 7, 10, 18, 100, -1, -2, 0.1, 0.2, 0.5, 1.5, 2.5, -0.5, -2.5, 1.005, 2.675,
    1 / 3, 1e-7, 1e21, 1e22, 1.7e308,
    5e-324, 2**53, 2**53 + 2, 123456789.125, 20787, 20787.58, 365.25, -719162, 2932896.99999,
    2932897, 0.999999999, 4.35, 1e300,
]  # fmt: skip
PATTERNS = [
    r"\d+", r"[a-z]*", r"^[^@\s]+@[^@\s]+$", r"[가-힣]{1,4}", r".*", r"(a|b)+ ?", r"(?=.*\d).{2,}",
    r"\ba\b.*", r"(x+x+)+y", r"-?\d+(\.\d+)?",
]  # fmt: skip


def _invented(dice: random.Random, deep: int = 3) -> str:
    """A pattern out of pieces, groups and repetitions."""
    if deep == 0:
        return dice.choice(["a", "b", r"\d", ".", "[ab]", "[^a-z]", r"\s", "한", r"\b", "^", "$", "1", " "])
    parts = "".join(_invented(dice, deep - 1) for _ in range(dice.randint(1, 3)))
    if dice.random() < 0.4:
        way = dice.choice(["(?:{})*", "({})+", "({})?", "({}){{1,3}}", "(?={})", "(?!{})", "({}|a)", "(?:{}){{2}}"])
        return way.format(parts)
    return parts


PATTERNS += [_invented(random.Random(n)) for n in range(150)]
STEPS = {pattern: ["matcher", *matcher(pattern)] for pattern in PATTERNS}
CHOICES = ["a", "b", "c", "rnd", "1", "2", "가", "x y"]
# What each function is mostly given and gives: n number, t text, b truth, d day or moment, c what was chosen.
_SIGNATURES = {
    "n": """
        number:t number:d int:n round:n round:nk pow:nk pow:nn abs:n sqrt:n floor:n ceiling:n neg:n
        -:nn -:dd *:nn div:nn mod:nn +:nn +:nnn +:dn sum:nnn min:nn max:nnn count:t
        count-non-empty:t count-selected:c string-length:t decimal-date-time:d decimal-time:d
        coalesce:nn
    """,
    "t": """
        string:n string:b substr:tk substr:tkk translate:ttt concat:tnb concat:tt join:ttt
        normalize-space:t substring-before:tt substring-after:tt selected-at:ck format-date:dt
        format-date-time:dt coalesce:tt
    """,
    "b": """
        not:b boolean:t boolean:n boolean-from-string:t =:nn !=:tt <:nn <=:dd >:dd >=:nn =:bt =:dd
        =:tt !=:dn <:tn selected:ct contains:tt starts-with:tt ends-with:tt and:bb or:bbb
        checklist:kkbbb weighted-checklist:kkbnbn
    """,
    "d": """
        date:d date:n date-time:n date-time:d today: now: coalesce:dd
    """,
}
FUNCTIONS = {kind: listed.split() for kind, listed in _SIGNATURES.items()}
DAYS = [text for text in TEXTS if text[:1].isdigit() and ("-" in text or ":" in text)]
FORMATS = [text for text in TEXTS if "%" in text]
SMALL = [-2, -1, 0, 0, 1, 1, 2, 3, 0.5, -0.5, 1.5]
TYPES = ["text", "text", "number", "number", "single", "multiple", "likert", "range", "date", "time",
         "datetime", "rank", "note", *["calculate"] * 9, "acknowledge", "consent", "geopoint"]  # fmt: skip
SECTIONS = [
    {"id": "g", "parent": None}, {"id": "r", "parent": None, "repeat": {"count": None, "most": 4}},
    {"id": "h", "parent": "r"}, {"id": "s", "parent": "h", "repeat": {"count": None, "most": 3}},
    {"id": "t", "parent": "g", "repeat": {"count": None, "most": 2}},
]  # fmt: skip


class Maker:
    """Makes programs; `names` are those an expression may speak of."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def tree(self, names: list[str], deep: int, within: str = "", kind: str = "") -> Tree:
        """A tree that mostly gives `kind`; `within`: filter lets columns of choices in, self the own value."""
        dice = self.dice
        kind = kind if kind and dice.random() < 0.93 else dice.choice("nntbd")
        if deep <= 0 or kind in "kc" or dice.random() < 0.1:
            return self.leaf(names, within, kind)
        if dice.random() < 0.18:
            return self.special(names, within, deep, kind)
        name, _colon, wanted = dice.choice(FUNCTIONS[kind]).rpartition(":")
        return [name, *(self.tree(names, deep - 1, within, each) for each in wanted)]

    def special(self, names: list[str], within: str, deep: int, kind: str) -> Tree:
        dice = self.dice
        roll = dice.randrange(7)

        def inner(wanted: str) -> Tree:
            return self.tree(names, deep - 1, within, wanted)

        if roll == 0:
            return ["if", inner("b"), inner(kind), inner(kind)]
        if roll == 1:
            pattern = dice.choice(PATTERNS)
            return ["regex", inner("t"), pattern, STEPS[pattern]]
        if roll == 2:
            return ["position", ["up", dice.randint(1, 3)] if dice.random() < 0.7 else ["get", dice.choice("rst")]]
        if roll == 3 and names:
            repeats = [[["get", each], inner("k")] for each in dice.sample("rst", dice.randint(1, 2))]
            return ["indexed-repeat", ["get", dice.choice(names)], *(each for pair in repeats for each in pair)]
        if roll == 4 and names:
            name = dice.choice(names)
            return ["jr:choice-name", ["get", name], name]
        if roll == 5:
            return ["once", inner(kind)]
        over = ["get", dice.choice([*names, "r", "s"])]
        return dice.choice(
            [
                ["sum", over],
                ["count", over],
                ["join", ", ", over],
                ["concat", over],
                ["max", over],
                ["=", over, inner(kind)],
            ]
        )

    def leaf(self, names: list[str], within: str, kind: str) -> Tree:
        dice = self.dice
        roll = dice.random()
        if within == "filter" and roll < 0.4:
            return ["attribute", dice.choice(["name", "region", "size", "toString"])]
        if within and roll < 0.5:
            return ["self"]
        if names and roll < 0.7 and kind != "k":
            return ["get", dice.choice(names)]
        return self.literal(kind)

    def literal(self, kind: str) -> Tree:
        dice = self.dice
        if kind == "b":
            return [dice.choice(["true", "false"])]
        if kind == "n":
            return self.figure()
        chosen = {"k": SMALL, "d": DAYS, "c": ["a b rnd", "x y", " 1  2 "]}.get(kind)
        return dice.choice(chosen or (FORMATS if dice.random() < 0.1 else TEXTS))

    def figure(self) -> float:
        dice = self.dice
        if dice.random() < 0.7:
            return dice.choice(NUMBERS)
        return (
            round(dice.uniform(-1000, 1000), dice.randint(0, 6))
            if dice.random() < 0.8
            else dice.uniform(-1, 1) * 10 ** dice.randint(-20, 20)
        )

    def maybe(self, chance: float, names: list[str], within: str = "", kind: str = "") -> Tree:
        return self.tree(names, self.dice.randint(1, 3), within, kind) if self.dice.random() < chance else None

    def program(self) -> dict[str, Any]:
        dice = self.dice
        sections = [dict(each) for each in SECTIONS]
        ids = [f"q{n}" for n in range(dice.randint(2, 7))]
        questions: list[dict[str, Any]] = []
        for place, id in enumerate(ids):
            names = ids[:place] + ([dice.choice(ids), "r"] if dice.random() < 0.04 else [])
            questions.append(self.question(id, names))
        outside = [q["id"] for q in questions if q["section"] is None and not _waits(q)]
        for section in sections:
            section["relevant"] = self.maybe(0.15, outside, "", "b")
            if section.get("repeat"):
                section["repeat"] = {
                    **section["repeat"],
                    "count": self.maybe(0.3, outside, "", "k" if dice.random() < 0.5 else "n"),
                }
        return {"v": 1, "languages": ["ko", "en"], "questions": questions, "sections": sections}

    def question(self, id: str, names: list[str]) -> dict[str, Any]:
        dice = self.dice
        kind = dice.choice(TYPES)
        chosen = kind in ("single", "multiple", "rank") or (kind == "likert" and dice.random() < 0.5)
        found = {
            "id": id, "type": kind, "section": dice.choice([None, None, None, None, "g", "r", "r", "h", "s", "t"]),
            "relevant": self.maybe(0.2, names, "", "b"),
            "required": dice.choice([False, True, None, self.tree(names, 2)]),
            "constraint": self.maybe(0.4, names, "self"),
            "calculation": self.maybe(0.9, names) if kind == "calculate" else self.maybe(0.15, names),
            "default": self.default(kind, names),
            "choices": self.choices() if chosen else None,
            "filter": self.maybe(0.4, names, "filter") if chosen else None,
            "min": dice.choice([None, None, 0, 1, 2.5]), "max": dice.choice([None, None, 3, 40]),
            "decimals": dice.choice([None, 0, 2]),
        }  # fmt: skip
        return found

    def default(self, kind: str, names: list[str]) -> Any:
        roll = self.dice.random()
        if roll < 0.7:
            return None
        return {"tree": self.tree(names, 2)} if roll < 0.85 else self.value(kind)

    def choices(self) -> list[dict[str, Any]]:
        dice = self.dice
        return [
            {
                "id": id, "attributes": {"region": dice.choice(["a", "b", "", "1"]),
                "size": dice.choice(["1", "2", "10"])},
                "exclusive": dice.random() < 0.1,
                "label": dice.choice([{}, {"ko": f"{id}번"},
                {"ko": "가", "en": f"no {id}"}]),
            }
            for id in dice.sample(CHOICES, dice.randint(2, 5))
        ]  # fmt: skip

    def value(self, kind: str) -> Any:
        """An answer, mostly one of the type."""
        dice = self.dice
        roll = dice.random()
        if roll < 0.08:
            return dice.choice([None, "", [], True, False, "n/a", dice.choice(TEXTS), self.figure()])
        if kind in ("number", "range", "likert"):
            return dice.choice([1, 2, 3, 4, 5, self.figure()])
        if kind in ("multiple", "rank"):
            return [dice.choice(CHOICES) for _ in range(dice.randint(1, 3))]
        if kind in ("consent", "acknowledge"):
            return dice.random() < 0.8
        if kind in ("date", "datetime", "time"):
            return dice.choice(DAYS)
        return dice.choice(CHOICES) if kind == "single" else dice.choice(TEXTS)

    def answers(self, program: dict[str, Any], model: Model) -> dict[str, Any]:
        dice = self.dice
        found: dict[str, Any] = {}
        for question in program["questions"]:
            for place in self.places(len(model.repeats[question["id"]])):
                if dice.random() < 0.7:
                    found[question["id"] + place] = self.value(question["type"])
        for section in program["sections"]:
            for place in self.places(len(model.repeats[section["id"]])) if section.get("repeat") else []:
                if dice.random() < 0.4:
                    found[section["id"] + place] = dice.choice([0, 1, 2, 3, 9, "2", "", 1.5, -1])
        return found

    def places(self, depth: int) -> list[str]:
        if not depth:
            return [""]
        return [
            f"[{'.'.join(str(self.dice.randint(1, 3)) for _ in range(depth))}]" for _ in range(self.dice.randint(0, 3))
        ]


def _waits(question: dict[str, Any]) -> bool:
    """Whether a question has rules of its own; those without may decide about sections."""
    return any(isinstance(question[entry], list | dict) for entry in ("relevant", "calculation", "default"))


def cases(seed: int, programs: int, each: int, grown: int = 1) -> list[dict[str, Any]]:
    """Programs with `each` answers. Of every `grown`-th the answers also grow one by one,
    unless it goes round in a circle."""
    maker, found = Maker(seed), []
    for place in range(programs):
        program = maker.program()
        model = Model(program)
        rank = {id: at for at, id in enumerate(model.order)}
        found.append(
            {
                "program": program,
                "now": maker.dice.choice(NOW),
                "lang": maker.dice.choice(["ko", "en", "vi"]),
                "grows": place % grown == 0
                and all(rank[need] < rank[id] for id, needs in model.needs.items() for need in needs),
                "answers": [maker.answers(program, model) for _ in range(each)],
            }
        )
    return found
