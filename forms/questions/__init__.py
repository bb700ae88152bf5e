"""Question types by the word that a definition's ``type`` uses. A new type is a file and a line here."""

from forms.questions.consent import Consent
from forms.questions.likert import Likert
from forms.questions.multiple import Multiple
from forms.questions.number import Number
from forms.questions.question import Bsi, Choice, Question, QuestionType, Wording
from forms.questions.single import Single
from forms.questions.text import Text

TYPES: dict[str, QuestionType] = {
    "likert": Likert(),
    "single": Single(),
    "multiple": Multiple(),
    "number": Number(),
    "text": Text(),
    "consent": Consent(),
}

__all__ = ["TYPES", "Bsi", "Choice", "Question", "QuestionType", "Wording"]
