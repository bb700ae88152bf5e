"""The command `indices`: a composite indicator of any table, without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.errors import BadInput, Problem

if TYPE_CHECKING:
    from app.indices.scheme import Scheme


@click.command("indices")
@click.argument("data", type=click.Path(path_type=Path))
@click.option("--scheme", "scheme_path", required=True, type=click.Path(path_type=Path), help="The scheme (JSON).")
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object instead of a table of scores.")
def indices(data: Path, scheme_path: Path, as_json: bool) -> None:
    """Compute a composite indicator of any units by indicators table (CSV, XLSX): scores, ranks, what moves them."""
    from app.indices.building import build
    from app.indices.reporting import report, table_lines

    scheme = scheme_of(scheme_path)
    found = report(build(_bytes(data), data.name, scheme))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, allow_nan=False))
    else:
        click.echo("\n".join(table_lines(found)))


def scheme_of(path: Path) -> Scheme:
    """The scheme of a file. Raises BadInput naming every fault with its place."""
    from app.indices.scheme_file import read_scheme
    from app.tables.checked import FaultyFile

    try:
        return read_scheme(json.loads(_bytes(path).decode("utf-8-sig")))
    except FaultyFile as error:
        problems = [Problem(each.where, each.message, each.found and f"현재 값: {each.found}") for each in error.faults]
        raise BadInput(*problems, source=str(path)) from error
    except UnicodeDecodeError as error:
        problem = Problem(str(path), "UTF-8로 읽을 수 없습니다", "파일을 UTF-8로 저장해 주십시오")
        raise BadInput(problem, source=str(path)) from error
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        problem = Problem(f"{line}행", "JSON으로 읽을 수 없습니다", "쉼표, 따옴표, 괄호를 확인해 주십시오")
        raise BadInput(problem, source=str(path)) from error


def _bytes(path: Path) -> bytes:
    from app.words.file_words import unreadable

    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(unreadable(path, error)) from error


COMMANDS = [indices]
