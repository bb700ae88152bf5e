"""Problems of a questionnaire's definition, collected while it is read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.messages import say
from forms.questions.question import Expression, Wording


@dataclass(frozen=True)
class DefinitionProblem:
    """One thing wrong with a definition.

    Attributes
    ----------
    question : str or None
        Id of the question, or its place (``3번째 문항``) where it has none; None: the whole questionnaire.
    key : str
        Key of `forms.messages.MESSAGES`.
    params : tuple of (str, object)
        Values for the message.
    """

    question: str | None
    key: str
    params: tuple[tuple[str, object], ...] = ()

    def say(self, lang: str = "ko") -> str:
        """The problem as a sentence."""
        sentence = say(self.key, lang, **dict(self.params))
        return f"{self.question}: {sentence}" if self.question else sentence

    def __str__(self) -> str:
        return self.say()


class QuestionnaireError(ValueError):
    """A definition that cannot be used; carries all its problems."""

    def __init__(self, problems: tuple[DefinitionProblem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class Findings:
    """Collects problems while a definition is read, so that one reading names them all.

    Its readers return the value of an entry, or a harmless one after noting what is wrong with it.
    """

    def __init__(self, languages: tuple[str, ...] = ()) -> None:
        self.found: list[DefinitionProblem] = []
        # Empty: Korean and English, both needed. Else the first is needed, and no other may come.
        self.languages = languages

    def add(self, question: str | None, key: str, **params: object) -> None:
        """Note a problem."""
        self.found.append(DefinitionProblem(question, key, tuple(params.items())))

    def unknown(self, question: str | None, given: Mapping[str, Any], known: frozenset[str]) -> None:
        """Note entries that mean nothing here: most often a misspelt one."""
        for key in sorted(set(map(str, given)) - known):
            self.add(question, "unknown_key", entry=key)

    def wording(self, question: str | None, given: Mapping[str, Any], key: str, *, needed: bool = True) -> Wording:
        """Read ``{ko, en}``, or words in the questionnaire's own languages."""
        words = given.get(key)
        if words is None and not needed:
            return Wording("")
        words = words if isinstance(words, Mapping) else {}
        said = {str(code): text for code, text in words.items() if isinstance(text, str) and text.strip()}
        if not self.languages:
            if {"ko", "en"} <= said.keys():
                return Wording(said["ko"], said["en"])
            self.add(question, "no_wording", entry=key)
            return Wording("")
        for code in sorted(map(str, set(words) - set(self.languages))):
            self.add(question, "unknown_language", entry=key, code=code)
        return self._own(question, key, said)

    def _own(self, question: str | None, key: str, said: Mapping[str, str]) -> Wording:
        default = self.languages[0]
        if default not in said:
            self.add(question, "no_first_wording", entry=key, code=default)
            return Wording("")
        others = tuple((code, said[code]) for code in self.languages if code in said and code not in ("ko", "en"))
        first = "" if default == "ko" else said[default]
        return Wording(said.get("ko") or first, said.get("en", ""), others, first)

    def expression(self, question: str | None, given: Mapping[str, Any], key: str) -> Expression | None:
        """Read a rule that was compiled (`forms.asked.compiling`)."""
        rule = given.get(key)
        if not isinstance(rule, Mapping) or not isinstance(rule.get("source"), str) or "tree" not in rule:
            return None
        return Expression(rule["source"], rule["tree"])

    def text(self, question: str | None, given: Mapping[str, Any], key: str) -> str:
        """Read a text that need not be there."""
        value = given.get(key)
        if value is not None and not isinstance(value, str):
            self.add(question, "wrong_kind", entry=key, right="글 / a text")
        return value if isinstance(value, str) else ""

    def one_of(self, question: str | None, given: Mapping[str, Any], key: str, words: tuple[str, ...]) -> str:
        """Read one of a few words; nothing is ""."""
        value = given.get(key)
        if value is not None and value not in words:
            self.add(question, "wrong_kind", entry=key, right=", ".join(words))
        return str(value) if value in words else ""

    def media(self, question: str | None, given: Mapping[str, Any]) -> dict[str, Any]:
        """Read names of files by kind, or by kind and language."""
        value = given.get("media")
        kinds = value if isinstance(value, Mapping) else {}
        words = [*kinds.values(), *(w for each in kinds.values() if isinstance(each, Mapping) for w in each.values())]
        if value is not None and (kinds is not value or not all(isinstance(each, str | Mapping) for each in words)):
            self.add(question, "wrong_kind", entry="media", right='{"image": 파일 이름 / name of a file}')
        return dict(kinds)

    def named(self, question: str | None, given: Mapping[str, Any], key: str) -> tuple[tuple[str, str], ...]:
        """Read ``{name: text}``."""
        value = given.get(key)
        pairs = value if isinstance(value, Mapping) else {}
        if value is not None and (pairs is not value or not all(isinstance(text, str) for text in pairs.values())):
            self.add(question, "wrong_kind", entry=key, right="{이름: 글} / {name: text}")
            return ()
        return tuple((str(name), text) for name, text in pairs.items())

    def number(self, question: str | None, given: Mapping[str, Any], key: str) -> float | None:
        """Read a finite number or nothing."""
        value = given.get(key)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return value
        self.add(question, "wrong_kind", entry=key, right="숫자 / a number")
        return None

    def flag(self, question: str | None, given: Mapping[str, Any], key: str) -> bool:
        """Read true or false."""
        value = given.get(key, False)
        if not isinstance(value, bool):
            self.add(question, "wrong_kind", entry=key, right="true, false")
        return value is True

    def listed(self, question: str | None, given: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
        """Read a list of objects."""
        value = given.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            self.add(question, "wrong_kind", entry=key, right="목록 / a list")
            return []
        return value
