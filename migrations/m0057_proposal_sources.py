"""Proposals that stand in minutes or a letter without a verbatim statement; links of firms that are on no register."""

SQL = """
create table proposal_source (
  id integer primary key autoincrement,
  proposal_id text not null references proposal(id),
  -- The record of a meeting, or (null) a letter.
  roundtable_id text references roundtable(id),
  -- Who asked for it: a participant as the record has it, a firm of the register, or an organisation by its name.
  participant_id text references participant(id) on delete set null,
  firm_id text references firm(id),
  organization text not null default '',
  -- Of a letter the area it is about; of a meeting those of its record are.
  area_id text references area(id),
  said_on text not null,
  person_id text references person(id),
  at text not null,
  check (participant_id is null or roundtable_id is not null),
  check ((roundtable_id is null) = (area_id is not null))
) strict;
create index proposal_source_of on proposal_source(proposal_id);
create index proposal_source_meeting on proposal_source(roundtable_id) where roundtable_id is not null;
create index proposal_source_participant on proposal_source(participant_id) where participant_id is not null;
create trigger proposal_source_no_delete before delete on proposal_source
begin select raise(abort, 'where a proposal was told stays'); end;
create trigger proposal_source_no_update before update on proposal_source
when not (new.participant_id is null and new.id = old.id and new.proposal_id = old.proposal_id
          and new.roundtable_id is old.roundtable_id and new.firm_id is old.firm_id
          and new.organization = old.organization and new.area_id is old.area_id and new.said_on = old.said_on
          and new.person_id is old.person_id and new.at = old.at)
begin select raise(abort, 'where a proposal was told never changes'); end;

-- A firm on no register is told by its participant, so that its name goes where that of a destroyed record does.
create table proposal_link_new (
  id text primary key check (length(id) = 36),
  series_id text not null references series(id),
  firm_id text references firm(id),
  participant_id text references participant(id) on delete set null,
  organization text not null default '',
  token_hash text not null unique,
  expires_on text not null,
  made_by text references person(id),
  made_at text not null,
  revoked_by text references person(id),
  revoked_at text,
  check (firm_id is null or (participant_id is null and organization = '')),
  check (participant_id is null or organization = '')
) strict;
insert into proposal_link_new(id, series_id, firm_id, organization, token_hash, expires_on, made_by, made_at, revoked_by,
  revoked_at)
  select id, series_id, firm_id, organization, token_hash, expires_on, made_by, made_at, revoked_by, revoked_at
  from proposal_link;
drop table proposal_link;
alter table proposal_link_new rename to proposal_link;
create index proposal_link_series on proposal_link(series_id);
"""
