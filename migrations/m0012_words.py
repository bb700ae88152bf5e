"""The words of each segment as the analyser read them: exploring counts these and loads no analyser."""

SQL = """
-- `words` is JSON [[lemma, tag, start, end], ...] of content words in reading order; it can be computed again.
create table segment_words (
  segment_id text primary key references segment(id),
  analyser_version text not null,
  words text not null
) strict;

-- A codebook version in the making: its author works on it until it is published or dropped.
create table codebook_draft (
  id text primary key,
  person_id text not null references person(id),
  base_id text not null references codebook(id),
  definition text not null,
  note text not null default '',
  changed integer not null default 0,
  preview_job text references job(id),
  state text not null default 'open' check (state in ('open','published','dropped')),
  created_at text not null,
  updated_at text not null
) strict;
create unique index codebook_draft_open on codebook_draft(person_id) where state = 'open';
"""
