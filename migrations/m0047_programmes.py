"""Programmes of support with every version of what they say, the rules by which they fit, and what was offered to whom."""

from migrations.triggers import append_only

# A list of codes as one text: the codes, a comma between them; empty: the programme asks for nothing here.
SQL = f"""
create table programme (
  id text primary key check (length(id) = 36),
  code text not null unique,
  example integer not null default 0 check (example in (0, 1)),
  made_at text not null
) strict;
{append_only("programme")}

-- Each row is all that the programme says from then on. What nobody knows is null.
create table programme_version (
  id integer primary key autoincrement,
  programme_id text not null references programme(id),
  name_ko text not null,
  name_en text not null default '',
  owner_kind text not null check (owner_kind in ('city','technopark','ministry','kosme','agency','other')),
  owner text not null,
  region text not null default '',
  domains text not null,
  themes text not null default '',
  levels text not null default '',
  stages text not null default '',
  sizes text not null default '',
  industry_kinds text not null default '',
  area_kinds text not null default '',
  cap integer check (cap >= 0),
  cap_per text not null default 'firm' check (cap_per in ('firm','field')),
  opens_on text check (opens_on glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  closes_on text check (closes_on glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  applications text not null default '',
  apply text not null default '',
  source text not null,
  address text not null default '',
  as_of text not null check (as_of glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  note text not null default '',
  person_id text references person(id),
  import_id text references import_run(id),
  at text not null
) strict;
create index programme_version_programme on programme_version(programme_id, id);
{append_only("programme_version")}
create view programme_now as
select p.code, p.example, v.*,
  (select count(*) from programme_version n where n.programme_id = p.id) as versions
from programme p join programme_version v on v.id = (
  select max(n.id) from programme_version n where n.programme_id = p.id);

-- The rules by which programmes fit areas and firms: a policy file, the newest row counts.
create table matching_rules (
  id integer primary key autoincrement,
  code text not null,
  definition text not null,
  sha256 text not null,
  author text not null,
  person_id text references person(id),
  at text not null
) strict;
{append_only("matching_rules")}

-- A programme a person picked for a firm, or for an area as a whole; `grounds` is JSON: what held then, condition by
-- condition, as the rules `rules_sha256` said.
create table pick (
  id text primary key check (length(id) = 36),
  programme_id text not null references programme(id),
  version_id integer not null references programme_version(id),
  round_id text not null references round(id),
  area_id text not null references area(id),
  firm_id text references firm(id),
  reason text not null,
  grounds text not null,
  rules_sha256 text not null,
  person_id text references person(id),
  example integer not null default 0 check (example in (0, 1)),
  at text not null
) strict;
create index pick_area on pick(area_id, round_id);
create index pick_programme on pick(programme_id, area_id);
create index pick_firm on pick(firm_id) where firm_id is not null;
{append_only("pick")}

-- What became of it. Each row stands until the next; an amount is known or it is not.
create table pick_event (
  id integer primary key autoincrement,
  pick_id text not null references pick(id),
  state text not null check (state in
    ('offered','wants','declines','no_answer','applied','selected','not_selected','finished','withdrawn')),
  on_day text not null check (on_day glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  amount integer check (amount >= 0 and (amount is null or state in ('selected','finished'))),
  note text not null default '',
  person_id text references person(id),
  at text not null
) strict;
create index pick_event_pick on pick_event(pick_id, id);
{append_only("pick_event")}
create view pick_now as
select k.*, e.state, e.on_day, e.note, e.at as state_at,
  (select a.amount from pick_event a where a.pick_id = k.id and a.amount is not null order by a.id desc limit 1) as amount
from pick k join pick_event e on e.id = (select max(n.id) from pick_event n where n.pick_id = k.id);

-- The statements and themes a pick answers; ended, never deleted.
create table pick_segment (
  pick_id text not null references pick(id),
  segment_id text not null references segment(id),
  added_by text references person(id),
  added_at text not null,
  ended_at text,
  primary key (pick_id, segment_id, added_at)
) strict;
create index pick_segment_segment on pick_segment(segment_id);
create trigger pick_segment_no_delete before delete on pick_segment
begin select raise(abort, 'a tie is ended, its row stays'); end;
create trigger pick_segment_no_update before update on pick_segment
when not (old.ended_at is null and new.ended_at is not null and new.pick_id = old.pick_id
          and new.segment_id = old.segment_id and new.added_by is old.added_by and new.added_at = old.added_at)
begin select raise(abort, 'a tie never changes until it is ended'); end;
create table pick_theme (
  pick_id text not null references pick(id),
  theme_code text not null,
  primary key (pick_id, theme_code)
) strict;
{append_only("pick_theme")}

-- Who is in an area, counted for every area of a nation without reading the register itself.
create index firm_kind on firm(area_id, growth_stage, size_band, industry_code);
"""
