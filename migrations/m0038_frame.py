"""Areas and firms of a survey may change while it runs; a held visit that was accepted names the report it became."""

from migrations.triggers import append_only

SQL = f"""
-- An area (firm_id null) or a single firm taken out of a survey or into it again. Without a row everybody is asked.
create table survey_frame_change (
  id integer primary key autoincrement,
  survey_id text not null references survey(id),
  area_id text not null references area(id),
  firm_id text references firm(id),
  act text not null check (act in ('added','dropped')),
  reason text not null,
  person_id text references person(id),
  at text not null
) strict;
create index survey_frame_area on survey_frame_change(survey_id, area_id, id) where firm_id is null;
create index survey_frame_firm on survey_frame_change(survey_id, firm_id, id) where firm_id is not null;
create index survey_frame_survey on survey_frame_change(survey_id, id);

-- The newest word on each area and on each firm of a survey.
create view survey_frame_now as
select c.* from survey_frame_change c
where c.firm_id is null and c.id = (
  select max(id) from survey_frame_change n
  where n.survey_id = c.survey_id and n.area_id = c.area_id and n.firm_id is null)
union all
select c.* from survey_frame_change c
where c.firm_id is not null and c.id = (
  select max(id) from survey_frame_change n
  where n.survey_id = c.survey_id and n.firm_id = c.firm_id and n.firm_id is not null);

-- The report a held visit became when the office accepted it.
alter table field_settlement add column report_id text references visit_report(id);
{append_only("survey_frame_change")}
"""
