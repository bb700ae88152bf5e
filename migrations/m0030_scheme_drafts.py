"""Drafts of schemes: written by one person, approved by another; what was written stays."""

from migrations.triggers import append_only

SQL = """
create table scheme_draft (
  id text primary key,
  base_id text not null references scheme(id),
  definition text not null,
  sha256 text not null,
  person_id text not null references person(id),
  at text not null
) strict;

-- How a draft ended; none: it waits. `late` 1: approved after the day the round's data count up to.
create table scheme_draft_end (
  draft_id text primary key references scheme_draft(id),
  act text not null check (act in ('approved','dropped','replaced')),
  scheme_id text references scheme(id),
  late integer not null default 0 check (late in (0, 1)),
  person_id text not null references person(id),
  at text not null,
  check ((act = 'approved') = (scheme_id is not null))
) strict;
create trigger scheme_draft_second_person before insert on scheme_draft_end
when new.act = 'approved' and new.person_id = (select person_id from scheme_draft where id = new.draft_id)
begin select raise(abort, 'a draft is approved by a second person'); end;
""" + "".join(append_only(table) for table in ("scheme_draft", "scheme_draft_end"))
