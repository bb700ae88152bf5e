"""Codebook versions: themes with criteria and terms. A version never changes; a change is a new version."""

from migrations.triggers import append_only

SQL = (
    """
create table codebook (
  id text primary key,
  number integer not null unique,
  sha256 text not null unique,
  lexicon_version text not null,
  note text not null,
  created_by text references person(id),
  created_at text not null
) strict;

create table theme (
  codebook_id text not null references codebook(id),
  code text not null,
  name_ko text not null,
  name_en text not null,
  domain text check (domain in ('finance','market','technology','hr','rnd','external')),
  definition_ko text not null,
  definition_en text not null,
  include_ko text not null,
  include_en text not null,
  exclude_ko text not null,
  exclude_en text not null,
  position integer not null,
  primary key (codebook_id, code)
) strict;

create table term (
  codebook_id text not null,
  theme_code text not null,
  lang text not null check (lang in ('ko','en')),
  form text not null,
  kind text not null check (kind in ('surface','near')),
  weight real not null check (weight > 0),
  note text not null default '',
  primary key (codebook_id, theme_code, lang, form),
  foreign key (codebook_id, theme_code) references theme(codebook_id, code)
) strict;
"""
    + append_only("codebook")
    + append_only("theme")
    + append_only("term")
)
