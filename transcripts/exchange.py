"""A transcript, or what is wrong with a file, as JSON between two processes; sentences keep their templates."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from transcripts.text.problems import Message, Problem, TranscriptError
from transcripts.text.questions import Choice, Grid, Question
from transcripts.text.turns import Transcript, Turn


def packed(result: Transcript | TranscriptError) -> dict[str, Any]:
    """Turn a result into what JSON can hold."""
    if isinstance(result, TranscriptError):
        return {"problems": [_problem(problem) for problem in result.problems]}
    return {
        **asdict(result),
        "notes": [_message(note) for note in result.notes],
        "questions": [_question(question) for question in result.questions],
    }


def answer_of(data: bytes) -> Transcript:
    """Read back what `packed` made.

    Raises
    ------
    TranscriptError
        The error that was packed.
    """
    answer = json.loads(data)
    if "problems" in answer:
        raise TranscriptError(*(_problem_of(problem) for problem in answer["problems"]))
    return Transcript(
        text=answer["text"],
        turns=tuple(Turn(**turn) for turn in answer["turns"]),
        format=answer["format"],
        encoding=answer["encoding"],
        speakers=tuple(answer["speakers"]),
        notes=tuple(_message_of(note) for note in answer["notes"]),
        normalizing=tuple(map(tuple, answer["normalizing"])),
        questions=tuple(_question_of(question) for question in answer["questions"]),
        grids=tuple(_grid_of(grid) for grid in answer["grids"]),
    )


def _question(question: Question) -> dict[str, Any]:
    choices = [[each.value, _message(each.label), each.sample] for each in question.choices]
    return {**asdict(question), "words": _message(question.words), "choices": choices}


def _question_of(said: dict[str, Any]) -> Question:
    choices = tuple(Choice(value, _message_of(label), sample) for value, label, sample in said["choices"])
    return Question(**{**said, "words": _message_of(said["words"]), "choices": choices, "about": tuple(said["about"])})


def _grid_of(said: dict[str, Any]) -> Grid:
    return Grid(**{**said, "rows": tuple(map(tuple, said["rows"]))})


def _problem(problem: Problem) -> dict[str, Any]:
    said = {name: _message(getattr(problem, name)) for name in ("where", "what", "right")}
    return {"code": problem.code, **said}


def _problem_of(said: dict[str, Any]) -> Problem:
    return Problem(said["code"], *(_message_of(said[name]) for name in ("where", "what", "right")))


def _message(text: str) -> list[Any]:
    return [text.template, text.params] if isinstance(text, Message) else [text, {}]


def _message_of(said: list[Any]) -> Message:
    template, params = said
    return Message(template, **params)
