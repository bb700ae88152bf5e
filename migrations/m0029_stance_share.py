"""How sure the machine was of a suggestion's stance, so that experts are asked first where it is least sure."""

SQL = """
-- Null for suggestions of before.
alter table suggestion add column stance_share real check (stance_share between 0 and 1);
"""
