"""Areas, firms, industries, clusters and designations, rounds and waves, respondents, and what was imported."""

SQL = """
create table industry (
  code text primary key,
  name_ko text not null,
  name_en text not null,
  kind text not null check (kind in ('main','future','other')),
  position integer not null
) strict;

create table cluster (
  code text primary key,
  name_ko text not null,
  name_en text not null,
  position integer not null
) strict;

create table area (
  id text primary key,
  code text not null unique,
  name_ko text not null,
  name_en text not null,
  kind text not null check (kind in
    ('complex','knowledge_centre','venture_district','venture_facility','special_zone','startup_area')),
  district text not null,
  latitude real check (latitude between 33 and 39),
  longitude real check (longitude between 124 and 132),
  created_at text not null
) strict;

create table area_cluster (
  area_id text not null references area(id),
  cluster_code text not null references cluster(code),
  primary key (area_id, cluster_code)
) strict;

create table designation (
  id text primary key,
  area_id text not null references area(id),
  name text not null,
  since text,
  until text
) strict;

create table person_area (
  person_id text not null references person(id),
  area_id text not null references area(id),
  primary key (person_id, area_id)
) strict;

create table firm (
  id text primary key,
  code text not null unique,
  area_id text not null references area(id),
  name text not null,
  industry_code text references industry(code),
  size_band text not null check (size_band in ('micro','small','medium','large')),
  growth_stage text check (growth_stage in ('startup','growth','mature','renewal')),
  employees integer check (employees >= 0),
  founded_year integer check (founded_year between 1880 and 2100),
  created_at text not null
) strict;
create index firm_area on firm(area_id);

create table round (
  id text primary key,
  code text not null unique,
  name_ko text not null,
  name_en text not null,
  starts_on text not null,
  ends_on text not null
) strict;

create table wave (
  id text primary key,
  round_id text not null references round(id),
  code text not null unique,
  starts_on text not null,
  ends_on text not null
) strict;

create table respondent (
  id text primary key,
  round_id text not null references round(id),
  kind text not null check (kind in ('firm','expert')),
  firm_id text references firm(id),
  label text not null,
  check (kind = 'firm' or firm_id is null)
) strict;
create unique index respondent_firm on respondent(round_id, firm_id) where firm_id is not null;

create table respondent_area (
  respondent_id text not null references respondent(id),
  area_id text not null references area(id),
  primary key (respondent_id, area_id)
) strict;
create index respondent_area_area on respondent_area(area_id);

create table import_run (
  id text primary key,
  kind text not null,
  file_name text not null,
  sha256 text not null,
  rows integer not null,
  person_id text references person(id),
  at text not null
) strict;
"""
