"""Questionnaires with versions that never change, surveys, links, responses and answers."""

from migrations.triggers import append_only

SQL = (
    """
create table questionnaire (
  id text primary key,
  code text not null unique,
  title_ko text not null,
  title_en text not null
) strict;

create table questionnaire_version (
  id text primary key,
  questionnaire_id text not null references questionnaire(id),
  number integer not null,
  definition text not null,
  sha256 text not null,
  published_at text not null,
  unique (questionnaire_id, number),
  unique (questionnaire_id, sha256)
) strict;

create table survey (
  id text primary key,
  wave_id text not null references wave(id),
  version_id text not null references questionnaire_version(id),
  title_ko text not null,
  title_en text not null,
  opens_on text not null,
  closes_on text not null,
  target_per_area integer not null default 10 check (target_per_area > 0),
  created_at text not null
) strict;

create table invitation (
  id text primary key,
  survey_id text not null references survey(id),
  area_id text not null references area(id),
  firm_id text references firm(id),
  token_hash text not null unique,
  created_at text not null,
  created_by text references person(id),
  revoked_at text,
  used_at text
) strict;

create table response (
  id text primary key,
  survey_id text not null references survey(id),
  version_id text not null references questionnaire_version(id),
  respondent_id text not null references respondent(id),
  area_id text not null references area(id),
  firm_id text references firm(id),
  invitation_id text references invitation(id),
  channel text not null check (channel in ('online','onsite','paper')),
  researcher_id text references person(id),
  submitted_at text not null,
  received_at text not null,
  consent_sha256 text,
  content_sha256 text not null,
  receipt text not null unique
) strict;
create index response_area on response(survey_id, area_id);
create index response_respondent on response(respondent_id);

create table answer (
  id text primary key,
  response_id text not null references response(id),
  question_id text not null,
  value text not null,
  text text,
  unique (response_id, question_id)
) strict;
"""
    + append_only("questionnaire_version")
    + append_only("response")
    + append_only("answer")
)
