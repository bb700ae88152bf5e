"""Who visits which firm when and what came of it, the files that belong to it, and paper forms keyed in twice."""

from migrations.triggers import append_only

_DAY = "glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"

SQL = f"""
-- That a firm is to be visited for a survey; who goes and when stands in the events, what came of it in the reports.
create table visit (
  id text primary key,
  survey_id text not null references survey(id),
  area_id text not null references area(id),
  firm_id text references firm(id),
  cause text not null check (cause in ('unanswered','abnormal','drawn','chosen','again','unplanned')),
  -- The visit this one was planned from: a second one.
  follows text references visit(id),
  -- The form it was planned from: sent twice it plans nothing more.
  assignment_id text,
  person_id text references person(id),
  at text not null,
  check ((cause = 'again') = (follows is not null)),
  check (firm_id is not null or cause in ('unplanned','again'))
) strict;
create index visit_survey on visit(survey_id, area_id);
create index visit_firm on visit(firm_id);
create index visit_follows on visit(follows);
create index visit_assignment on visit(assignment_id);

-- Who is to go and on which day; the newest row of a visit holds. Called off: nobody goes.
create table visit_event (
  id integer primary key autoincrement,
  visit_id text not null references visit(id),
  act text not null check (act in ('assigned','called_off')),
  researcher_id text not null references person(id),
  planned_on text not null check (planned_on {_DAY}),
  person_id text references person(id),
  at text not null
) strict;
create index visit_event_visit on visit_event(visit_id, id);

-- The words a firm agreed to before it was asked, under the hash a report names.
create table consent_words (
  sha256 text primary key check (length(sha256) = 64),
  words_ko text not null,
  words_en text not null,
  at text not null
) strict;

-- What came of a visit: one row a report, under the id of the record or form it came by. A visit done twice has two.
create table visit_report (
  id text primary key,
  visit_id text not null references visit(id),
  content_sha256 text not null,
  outcome text not null check (outcome in ('done','refused','absent','closed')),
  reason text,
  note text not null,
  second_on text check (second_on {_DAY}),
  consent_sha256 text references consent_words(sha256),
  consent_at text,
  visited_at text not null,
  person_id text not null references person(id),
  way text not null check (way in ('page','laptop')),
  received_at text not null,
  -- The day its note and photos are destroyed at the latest.
  keep_until text not null check (keep_until {_DAY}),
  destroyed_at text,
  check ((consent_sha256 is null) = (consent_at is null)),
  check (destroyed_at is null or note = '')
) strict;
create index visit_report_visit on visit_report(visit_id, visited_at);
create trigger visit_report_no_delete before delete on visit_report
begin select raise(abort, 'visit_report is append-only'); end;
create trigger visit_report_no_update before update on visit_report
when not (old.destroyed_at is null and new.destroyed_at is not null and new.note = '' and new.content_sha256 = ''
          and new.consent_sha256 is null and new.consent_at is null and new.id = old.id
          and new.visit_id = old.visit_id and new.outcome = old.outcome and new.reason is old.reason
          and new.second_on is old.second_on and new.visited_at = old.visited_at and new.person_id = old.person_id
          and new.way = old.way and new.received_at = old.received_at and new.keep_until = old.keep_until)
begin select raise(abort, 'of a report note and consent may be destroyed, nothing else changes'); end;

-- Each visit as it stands: who goes and when (newest event), what came of it (newest report), or that it is called off.
create view visit_now as
select v.*, e.act, e.researcher_id, e.planned_on, r.id as report_id, r.outcome, r.reason, r.second_on, r.visited_at,
  r.person_id as visited_by, (select count(*) from visit_report c where c.visit_id = v.id) as reports,
  case when r.id is not null then r.outcome when e.act = 'called_off' then 'called_off' else 'planned' end as state
from visit v
join visit_event e on e.id = (select max(id) from visit_event where visit_id = v.id)
left join visit_report r on r.id = (
  select id from visit_report where visit_id = v.id order by visited_at desc, received_at desc, id desc limit 1);

-- Photos and files: pictures drawn anew, so that nothing is in them but what is seen. `sha256` is of what was sent.
create table stored_file (
  id text primary key,
  sha256 text not null check (length(sha256) = 64),
  -- Who sent it: an account, or the link by which a firm answers; of a destroyed file nobody.
  person_id text references person(id),
  invitation_id text references invitation(id),
  media text not null check (media in ('image/jpeg','application/pdf','audio/mp4','video/mp4','video/webm','audio/ogg',
    'audio/wav','audio/mpeg')),
  data blob,
  at text not null,
  destroyed_at text,
  check (data is null or (person_id is null) <> (invitation_id is null)),
  check ((data is null) = (destroyed_at is not null))
) strict;
create unique index stored_file_sent on stored_file(sha256, coalesce(person_id, invitation_id));
create trigger stored_file_no_delete before delete on stored_file
begin select raise(abort, 'stored_file is append-only'); end;
create trigger stored_file_no_update before update on stored_file
when not (old.data is not null and new.data is null and new.person_id is null and new.invitation_id is null
          and new.id = old.id and new.sha256 = old.sha256 and new.media = old.media and new.at = old.at)
begin select raise(abort, 'a file never changes; it may only be destroyed'); end;

-- What a file belongs to: a report of a visit or a return. Read by whoever may see that area.
create table file_use (
  file_id text not null references stored_file(id),
  area_id text not null references area(id),
  report_id text references visit_report(id),
  response_id text references response(id),
  at text not null,
  check ((report_id is null) <> (response_id is null))
) strict;
create unique index file_use_once on file_use(file_id, coalesce(report_id, response_id));
create index file_use_report on file_use(report_id);
create index file_use_response on file_use(response_id);

-- A stack of paper forms of one area, numbered on the paper from 1.
create table paper_stack (
  id text primary key,
  survey_id text not null references survey(id),
  area_id text not null references area(id),
  number integer not null check (number > 0),
  sheets integer not null check (sheets between 1 and 500),
  person_id text references person(id),
  at text not null,
  unique (survey_id, number)
) strict;

-- A form as somebody keyed it in. Counted only once two of a sheet say the same or a third look has decided.
create table paper_entry (
  id text primary key,
  stack_id text not null references paper_stack(id),
  sheet integer not null check (sheet > 0),
  turn integer not null check (turn in (1, 2)),
  -- JSON: what was keyed (`cells`), and the same as it is compared (`values`): firm, name, day, unusable, each answer.
  cells text,
  "values" text,
  person_id text not null references person(id),
  at text not null,
  destroyed_at text,
  unique (stack_id, sheet, turn),
  check ((cells is null) = (destroyed_at is not null) and (cells is null) = ("values" is null))
) strict;
create trigger paper_entry_no_delete before delete on paper_entry
begin select raise(abort, 'paper_entry is append-only'); end;
create trigger paper_entry_no_update before update on paper_entry
when not (old.destroyed_at is null and new.destroyed_at is not null and new.cells is null and new.id = old.id
          and new.stack_id = old.stack_id and new.sheet = old.sheet and new.turn = old.turn
          and new.person_id = old.person_id and new.at = old.at)
begin select raise(abort, 'what was keyed never changes; it may only be destroyed'); end;

-- What came of a sheet: the return it became, or that it cannot be used. `compared`, `differed` count questions;
-- `wrong_first`, `wrong_second` those in which the third look went against that keying.
create table paper_decision (
  stack_id text not null references paper_stack(id),
  sheet integer not null,
  response_id text unique references response(id),
  unusable text,
  compared integer not null check (compared >= 0),
  differed integer not null check (differed between 0 and compared),
  wrong_first integer not null check (wrong_first between 0 and differed),
  wrong_second integer not null check (wrong_second between 0 and differed),
  -- Who looked a third time; null where both said the same.
  person_id text references person(id),
  at text not null,
  primary key (stack_id, sheet),
  check ((response_id is null) = (unusable is not null)),
  check ((person_id is null) = (differed = 0))
) strict;
""" + "".join(
    append_only(table)
    for table in ("visit", "visit_event", "consent_words", "file_use", "paper_stack", "paper_decision")
)
