"""Documentation is true: every command in it exists, every command is in it, every file it names is there.

Run as a program this writes docs/commands.md anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import click

from app.cli import cli

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "commands.md"
DOCS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), ROOT / "bench" / "README.md"]


def walk(command: click.Command, name: str) -> list[tuple[str, click.Command]]:
    """Every command below one, with the words that call it."""
    if isinstance(command, click.Group):
        shown = [(word, inner) for word, inner in sorted(command.commands.items()) if not inner.hidden]
        return [found for word, inner in shown for found in walk(inner, f"{name} {word}")]
    return [(name, command)]


def commands_page() -> str:
    """docs/commands.md as the program itself tells it."""
    lines = [
        "# Commands",
        "",
        "Written from the program's own help; a test holds it true. `moksori --example …` works on the example round's",
        "database, without it on the work database in `$MOKSORI_DATA` (default: `data/`). Bad input ends with 2 and one",
        "clear message; nothing is half-imported.",
        "",
        "| command | does | options |",
        "| --- | --- | --- |",
    ]
    for name, command in walk(cli, "moksori"):
        arguments = [p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument)]
        options = [f"`{p.opts[0]}`" for p in command.params if isinstance(p, click.Option)]
        does = " ".join((command.help or "").split())
        lines.append(f"| `{' '.join([name, *arguments])}` | {does} | {' '.join(options)} |".replace("  ", " "))
    return "\n".join(lines) + "\n"


def test_the_page_of_commands_is_what_the_program_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == commands_page(), "run: python tests/house/test_docs.py"


def test_every_command_named_in_the_documentation_exists() -> None:
    known = {name for name, _command in walk(cli, "moksori")}
    for path in DOCS:
        for line in re.findall(r"`(moksori [a-z][a-z -]*)", path.read_text(encoding="utf-8")):
            said = line.strip().split(" --")[0].strip()
            assert any(said == name or said.startswith(f"{name} ") for name in known), f"{path.name}: {line}"


def test_every_file_named_in_the_documentation_is_there() -> None:
    for path in DOCS:
        text = path.read_text(encoding="utf-8")
        links = re.findall(r"\]\(([^)#:]+)\)", text)
        files = re.findall(
            r"`((?:app|nlp|forms|transcripts|migrations|bin|bench|tests|docs|example)/[\w./-]+\.\w+)`", text
        )
        for name in [*((path.parent / link).relative_to(ROOT) if ".." not in link else link for link in links), *files]:
            assert (ROOT / name).exists() or (path.parent / name).exists(), f"{path.name}: {name}"


def test_the_two_commands_of_the_readme_are_the_ones_ci_calls() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"```sh\nbash (bin/\w+)\n```", readme) == ["bin/serve", "bin/test"]
    assert "bash bin/test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


if __name__ == "__main__":
    PAGE.write_text(commands_page(), encoding="utf-8")
