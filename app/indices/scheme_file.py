"""Reads the scheme of a composite indicator from JSON and names every fault with its place."""

from __future__ import annotations

from collections import Counter
from typing import Any

from app.indices.scheme import (
    AGGREGATES,
    FACTORS,
    LEVELS,
    NORMALISATIONS,
    TREATMENTS,
    WEIGHTS,
    Factor,
    Indicator,
    Node,
    Normalisation,
    Scheme,
)
from app.tables.checked import N_, Checked, FaultyFile

# As the evaluation's least evidence (METHOD version 2): less than three fifths of the weight says too little.
LEAST_KNOWN = 0.6
DRAWS = 10_000
# 1,024 rows twice give a total sensitivity to about two hundredths; chosen, the interval beside it says how well.
BASE = 1_024
DEEPEST = 6
# Of weights, goalposts and ranges: larger ones are slips of the finger, and sums of theirs stay numbers.
LARGEST = 1e12


def read_scheme(data: object) -> Scheme:
    """A scheme from parsed JSON.

    Raises
    ------
    FaultyFile
        With every fault of the file.
    """
    top = Checked(data)
    own = _normalisation(top.part("normalise")) if top.has("normalise") else Normalisation("minmax")
    scheme = Scheme(
        code=top.word("code"),
        title=top.word("title"),
        unit=top.word("unit"),
        indicators=tuple(_indicator(part, own) for part in top.parts("indicators")),
        index=_node(top.part("index"), 1),
        least_known=top.number("least_known", 0, 1) if top.has("least_known") else LEAST_KNOWN,
        draws=top.whole("draws", 1, 1_000_000) if top.has("draws") else DRAWS,
        base=top.whole("base", 2, 2**20) if top.has("base") else BASE,
        seed=top.whole("seed", 0, 2**31) if top.has("seed") else 1,
        uncertainty=tuple(_factor(part) for part in top.parts("uncertainty")) if top.has("uncertainty") else (),
    )
    _check(scheme, top)
    top.finish()
    if top.faults:
        raise FaultyFile(top.faults)
    return scheme


def _optional(part: Checked, key: str, choices: tuple[str, ...], usual: str) -> str:
    return part.word(key, choices) if part.has(key) else usual


def _normalisation(part: Checked, *, given: bool = False) -> Normalisation:
    method = part.word("method", (*NORMALISATIONS, "given") if given else NORMALISATIONS)
    low = high = None
    if method == "goalposts":
        low, high = part.number("low", -LARGEST, LARGEST), part.number("high", -LARGEST, LARGEST)
        if low >= high:
            what = N_("low는 high보다 작아야 합니다. 큰 값이 지수를 낮추는 지표는 direction을 down으로 적어 주십시오.")
            part.say("low", what, f"{low:g}, {high:g}")
    bounds = _bounds(part) if part.has("range") else (0.0, 100.0)
    part.finish()
    return Normalisation(method, low, high, bounds)


def _bounds(part: Checked) -> tuple[float, float]:
    found = [value for _place, value in part.values("range")]
    plain = all(isinstance(each, int | float) and not isinstance(each, bool) for each in found)
    if len(found) != 2 or not plain or not -LARGEST <= found[0] < found[1] <= LARGEST:
        part.say("range", N_("작은 수와 큰 수를 [0, 100]처럼 적어 주십시오."), found)
        return 0.0, 100.0
    return float(found[0]), float(found[1])


def _indicator(part: Checked, own: Normalisation) -> Indicator:
    code = part.word("code")
    found = Indicator(
        code=code,
        column=part.word("column") if part.has("column") else code,
        direction=-1 if part.word("direction", ("up", "down")) == "down" else 1,
        treat=_optional(part, "treat", TREATMENTS, "none"),
        normalise=_normalisation(part.part("normalise")) if part.has("normalise") else own,
    )
    _log_of_goalposts(found, part)
    part.finish()
    return found


def _log_of_goalposts(found: Indicator, part: Checked) -> None:
    if found.treat == "log" and found.normalise.low is not None and found.normalise.low <= 0:
        part.say("normalise", N_("로그를 취하는 지표의 기준점은 0보다 커야 합니다."), found.normalise.low)
    if found.treat == "auto" and found.normalise.method == "goalposts":
        what = N_("기준점이 있으면 auto는 쓸 수 없습니다. log나 winsorise를 적어 주십시오.")
        part.say("treat", what, found.treat)


