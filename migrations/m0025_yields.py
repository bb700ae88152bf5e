"""Exclusion rules of the codebook as data: a theme says to which other it gives way, and by which words."""

SQL = """
-- JSON: [{"to", "ko": [forms], "en": [forms], "why_ko", "why_en"}, ...]; versions of before have none.
alter table theme add column yields text not null default '[]';
"""
