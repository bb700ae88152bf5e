"""The register as it was on a day: areas may close, firms may move; what was known when stays readable."""

from migrations.triggers import append_only

# As `app.clock.now` writes instants; SQLite knows milliseconds.
_NOW = "strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now')"

SQL = f"""
-- The last day an area existed; null: it does still.
alter table area add column ends_on text check (ends_on glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');

-- What a round's evaluation needs of an area, and since when it was known; before the first row that one holds.
create table area_version (
  id integer primary key autoincrement,
  area_id text not null references area(id),
  kind text not null,
  ends_on text,
  at text not null
) strict;
create index area_version_area on area_version(area_id, id);
insert into area_version(area_id, kind, at) select id, kind, created_at from area order by rowid;
create trigger area_first_version after insert on area
begin insert into area_version(area_id, kind, ends_on, at) values (new.id, new.kind, new.ends_on, new.created_at); end;
create trigger area_next_version after update of kind, ends_on on area
when new.kind <> old.kind or new.ends_on is not old.ends_on
begin insert into area_version(area_id, kind, ends_on, at) values (new.id, new.kind, new.ends_on, {_NOW}); end;

-- Which area a firm was in, and since when that was known: whoever moves counts where it is on a round's last day.
create table firm_place (
  id integer primary key autoincrement,
  firm_id text not null references firm(id),
  area_id text not null references area(id),
  at text not null
) strict;
create index firm_place_firm on firm_place(firm_id, id);
insert into firm_place(firm_id, area_id, at) select id, area_id, created_at from firm order by rowid;
create trigger firm_first_area after insert on firm
begin insert into firm_place(firm_id, area_id, at) values (new.id, new.area_id, new.created_at); end;
create trigger firm_next_area after update of area_id on firm when new.area_id <> old.area_id
begin insert into firm_place(firm_id, area_id, at) values (new.id, new.area_id, {_NOW}); end;

-- The day whose data a round is evaluated on, the newest row; none: the day it is run. A run on another day is a trial.
create table round_day (
  id integer primary key autoincrement,
  round_id text not null references round(id),
  as_of text not null check (as_of glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  person_id text references person(id),
  at text not null
) strict;

-- Areas drawn by chance among the stable ones, to be asked beside those asked for cause; drawn once a round.
create table drawn_area (
  round_id text not null references round(id),
  area_id text not null references area(id),
  quarter text not null,
  among integer not null check (among > 0),
  seed text not null,
  drawn_at text not null,
  primary key (round_id, area_id)
) strict;
""" + "".join(append_only(table) for table in ("area_version", "firm_place", "round_day", "drawn_area"))
