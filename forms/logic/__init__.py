"""The logic of questionnaires: XLSForm's expressions as trees, checked, and evaluated here as in the browser."""

from forms.logic.checking import check
from forms.logic.evaluating import State, evaluate
from forms.logic.model import Model
from forms.logic.problems import ExpressionError, Fault
from forms.logic.reading.parsing import parse
from forms.logic.reading.renaming import names, renamed
from forms.logic.wording import WORDS

__all__ = ["WORDS", "ExpressionError", "Fault", "Model", "State", "check", "evaluate", "names", "parse", "renamed"]
