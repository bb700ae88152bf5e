"""Codes beneath the themes with an appended history of each; a theme's own color and examples."""

from migrations.triggers import append_only

# A code named with the very words of somebody whose return was destroyed loses them.
_EMPTIED = """exists (select 1 from code c join segment s on s.id = c.segment_id join answer a on a.id = s.answer_id
    join return_end e on e.response_id = a.response_id and e.act = 'destroyed' where c.id = old.code_id)"""

SQL = f"""
create table code (
  id text primary key check (length(id) = 36),
  segment_id text references segment(id),
  made_by text not null references person(id),
  made_at text not null
) strict;
{append_only("code")}

-- Each event says all that the code is from then on; without a code a whole theme was carried over into another.
create table code_event (
  number integer primary key autoincrement,
  id text not null unique check (length(id) = 36),
  code_id text references code(id),
  kind text not null check (kind in ('made','changed','moved','merged','split','retired','restored')),
  person_id text references person(id),
  at text not null,
  reason text not null default '',
  together text references code_event(id),
  undoes text unique references code_event(id),
  theme_code text not null,
  parent_id text references code(id) check (parent_id <> code_id),
  name_ko text not null,
  name_en text not null default '',
  definition text not null default '',
  include text not null default '',
  exclude text not null default '',
  examples text not null default '',
  colour text not null default '',
  state text not null check (state in ('used','merged','retired')),
  into_id text,
  check ((state = 'merged') = (into_id is not null))
) strict;
create index code_event_code on code_event(code_id, number);
create index code_event_together on code_event(together) where together is not null;
{append_only("code_event")}
drop trigger code_event_no_update;
create trigger code_event_no_update before update on code_event
when not (new.number = old.number and new.id = old.id and new.code_id is old.code_id
          and new.theme_code is old.theme_code and new.kind = old.kind and new.person_id is old.person_id
          and new.at = old.at and new.together is old.together and new.undoes is old.undoes
          and new.parent_id is old.parent_id and new.state = old.state and new.into_id is old.into_id and {_EMPTIED})
begin select raise(abort, 'code_event is append-only'); end;

-- What each code is now: as its newest event says.
create view code_now as
select c.id, e.theme_code, e.parent_id, e.name_ko, e.name_en, e.definition, e.include, e.exclude, e.examples, e.colour,
  e.state, e.into_id, c.segment_id as invivo_segment, c.made_by, c.made_at, e.id as event_id, e.at as changed_at
from code c join code_event e on e.number = (select max(n.number) from code_event n where n.code_id = c.id);

-- Where the codings of a published theme go that the draft drops: theme to theme, or to nothing where they stay.
alter table codebook_draft add column themes_into text not null default '{{}}';

-- A theme's own sign and what is typical of it; empty: the next color, nothing said.
alter table theme add column colour text not null default '';
alter table theme add column examples_ko text not null default '';
alter table theme add column examples_en text not null default '';
"""
