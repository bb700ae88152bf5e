"""Series with their meetings' numbers, presentations, and proposals that are followed up until they are answered."""

from migrations.triggers import append_only

SQL = f"""
alter table series add column kind text not null default 'other'
  check (kind in ('innovation','fgi','emergency','other'));
-- The day the next meeting is meant to be held, before anybody has written its record.
alter table series add column next_on text;

-- The meeting's number in its series (the 51st).
alter table roundtable add column number integer check (number > 0);
create unique index roundtable_number on roundtable(series_id, number) where number is not null;

-- What was presented before the discussion. No name: who spoke is a participant, told as participants are.
create table presentation (
  roundtable_id text not null references roundtable(id),
  position integer not null,
  title text not null,
  organization text not null,
  role text not null default '',
  participant_id text references participant(id),
  minute_from integer check (minute_from >= 0),
  minute_to integer check (minute_to > minute_from),
  primary key (roundtable_id, position),
  check (minute_from is not null or minute_to is null)
) strict;
create index presentation_participant on presentation(participant_id) where participant_id is not null;

create table proposal (
  id text primary key check (length(id) = 36),
  round_id text not null references round(id),
  number integer not null check (number > 0),
  made_by text references person(id),
  made_at text not null,
  unique (round_id, number)
) strict;

-- Each row is all that the proposal says from then on.
create table proposal_text (
  id integer primary key autoincrement,
  proposal_id text not null references proposal(id),
  title text not null,
  text text not null,
  domain text,
  addressee text not null default '',
  due_on text,
  person_id text references person(id),
  at text not null
) strict;
create index proposal_text_of on proposal_text(proposal_id, id);

-- The statements it stands on: ended, never deleted.
create table proposal_segment (
  id integer primary key autoincrement,
  proposal_id text not null references proposal(id),
  segment_id text not null references segment(id),
  added_by text references person(id),
  added_at text not null,
  ended_by text references person(id),
  ended_at text
) strict;
create unique index proposal_segment_once on proposal_segment(proposal_id, segment_id) where ended_at is null;
create index proposal_segment_segment on proposal_segment(segment_id) where ended_at is null;
create trigger proposal_segment_no_delete before delete on proposal_segment
begin select raise(abort, 'a statement of a proposal is ended, its row stays'); end;
create trigger proposal_segment_no_update before update on proposal_segment
when not (old.ended_at is null and new.ended_at is not null and new.id = old.id
          and new.proposal_id = old.proposal_id and new.segment_id = old.segment_id
          and new.added_by is old.added_by and new.added_at = old.added_at)
begin select raise(abort, 'a statement of a proposal never changes until it is ended'); end;

create table proposal_theme (
  proposal_id text not null references proposal(id),
  theme_code text not null,
  primary key (proposal_id, theme_code)
) strict;
create index proposal_theme_code on proposal_theme(theme_code);

-- The areas its statements are about: worked out whenever these change, so that lists need not ask every statement.
create table proposal_area (
  proposal_id text not null references proposal(id),
  area_id text not null references area(id),
  primary key (proposal_id, area_id)
) strict;
create index proposal_area_area on proposal_area(area_id);

-- What became of it. 'split' leaves its state as it was; every other action is its state from then on.
create table proposal_event (
  id integer primary key autoincrement,
  proposal_id text not null references proposal(id),
  action text not null check (action in
    ('received','review','reflected','partly','declined','answered','joined','split')),
  -- The organisation that reviews or answered, and who of the workbench sees to it.
  organization text not null default '',
  assignee_id text references person(id),
  reason text not null default '',
  reflected_in text not null default '',
  link text not null default '',
  happened_on text,
  other_id text references proposal(id),
  person_id text references person(id),
  at text not null,
  check (action <> 'declined' or reason <> ''),
  check (action not in ('reflected','partly') or reflected_in <> ''),
  check (action <> 'review' or organization <> ''),
  check (action not in ('joined','split') or other_id is not null)
) strict;
create index proposal_event_of on proposal_event(proposal_id, id);
create index proposal_event_state on proposal_event(proposal_id, id) where action <> 'split';

create view proposal_now as
select p.id, p.round_id, p.number, p.made_by, p.made_at, t.id as seen, t.title, t.text, t.domain, t.addressee, t.due_on,
  e.action as state, e.organization, e.assignee_id, e.reason, e.reflected_in, e.link, e.happened_on, e.other_id,
  e.at as state_at, e.id as event_id
from proposal p
join proposal_text t on t.id = (select max(n.id) from proposal_text n where n.proposal_id = p.id)
join proposal_event e on e.id = (select max(n.id) from proposal_event n where n.proposal_id = p.id
  and n.action <> 'split');

-- A statement that somebody looked at and does not take for a proposal; a later row may take it back.
create table proposal_aside (
  id integer primary key autoincrement,
  segment_id text not null references segment(id),
  aside integer not null check (aside in (0, 1)),
  person_id text references person(id),
  at text not null
) strict;
create index proposal_aside_segment on proposal_aside(segment_id, id);

-- A personal link by which one firm or organisation sees what became of its own proposals.
create table proposal_link (
  id text primary key check (length(id) = 36),
  series_id text not null references series(id),
  firm_id text references firm(id),
  organization text not null default '',
  token_hash text not null unique,
  expires_on text not null,
  made_by text references person(id),
  made_at text not null,
  revoked_by text references person(id),
  revoked_at text,
  -- A firm is told by the register alone, so that its name goes where that of a destroyed record does.
  check ((firm_id is null) = (organization <> ''))
) strict;
create index proposal_link_series on proposal_link(series_id);

-- Requests and proposals are few among all that is said: found without reading the rest.
create index suggestion_asks on suggestion(segment_id) where statement in ('request','proposal');
{append_only("proposal_text")}
{append_only("proposal_event")}
{append_only("proposal_aside")}
"""
