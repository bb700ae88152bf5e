"""Questionnaires are drafted step by step; tries of a survey stand among its returns and are counted nowhere."""

from migrations.triggers import append_only

SQL = """
-- A questionnaire being written: from nothing, from a version or from a file. `code` is the questionnaire's.
create table questionnaire_draft (
  id text primary key,
  code text not null,
  begun_from text not null check (begun_from in ('new','version','file')),
  base_id text references questionnaire_version(id),
  person_id text references person(id),
  at text not null,
  check ((begun_from = 'version') = (base_id is not null))
) strict;
create index questionnaire_draft_code on questionnaire_draft(code);

-- Every save, in its order. `stands` is the step whose definition stands after it: its own, or the one gone back to.
create table questionnaire_draft_step (
  draft_id text not null references questionnaire_draft(id),
  number integer not null check (number > 0),
  -- Made where the button was pressed: pressing twice is one step.
  act_id text not null,
  what text not null check (what in ('begun','saved','added','removed','moved','undone','redone')),
  -- Which part: "question:ID", "section:ID", "questionnaire".
  part text not null,
  stands integer not null,
  -- The step that stood before an edit, to which undoing it leads.
  before integer,
  definition text,
  person_id text references person(id),
  at text not null,
  primary key (draft_id, number),
  unique (draft_id, act_id),
  check ((stands = number) = (definition is not null)),
  check (stands <= number)
) strict;

create table questionnaire_draft_end (
  draft_id text primary key references questionnaire_draft(id),
  act text not null check (act in ('published','dropped')),
  version_id text references questionnaire_version(id),
  person_id text references person(id),
  at text not null,
  check ((act = 'published') = (version_id is not null))
) strict;

-- The responses wanted of each area may change while a survey runs: each change is kept with what stood before.
create table survey_retarget (
  id integer primary key autoincrement,
  survey_id text not null references survey(id),
  target_before integer not null,
  target integer not null check (target > 0),
  person_id text references person(id),
  at text not null
) strict;
create index survey_retarget_survey on survey_retarget(survey_id, id);

-- A return that only tries the form: it stands among the others and is no standing one, so whatever counts or reads
-- standing returns never meets it.
alter table response add column test integer not null default 0 check (test in (0, 1));
drop view standing_response;
create view standing_response as
select r.* from response r where r.test = 0 and r.id not in (select response_id from return_end);
-- Nor can it be anybody's voice: it has no firm and no link, and its respondent is the round's nobody.
create trigger response_test_of_nobody before insert on response
when new.test = 1 and (new.firm_id is not null or new.invitation_id is not null
  or not exists (select 1 from respondent re where re.id = new.respondent_id and re.nobody = 1))
begin select raise(abort, 'a try is nobody''s return'); end;
create index response_test on response(survey_id) where test = 1;
""" + "".join(
    append_only(table)
    for table in ("questionnaire_draft", "questionnaire_draft_step", "questionnaire_draft_end", "survey_retarget")
)
