"""Regional key industries with the committee's decisions, special zones, and series of a city or a cluster."""

from migrations.triggers import append_only

# A new id as text of 36 signs, for rows the database makes by itself.
_ID = """lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-8' || substr(hex(randomblob(2)), 2) || '-8'
  || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"""
_TODAY = "strftime('%Y-%m-%dT%H:%M:%f', 'now') || '000+00:00'"

SQL = f"""
-- A cycle of the list; `before_id` is the cycle it follows. Without one its industries stand as they were listed.
create table industry_cycle (
  id text primary key check (length(id) = 36),
  code text not null unique,
  first_year integer not null check (first_year between 1990 and 2100),
  last_year integer not null check (last_year between 1990 and 2100),
  before_id text references industry_cycle(id),
  made_by text references person(id),
  made_at text not null,
  check (last_year >= first_year and before_id is not id)
) strict;
create unique index industry_cycle_before on industry_cycle(before_id) where before_id is not null;

-- An industry of a cycle's list, or a candidate for it. `origin_id`: the earlier cycle's industry it goes on.
create table key_industry (
  id text primary key check (length(id) = 36),
  cycle_id text not null references industry_cycle(id),
  code text not null,
  name_ko text not null,
  name_en text not null default '',
  kind text not null check (kind in ('main','future')),
  province text not null,
  region text not null default '',
  industry_code text references industry(code),
  maturity text check (maturity in ('early','growing','mature')),
  infrastructure text not null default '',
  scope text not null default '',
  example integer not null check (example in (0, 1)),
  source text not null,
  as_of text not null,
  origin_id text references key_industry(id),
  made_by text references person(id),
  made_at text not null,
  unique (cycle_id, code)
) strict;
create unique index key_industry_origin on key_industry(cycle_id, origin_id) where origin_id is not null;

create index firm_industry on firm(industry_code, area_id, growth_stage);

-- What is proposed of an industry for a cycle. A changed draft is another row; the newest is the one that waits.
create table industry_decision (
  id text primary key check (length(id) = 36),
  cycle_id text not null references industry_cycle(id),
  industry_id text not null references key_industry(id),
  verdict text not null check (verdict in ('keep','adjust','exclude','replace','add')),
  successor_id text references key_industry(id),
  name_ko text not null default '',
  name_en text not null default '',
  kind text check (kind in ('main','future')),
  scope text not null default '',
  reason text not null,
  grounds text not null default '',
  drafted_by text references person(id),
  drafted_at text not null,
  check ((verdict = 'replace') = (successor_id is not null))
) strict;
create index industry_decision_industry on industry_decision(industry_id, cycle_id, drafted_at);
{append_only("industry_decision")}
-- The committee's decision of a draft. The newest of an industry for a cycle stands; what it led to is `result_id`.
create table industry_ruling (
  id integer primary key autoincrement,
  decision_id text not null unique references industry_decision(id),
  met_on text not null,
  members integer not null check (members > 0),
  attended integer not null check (attended between 1 and members),
  note text not null default '',
  result_id text references key_industry(id),
  person_id text references person(id),
  at text not null
) strict;
{append_only("industry_ruling")}
create view industry_ruled as
select d.*, r.id as ruling_id, r.met_on, r.members, r.attended, r.note, r.result_id, r.person_id, r.at
from industry_ruling r join industry_decision d on d.id = r.decision_id
where r.id = (select max(n.id) from industry_ruling n join industry_decision e on e.id = n.decision_id
  where e.industry_id = d.industry_id and e.cycle_id = d.cycle_id);

create table industry_decision_segment (
  decision_id text not null references industry_decision(id),
  segment_id text not null references segment(id),
  added_by text references person(id),
  added_at text not null,
  ended_at text,
  primary key (decision_id, segment_id)
) strict;
create index industry_decision_segment_segment on industry_decision_segment(segment_id);
create table industry_decision_theme (
  decision_id text not null references industry_decision(id),
  theme_code text not null,
  primary key (decision_id, theme_code)
) strict;

-- What the yearly evaluation of an industry brought. A correction is another row; the newest of a year stands.
create table industry_incentive (
  id integer primary key autoincrement,
  industry_id text not null references key_industry(id),
  year integer not null check (year between 1990 and 2100),
  grade text not null,
  amount integer check (amount >= 0),
  source text not null,
  as_of text not null,
  person_id text references person(id),
  at text not null
) strict;
create index industry_incentive_industry on industry_incentive(industry_id, year, id);
{append_only("industry_incentive")}
-- What is true of a designation wherever it lies; an area's own dates stand in `designation`, under the same name.
create table zone (
  id text primary key check (length(id) = 36),
  name text not null unique,
  kind text not null,
  legal_basis text not null default '',
  source text not null default '',
  as_of text,
  changed_at text not null
) strict;
-- Whatever brings a designation brings its zone, so that none is without one.
insert into zone(id, name, kind, changed_at)
  select {_ID}, name, 'other', {_TODAY} from (select distinct name from designation);
create trigger designation_has_zone after insert on designation
when not exists (select 1 from zone where name = new.name)
begin insert into zone(id, name, kind, changed_at) values ({_ID}, new.name, 'other', {_TODAY}); end;
create index designation_name on designation(name);
create index designation_area on designation(area_id);

create table place_series (
  code text primary key,
  name_ko text not null,
  name_en text not null default '',
  unit text not null check (unit in ('won','people','count','percent')),
  position integer not null
) strict;
-- A figure of the city (no cluster) or of a cluster over a span of days, as a source told it on a day.
create table place_value (
  id integer primary key autoincrement,
  series_code text not null references place_series(code),
  cluster_code text references cluster(code),
  starts_on text not null,
  ends_on text not null,
  value real not null,
  source text not null,
  as_of text not null,
  import_id text references import_run(id),
  source_row integer,
  person_id text references person(id),
  at text not null,
  check (ends_on >= starts_on)
) strict;
create index place_value_series on place_value(series_code, cluster_code, starts_on, ends_on, as_of);
{append_only("place_value")}
"""
