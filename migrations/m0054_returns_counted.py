"""The newest return of each respondent and the answers counted by area, kept: a page of results counts nobody again."""

from migrations.kept_returns import SQL

__all__ = ("SQL",)