def _node(part: Checked, depth: int) -> Node:
    weight = _weight(part)
    if part.has("indicator"):
        code = part.word("indicator")
        part.finish()
        return Node(code, weight)
    node = Node(
        code=part.word("code"),
        weight=weight,
        aggregate=part.word("aggregate", AGGREGATES),
        weights=_optional(part, "weights", WEIGHTS, "given"),
        parts=_parts(part, depth),
    )
    if node.weights == "critic" and any(each.parts for each in node.parts):
        part.say("weights", N_("critic은 지표만 든 묶음에 쓸 수 있습니다."), node.code)
    part.finish()
    return node


def _parts(part: Checked, depth: int) -> tuple[Node, ...]:
    if depth > DEEPEST:
        part.get("parts")
        part.say("parts", N_("단계가 너무 깊습니다. 여섯 단계까지 적을 수 있습니다."))
        return ()
    found = tuple(_node(each, depth + 1) for each in part.parts("parts"))
    if not found:
        part.say("parts", N_("지표나 묶음이 하나는 있어야 합니다."))
    return found


def _weight(part: Checked) -> float:
    if not part.has("weight"):
        return 1.0
    weight = part.number("weight", high=LARGEST)
    if weight <= 0:
        part.say("weight", N_("가중치는 0보다 커야 합니다. 쓰지 않을 지표는 parts에서 빼 주십시오."), weight)
        return 1.0
    return weight


def _factor(part: Checked) -> Factor:
    kind = part.word("factor", FACTORS)
    spread, level = 0.0, "all"
    methods: tuple[Normalisation, ...] = ()
    aggregates: tuple[str, ...] = ()
    if kind in ("weights", "goalposts"):
        # At 1 a weight would be 0 and two goalposts meet (they move towards each other by up to half at .5).
        spread = part.number("spread", 0.001, 0.99 if kind == "weights" else 0.49)
    if kind == "weights":
        level = _optional(part, "level", LEVELS, "all")
    if kind == "normalise":
        methods = tuple(_normalisation(each, given=True) for each in part.parts("methods"))
    if kind == "aggregate":
        aggregates = _words(part, "methods", AGGREGATES)
    if kind in ("normalise", "aggregate") and len(methods or aggregates) < 2:
        part.say("methods", N_("대안을 둘 이상 적어 주십시오. 지금 쓰는 방법도 함께 적습니다."))
    part.finish()
    return Factor(kind, spread, level, methods, aggregates)


def _words(part: Checked, key: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    found: list[Any] = [value for _place, value in part.values(key)]
    for each in found:
        if each not in choices:
            part.say(key, N_("정해진 값 가운데 하나여야 합니다."), f"{each}: {', '.join(choices)}")
    return tuple(each for each in found if each in choices)


def _check(scheme: Scheme, top: Checked) -> None:
    """What only the whole can tell: names that must agree, and numbers of a kind."""
    leaves = Counter(node.code for node in scheme.index.walk() if not node.parts)
    groups = Counter(node.code for node in scheme.index.walk() if node.parts)
    codes = Counter(each.code for each in scheme.indicators)
    columns = Counter([scheme.unit, *(each.column for each in scheme.indicators)])
    for place, twice in (("indicators", codes), ("indicators", columns), ("index", leaves), ("index", groups + codes)):
        for name in (name for name, n in twice.items() if n > 1 and name):
            top.say(place, N_("같은 이름이 두 번 나옵니다. 한 지표를 두 번 세지 않도록 하나만 남겨 주십시오."), name)
    for name in sorted(leaves.keys() - codes.keys()):
        top.say("index", N_("indicators에 없는 지표입니다."), name)
    for name in sorted(codes.keys() - leaves.keys()):
        top.say("indicators", N_("index에서 쓰지 않는 지표입니다. parts에 넣거나 indicators에서 빼 주십시오."), name)
    if scheme.base & (scheme.base - 1):
        top.say("base", N_("1024처럼 2의 거듭제곱이어야 합니다."), scheme.base)
    for name, n in Counter(factor.name for factor in scheme.uncertainty).items():
        if n > 1:
            top.say(
                "uncertainty", N_("같은 이름이 두 번 나옵니다. 한 지표를 두 번 세지 않도록 하나만 남겨 주십시오."), name
            )
    if len(scheme.indicators) < 2 and any(factor.kind == "leave_out" for factor in scheme.uncertainty):
        top.say("uncertainty", N_("leave_out은 지표가 둘 이상일 때 쓸 수 있습니다."))
    if not scheme.index.parts:
        top.say("index", N_("지표나 묶음이 하나는 있어야 합니다."))
