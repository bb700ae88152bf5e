"""A scale of three or five points around a neutral middle, as business surveys ask it."""

from __future__ import annotations

from forms.questions.question import NOT_APPLICABLE, Choice, Question, Value, Wording
from forms.questions.single import Radio, choice_problems

_POINTS = {
    3: (("악화", "Worse"), ("비슷", "About the same"), ("개선", "Better")),
    5: (
        ("크게 악화", "Much worse"),
        ("악화", "Worse"),
        ("비슷", "About the same"),
        ("개선", "Better"),
        ("크게 개선", "Much better"),
    ),
}


class Likert(Radio):
    """Stores the point as a whole number, 1 (worst) to 3 or 5 (best): it can be compared and averaged.

    For the BSI = (positive - negative) / all x 100 + 100 every point has a `sign`: below the middle is
    negative, the middle neutral, above it positive.
    """

    name = "likert"
    summary = "scale"
    settings = frozenset({"scale", "choices", "bsi"})
    holds = (int, str)

    def problems(self, question: Question) -> list[str]:
        if question.scale not in _POINTS:
            return ["bad_scale"]
        ids = [choice.id for choice in question.choices]
        wrong = ids != [str(place + 1) for place in range(question.scale or 0)]
        return [*choice_problems(question), *(["scale_choices"] if wrong else [])]

    def stored(self, data: object) -> Value | None:
        return (NOT_APPLICABLE if data == NOT_APPLICABLE else int(str(data))) if data else None

    def as_number(self, value: Value | None, question: Question) -> float | None:
        return float(value) if isinstance(value, int) else None

    def sign(self, value: Value | None, question: Question) -> int | None:
        """Say whether a stored point is negative (-1), neutral (0) or positive (1); None for no answer."""
        if not isinstance(value, int) or question.scale is None:
            return None
        middle = (question.scale + 1) // 2
        return (value > middle) - (value < middle)


def points(scale: object) -> tuple[Choice, ...]:
    """Choices of a scale whose definition names none: 크게 악화 … 크게 개선."""
    words = _POINTS.get(scale, ()) if isinstance(scale, int) else ()
    return tuple(Choice(str(place), Wording(ko, en)) for place, (ko, en) in enumerate(words, 1))
