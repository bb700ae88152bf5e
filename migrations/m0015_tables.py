"""What tables bring besides values: marks of values, figures that were withheld, and what a source's columns are."""

from migrations.triggers import append_only

SQL = (
    """
-- p) e) r) and * behind a figure; null: the source marks it in no way.
alter table vintage add column mark text check (mark in ('provisional','estimated','revised','noted'));

-- X, ... and - instead of a figure: that nothing was published is known, and why. It is no value and counts as none.
create table absence (
  id text primary key,
  area_id text references area(id),
  region text check (region in ('busan','nation')),
  indicator_code text not null references indicator(code),
  month text not null check (month glob '[12][0-9][0-9][0-9]-[01][0-9]'),
  reason text not null check (reason in ('suppressed','unknown','nil')),
  published_on text not null,
  import_id text not null references import_run(id),
  source_row integer not null,
  check ((area_id is not null) + (region is not null) = 1)
) strict;
create unique index absence_once on absence(coalesce(area_id, region), indicator_code, month, published_on, reason);

-- The newest of a kind and name is the one that is used.
create table column_mapping (
  id text primary key,
  kind text not null check (kind in ('observations','areas','firms','responses')),
  name text not null check (trim(name) <> ''),
  definition text not null,
  person_id text references person(id),
  at text not null
) strict;
create index column_mapping_name on column_mapping(kind, name, id);
"""
    + append_only("absence")
    + append_only("column_mapping")
)
