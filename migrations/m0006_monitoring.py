"""Indicators, observations as vintages, and the quarterly stable/watch classification with its reasons."""

from migrations.triggers import append_only

SQL = (
    """
create table indicator (
  code text primary key,
  name_ko text not null,
  name_en text not null,
  unit text not null,
  unit_en text not null,
  kind text not null check (kind in ('level','rate')),
  bad text not null check (bad in ('fall','rise')),
  source_ko text not null,
  position integer not null
) strict;

create table observation (
  id text primary key,
  area_id text references area(id),
  firm_id text references firm(id),
  region text check (region in ('busan','nation')),
  indicator_code text not null references indicator(code),
  month text not null check (month glob '[12][0-9][0-9][0-9]-[01][0-9]'),
  value real not null,
  published_on text not null,
  import_id text not null references import_run(id),
  source_row integer not null,
  check ((area_id is not null) + (firm_id is not null) + (region is not null) = 1)
) strict;
create unique index observation_area on observation(area_id, indicator_code, month, published_on)
  where area_id is not null;
create unique index observation_firm on observation(firm_id, indicator_code, month, published_on)
  where firm_id is not null;
create unique index observation_region on observation(region, indicator_code, month, published_on)
  where region is not null;

create table classification (
  id text primary key,
  area_id text not null references area(id),
  quarter text not null check (quarter glob '[12][0-9][0-9][0-9]Q[1-4]'),
  state text not null check (state in ('stable','watch')),
  undetermined integer not null check (undetermined in (0, 1)),
  breadth real,
  coverage real not null,
  reasons text not null,
  scheme_sha256 text not null,
  as_of text not null,
  computed_at text not null
) strict;
create index classification_area on classification(area_id, quarter, computed_at);
"""
    + append_only("observation")
    + append_only("classification")
)
