"""The questionnaire of a stored definition, read once a process for each version."""

from __future__ import annotations

import json
from functools import lru_cache

from forms.questionnaire import Questionnaire


@lru_cache(maxsize=64)
def questionnaire_of(definition: str) -> Questionnaire:
    """The questionnaire of a version's canonical JSON, which was checked when it was published."""
    return Questionnaire.from_dict(json.loads(definition))
