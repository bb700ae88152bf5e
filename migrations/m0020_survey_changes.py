"""A survey's last day and titles may change, and it may be closed at once: each change is kept with what stood before."""

from migrations.triggers import append_only

SQL = """
create table survey_change (
  id integer primary key autoincrement,
  survey_id text not null references survey(id),
  kind text not null check (kind in ('extended','shortened','closed','reopened','retitled')),
  closes_on_before text not null,
  closes_on text not null,
  title_ko_before text not null,
  title_ko text not null,
  title_en_before text not null,
  title_en text not null,
  person_id text references person(id),
  at text not null
) strict;
create index survey_change_survey on survey_change(survey_id, id);

-- Surveys that were closed before their last day and not opened again since.
create view survey_closed as
select survey_id, at from survey_change c
where kind = 'closed' and not exists (
  select 1 from survey_change later where later.survey_id = c.survey_id and later.id > c.id and later.kind = 'reopened');

-- What was asked, of which quarter and since when never changes; nothing of a survey goes away.
create trigger survey_keeps before update of id, wave_id, version_id, opens_on, created_at on survey
begin select raise(abort, 'what a survey asks never changes'); end;
create trigger survey_no_delete before delete on survey
begin select raise(abort, 'surveys are kept'); end;
""" + append_only("survey_change")
