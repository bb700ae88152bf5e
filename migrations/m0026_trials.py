"""Trials of a quarter's classification, which are kept and never stand; and the months of areas and regions in order."""

from migrations.triggers import append_only

SQL = """
-- A table of its own, so that no reader of what stands can take a trial for it.
create table classification_trial (
  id text primary key,
  area_id text not null references area(id),
  quarter text not null check (quarter glob '[12][0-9][0-9][0-9]Q[1-4]'),
  state text not null check (state in ('stable','watch')),
  undetermined integer not null check (undetermined in (0, 1)),
  breadth real,
  coverage real not null,
  reasons text not null,
  scheme_sha256 text not null,
  as_of text not null check (as_of glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  computed_at text not null
) strict;
create index classification_trial_area on classification_trial(quarter, as_of, area_id);

-- When a quarter's values came out, and from when to when there are any, is asked at every classification.
create index vintage_month on vintage(month, published_on) where firm_id is null;
""" + append_only("classification_trial")
