"""Roundtables, interviews and field notes: record, participants, transcript documents and turns."""

SQL = """
create table series (
  id text primary key,
  name_ko text not null unique,
  name_en text not null
) strict;

create table roundtable (
  id text primary key,
  code text not null unique,
  kind text not null check (kind in ('roundtable','interview','field_note')),
  series_id text references series(id),
  round_id text not null references round(id),
  title text not null,
  title_en text not null default '',
  held_on text not null,
  starts_at text not null,
  ends_at text not null,
  place text not null,
  industry_code text references industry(code),
  language text not null default 'ko' check (language in ('ko','en')),
  created_by text references person(id),
  created_at text not null
) strict;

create table roundtable_area (
  roundtable_id text not null references roundtable(id),
  area_id text not null references area(id),
  primary key (roundtable_id, area_id)
) strict;

create table topic (
  roundtable_id text not null references roundtable(id),
  position integer not null,
  text text not null,
  primary key (roundtable_id, position)
) strict;

create table participant (
  id text primary key,
  roundtable_id text not null references roundtable(id),
  position integer not null,
  label text not null,
  organization text not null,
  org_kind text not null check (org_kind in
    ('city','council','technopark','support','ministry','agency','firm','expert','moderator')),
  role text not null default '',
  firm_id text references firm(id),
  respondent_id text references respondent(id),
  unique (roundtable_id, label)
) strict;

create table document (
  id text primary key,
  roundtable_id text not null references roundtable(id),
  format text not null,
  language text not null check (language in ('ko','en')),
  text text not null,
  sha256 text not null,
  file_name text not null,
  file_sha256 text not null,
  file_bytes blob not null,
  created_by text references person(id),
  created_at text not null
) strict;
create unique index document_once on document(roundtable_id, file_sha256);

create table turn (
  id text primary key,
  document_id text not null references document(id),
  position integer not null,
  speaker text,
  participant_id text references participant(id),
  -- 1: somebody (or a label that is exactly the participant's) has said who speaks, which may be nobody on the list.
  identified integer not null default 0 check (identified in (0, 1)),
  start integer not null check (start >= 0),
  "end" integer not null check ("end" > start),
  time_start real,
  time_end real,
  unique (document_id, position)
) strict;
create index turn_participant on turn(participant_id);

create trigger document_text_no_update before update of text, sha256, file_bytes, file_sha256 on document
begin select raise(abort, 'the text of a document never changes'); end;
create trigger document_no_delete before delete on document
begin select raise(abort, 'document is append-only'); end;
create trigger turn_span_no_update before update of document_id, position, start, "end" on turn
begin select raise(abort, 'the span of a turn never changes'); end;
"""
