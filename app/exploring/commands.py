"""Comparing words from the command line: `moksori keyness A B`. No database is needed."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.batch.scripting import read_file
from app.errors import BadInput, Problem
from app.tables.heads import Column

if TYPE_CHECKING:
    from nlp.exploring.keyness import Key, KeyWord, Tally

TEXT = Column("text", ("text", "글", "문장", "내용", "답변"))
WHO = Column("respondent", ("respondent", "speaker", "응답자", "발언자", "기업"), required=False)
TABLES = (".csv", ".xlsx")

Said = tuple[str | None, str]


def said_in(path: Path) -> list[Said]:
    """Who said what in a file or in every file of a folder. Raises BadInput naming every file that cannot be read."""
    files = (
        sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")) if path.is_dir() else [path]
    )
    found: list[Said] = []
    problems: list[Problem] = []
    for each in files:
        try:
            found.extend((f"{each}: {who}" if who else None, text) for who, text in _said_in_file(each))
        except BadInput as error:
            inside = f"{each.name} " if path.is_dir() else ""
            problems.extend(Problem(f"{inside}{p.where}", p.what, p.right) for p in error.problems)
    if problems:
        raise BadInput(*problems, source=str(path))
    if not any(text.strip() for _who, text in found):
        raise BadInput(Problem(str(path), "글이 없습니다", "발언이나 답변이 든 파일 또는 폴더를 적어 주십시오"))
    return found


def _said_in_file(path: Path) -> Iterator[Said]:
    """The rows of a table with a text column, else the turns of a transcript."""
    from app.tables.tabular import fits, read_table

    if path.suffix.lower() in TABLES and path.is_file() and fits(data := path.read_bytes(), path.name, (TEXT,)):
        table = read_table(data, path.name, (TEXT, WHO), others=True)
        table.refuse_if_broken()
        yield from ((row["respondent"], row["text"]) for row in table.rows if row["text"])
        return
    transcript = read_file(path)
    if any(question.kind == "columns" for question in transcript.questions):
        right = f"제목 줄에 {', '.join(f'‘{title}’' for title in TEXT.titles[1:])} 가운데 하나를 적어 주십시오"
        raise BadInput(Problem("제목 줄", "글 열이 없습니다", right), source=str(path))
    yield from ((turn.speaker, turn.text) for turn in transcript.turns)


def count(said: list[Said]) -> Tally:
    """The words of texts by who said them."""
    from nlp.exploring.keyness import tally
    from nlp.exploring.words import words_of

    def keys(text: str) -> list[Key]:
        return [(word.lemma, word.tag) for word in words_of(unicodedata.normalize("NFC", text))]

    return tally((who, keys(text)) for who, text in said)


@click.command("keyness")
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@click.option("--min-count", default=3, show_default=True, type=click.IntRange(1), help="Leave out rarer words.")
@click.option("--top", default=20, show_default=True, type=click.IntRange(1), help="So many words of either side.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def keyness_command(a: Path, b: Path, min_count: int, top: int, as_json: bool) -> None:
    """Print the words that set A apart from B; each a file (transcript or table with a text column) or a folder."""
    from nlp.exploring.keyness import keyness

    in_a, in_b = (count(said_in(path)) for path in (a, b))
    found = keyness(in_a, in_b, in_a.counts + in_b.counts, min_count=min_count, min_respondents=1)
    shown = [word for word in found if word.z > 0][:top] + [word for word in found if word.z < 0][-top:]
    if not shown:
        click.echo(_nothing(in_a, in_b, min_count), err=True)
    elif not as_json:
        click.echo("낱말\tA에서\tB에서\tz(+는 A, -는 B)")
    for word in shown:
        click.echo(json.dumps(_as_json(word), ensure_ascii=False) if as_json else _as_line(word))


def _nothing(a: Tally, b: Tally, min_count: int) -> str:
    """Why no word is shown."""
    if all(n < min_count for n in (a.counts + b.counts).values()):
        return f"적어도 {min_count}번 나온 낱말이 없습니다. --min-count를 줄여 보십시오."
    return "A와 B에서 쓰인 정도가 다른 낱말이 없습니다."


def _as_json(word: KeyWord) -> dict[str, object]:
    told = {"word": word.lemma, **asdict(word), "log_odds": round(word.log_odds, 6), "z": round(word.z, 6)}
    del told["lemma"]
    return told


def _as_line(word: KeyWord) -> str:
    return f"{word.lemma}\t{word.count_a}\t{word.count_b}\t{word.z:+.2f}"


COMMANDS = [keyness_command]
