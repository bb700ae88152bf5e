"""Documentation is true: every command in it exists, every command is in it, every file it names is there.

Run as a program this writes docs/commands.md anew.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

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


def shown() -> list[str]:
    """Commands of both first pages and of docs that name files of the repository alone: whoever reads them can run them."""
    texts = [path.read_text(encoding="utf-8") for path in DOCS]
    found = {
        c
        for text in texts
        for c in re.findall(r"(?m)(?:^|`)((?:moksori|python docs/)[^`\n|]* (?:docs|example)/[^`\n#]*)", text)
    }
    return sorted(c.strip() for c in found if all((ROOT / w).exists() for w in shlex.split(c) if "/" in w))


def test_the_commands_of_this_method_are_among_those_that_are_run() -> None:
    assert {c.split(" docs/worked")[0].split(" example/")[0] for c in shown()} >= {
        "moksori evaluation replay",
        "moksori indices",
        "python docs/replay.py",
    }


@pytest.mark.parametrize("command", shown())
def test_a_command_shown_with_files_of_the_repository_runs(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("MOKSORI_DATA", str(tmp_path))
    program, *words = shlex.split(command)
    if program == "python":
        done = subprocess.run([sys.executable, *words], capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    else:
        run = CliRunner().invoke(cli, words)
        assert run.exit_code == 0 and run.output.strip(), (command, run.output, run.exception)


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
