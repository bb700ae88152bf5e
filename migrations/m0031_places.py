"""Where areas lie, for the round's map, and what the team saw when it went there."""

from migrations.triggers import append_only

SQL = """
-- The outline of an area, or of a district behind them; of each the newest row is drawn.
create table boundary (
  id integer primary key autoincrement,
  area_id text references area(id),
  district text,
  -- JSON: rings of [longitude, latitude], thinned when they were brought.
  rings text not null,
  import_id text not null references import_run(id),
  at text not null,
  check ((area_id is null) <> (district is null))
) strict;

-- The industry most firms of an area have, of all areas at once.
create index firm_area_industry on firm(area_id, industry_code);
-- What was stated of a result, asked for each of its domains on every page that counts open questions.
create index domain_statement_result on domain_statement(area_result_id, domain);

-- A visit of the verification team to the area of a result: when, which seats, what of the checklist was looked at.
create table site_visit (
  id text primary key,
  area_result_id text not null references area_result(id),
  visited_on text not null check (visited_on glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  -- JSON lists: codes of seats; codes of checks, all that there were and those that were looked at.
  seats text not null,
  asked text not null,
  looked text not null,
  note text not null,
  person_id text not null references person(id),
  at text not null
) strict;
create index site_visit_result on site_visit(area_result_id, at);

-- Photos without what a camera writes into them; one that shows somebody can be destroyed, the visit stays.
create table site_photo (
  visit_id text not null references site_visit(id),
  number integer not null check (number > 0),
  media text not null check (media in ('image/jpeg','image/png')),
  data blob not null check (length(data) > 0),
  primary key (visit_id, number)
) strict;
""" + "".join(append_only(table) for table in ("boundary", "site_visit"))
