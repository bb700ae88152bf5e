"""`python -m app` and the installed command `moksori`."""

from app.cli import cli


def main() -> None:
    cli(prog_name="moksori")


if __name__ == "__main__":
    main()
