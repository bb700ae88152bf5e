"""Question types by the word that a definition's ``type`` uses. A new type is a file and a line here."""

from forms.questions.acknowledge import Acknowledge
from forms.questions.consent import Consent
from forms.questions.files import Audio, File, Image, Video
from forms.questions.geopoint import Geopoint
from forms.questions.likert import Likert
from forms.questions.moments import Date, DateTime, Time
from forms.questions.multiple import Multiple
from forms.questions.number import Number
from forms.questions.question import Bsi, Choice, Expression, Question, QuestionType, Wording
from forms.questions.range import Range
from forms.questions.rank import Rank
from forms.questions.silent import Calculate, Note
from forms.questions.single import Single
from forms.questions.text import Text

_ALL = (Likert, Single, Multiple, Rank, Number, Range, Date, Time, DateTime, Text, Geopoint, Image, File, Audio, Video)
TYPES: dict[str, QuestionType] = {made.name: made() for made in (*_ALL, Acknowledge, Consent, Note, Calculate)}

__all__ = ["TYPES", "Bsi", "Choice", "Expression", "Question", "QuestionType", "Wording"]
