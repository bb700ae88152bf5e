"""Closed answers may be corrected: what was stored stays, the newest correction is what counts. Weights kept as fixed."""

from migrations.triggers import append_only

_DESTROYED = "exists (select 1 from return_end e where e.act = 'destroyed' and e.response_id = old.response_id)"

SQL = f"""
-- An answer that was read or keyed wrongly: what stood before (JSON, null: nothing), what stands now, why and by whom.
create table answer_correction (
  id integer primary key autoincrement,
  response_id text not null references response(id),
  question_id text not null,
  before text not null,
  value text not null,
  reason text not null check (reason in ('read','keyed','asked','other')),
  note text not null,
  person_id text references person(id),
  at text not null,
  foreign key (response_id, question_id) references answer(response_id, question_id)
) strict;
create index answer_correction_answer on answer_correction(response_id, question_id, id);
create trigger answer_correction_no_delete before delete on answer_correction
begin select raise(abort, 'answer_correction is append-only'); end;
create trigger answer_correction_no_update before update on answer_correction
when not ({_DESTROYED} and new.id = old.id and new.response_id = old.response_id
          and new.question_id = old.question_id and new.reason = old.reason and new.at = old.at
          and new.person_id is old.person_id and new.before = 'null' and new.value = 'null' and new.note = '')
begin select raise(abort, 'answer_correction is append-only'); end;

-- Answers as they stand now: closed ones by their newest correction.
create view standing_answer as
select an.id, an.response_id, an.question_id,
  coalesce((select c.value from answer_correction c
            where c.response_id = an.response_id and c.question_id = an.question_id
            order by c.id desc limit 1), an.value) as value,
  an.text
from answer an;

-- Weights of a survey's respondents, fixed on a day so that whatever reads them reads the same for ever; the newest
-- counts. `how` 'none': everybody weighs 1 again.
create table weighting (
  id integer primary key autoincrement,
  survey_id text not null references survey(id),
  how text not null check (how in ('none','poststratified','raked')),
  low real not null check (low > 0),
  high real not null check (high >= low),
  firms integer not null,
  design_effect real not null check (design_effect >= 1),
  cells text not null,
  reason text not null,
  person_id text references person(id),
  at text not null
) strict;
create index weighting_survey on weighting(survey_id, id);
create table respondent_weight (
  weighting_id integer not null references weighting(id),
  respondent_id text not null references respondent(id),
  omega real not null check (omega > 0),
  primary key (weighting_id, respondent_id)
) without rowid, strict;
{append_only("weighting")}
{append_only("respondent_weight")}

-- What the pages of a survey with ten thousand returns look for first.
create index response_counted on response(survey_id, respondent_id, submitted_at, id);
"""
