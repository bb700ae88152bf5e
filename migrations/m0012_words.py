"""The words of each segment as the analyser read them; codebook versions in the making, and old ones restored."""

from migrations.triggers import append_only

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

-- A version may say again what an older one said: it is restored as a new version, so contents are not unique.
create table codebook_of_numbers (
  id text primary key,
  number integer not null unique,
  sha256 text not null,
  lexicon_version text not null,
  note text not null,
  created_by text references person(id),
  created_at text not null
) strict;
insert into codebook_of_numbers(id, number, sha256, lexicon_version, note, created_by, created_at)
select id, number, sha256, lexicon_version, note, created_by, created_at from codebook;
drop table codebook;
alter table codebook_of_numbers rename to codebook;
""" + append_only("codebook")
