"""Reaching firms: whom to write to, what was sent to whom, and answers begun that wait on the server."""

from migrations.triggers import append_only

SQL = """
-- How a firm is reached: personal data, apart from the register. One row a firm, changed in place: what was is not kept.
create table firm_contact (
  firm_id text primary key references firm(id),
  person text,
  email text,
  phone text,
  postcode text,
  address text,
  changed_at text not null,
  changed_by text references person(id)
) strict;

-- One sending of a survey to firms: an invitation (number 0), a first or second reminder.
create table sending (
  id text primary key,
  survey_id text not null references survey(id),
  number integer not null check (number >= 0),
  channel text not null check (channel in ('letter','email','sms','phone')),
  sent_on text not null,
  person_id text references person(id),
  at text not null
) strict;
create index sending_survey on sending(survey_id, at);

-- Which firms a sending went to, and the personal link it held.
create table sending_firm (
  sending_id text not null references sending(id),
  firm_id text not null references firm(id),
  invitation_id text references invitation(id),
  primary key (sending_id, firm_id)
) strict;
create index sending_firm_firm on sending_firm(firm_id);

-- Answers begun by a link, so that another device goes on with them: sealed as answers are, gone when they are sent.
create table response_draft (
  id text primary key,
  invitation_id text not null references invitation(id),
  -- Of an open link: the hash of the code by which its answers are taken up again; a personal link needs none.
  code_hash text unique,
  version_id text not null references questionnaire_version(id),
  -- JSON list of [name, value] as the form holds them.
  entries text not null,
  revision integer not null check (revision > 0),
  saved_at text not null,
  keep_until text not null
) strict;
create unique index response_draft_personal on response_draft(invitation_id) where code_hash is null;

-- Limits of an open link; null: none.
alter table invitation add column most integer check (most > 0);
alter table invitation add column most_a_day integer check (most_a_day > 0);
alter table invitation add column last_on text;

-- What a firm on no list says of itself; the register says it of the others.
alter table respondent add column industry_code text references industry(code);
alter table respondent add column size_band text check (size_band in ('micro','small','medium','large'));
""" + "".join(append_only(table) for table in ("sending", "sending_firm"))
