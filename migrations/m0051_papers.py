"""Papers an office filed: each with a number of its year's series that is never given again, and the files made of it."""

from migrations.triggers import append_only

SQL = """
create table filed_paper (
  id text primary key,
  kind text not null check (kind in ('area','council','team','letter')),
  -- What it tells of, by which it is made anew: JSON of codes and ids, of a letter its words.
  asked text not null,
  round_id text not null references round(id),
  evaluation_id text references evaluation(id),
  area_id text references area(id),
  year integer not null check (year between 2000 and 2999),
  serial integer not null check (serial >= 1),
  number text not null unique check (length(number) between 1 and 120),
  title text not null,
  office text not null,
  department text not null,
  recipient text not null,
  made_on text not null check (made_on glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  -- JSON list of the words above the cells to sign in.
  signers text not null,
  language text not null check (language in ('ko','en')),
  -- Of its words as they were under this number: another content gets another number.
  words_sha256 text not null check (length(words_sha256) = 64),
  example integer not null check (example in (0, 1)),
  person_id text not null references person(id),
  at text not null,
  unique (year, serial)
) strict;
create index filed_paper_area on filed_paper(area_id, at);

create table filed_file (
  paper_id text not null references filed_paper(id),
  form text not null check (form in ('docx','hwpx')),
  sha256 text not null check (length(sha256) = 64),
  bytes integer not null check (bytes > 0),
  person_id text not null references person(id),
  at text not null,
  primary key (paper_id, form, sha256)
) strict;
create index filed_file_sha256 on filed_file(sha256);
""" + "".join(append_only(table) for table in ("filed_paper", "filed_file"))
