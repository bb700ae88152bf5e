"""Plans: response plans and prevention plans with their tasks, every version kept; the numbers that called for a visit."""

from migrations.triggers import append_only

_DAY = "glob '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"

SQL = f"""
-- A response plan answers an occasion with strategies; a prevention plan is of one area in a round.
create table plan (
  id text primary key check (length(id) = 36),
  kind text not null check (kind in ('response','prevention')),
  round_id text references round(id),
  area_id text references area(id),
  person_id text references person(id),
  at text not null,
  check ((kind = 'prevention') = (area_id is not null)),
  check (kind = 'response' or round_id is not null)
) strict;
create unique index plan_of_area on plan(area_id, round_id) where kind = 'prevention';
create index plan_round on plan(round_id);

-- Each row is all that the head of the plan says from its day on.
create table plan_version (
  id integer primary key autoincrement,
  plan_id text not null references plan(id),
  title text not null check (title <> ''),
  occasion text not null,
  met_on text check (met_on {_DAY}),
  roundtable_id text references roundtable(id),
  -- What was announced as the whole, in won; the sum of the tasks may say less.
  declared integer check (declared >= 0),
  source text not null,
  note text not null,
  dropped integer not null check (dropped in (0, 1)),
  since text not null check (since {_DAY}),
  person_id text references person(id),
  at text not null
) strict;
create index plan_version_plan on plan_version(plan_id, since, id);
create index plan_version_roundtable on plan_version(roundtable_id) where roundtable_id is not null;

create table plan_strategy (
  version_id integer not null references plan_version(id),
  strategy_id text not null,
  position integer not null check (position > 0),
  title text not null check (title <> ''),
  primary key (version_id, strategy_id)
) strict, without rowid;

create table plan_task (
  id text primary key check (length(id) = 36),
  plan_id text not null references plan(id),
  person_id text references person(id),
  at text not null
) strict;
create index plan_task_plan on plan_task(plan_id);

-- Each row is all that the task is from its day on; a budget of null is one nobody knows.
create table plan_task_version (
  id integer primary key autoincrement,
  task_id text not null references plan_task(id),
  strategy_id text,
  domain text,
  position integer not null check (position > 0),
  title text not null check (title <> ''),
  budget integer check (budget >= 0),
  funding text not null,
  term text check (term in ('short','mid','long')),
  organization text not null,
  owner_id text references person(id),
  dropped integer not null check (dropped in (0, 1)),
  since text not null check (since {_DAY}),
  person_id text references person(id),
  at text not null
) strict;
create index plan_task_version_task on plan_task_version(task_id, since, id);

create table plan_task_theme (
  version_id integer not null references plan_task_version(id),
  theme_code text not null,
  primary key (version_id, theme_code)
) strict, without rowid;

create table plan_milestone (
  version_id integer not null references plan_task_version(id),
  position integer not null check (position > 0),
  title text not null check (title <> ''),
  due_on text not null check (due_on {_DAY}),
  done_on text check (done_on {_DAY}),
  primary key (version_id, position)
) strict, without rowid;

-- How a task stands from a day on. The newest day holds, of one day the newest row.
create table plan_task_event (
  id integer primary key autoincrement,
  task_id text not null references plan_task(id),
  status text not null check (status in ('planned','under_way','done','stopped')),
  on_day text not null check (on_day {_DAY}),
  note text not null,
  person_id text references person(id),
  at text not null,
  check (status <> 'stopped' or note <> '')
) strict;
create index plan_task_event_task on plan_task_event(task_id, on_day, id);

-- The statements a task stands on; taken off again they are ended, never removed.
create table plan_task_segment (
  task_id text not null references plan_task(id),
  segment_id text not null references segment(id),
  added_by text references person(id),
  added_at text not null,
  ended_by text references person(id),
  ended_at text,
  primary key (task_id, segment_id, added_at),
  check (ended_by is null or ended_at is not null)
) strict, without rowid;
create unique index plan_task_segment_once on plan_task_segment(task_id, segment_id) where ended_at is null;
create index plan_task_segment_segment on plan_task_segment(segment_id);
create trigger plan_task_segment_no_delete before delete on plan_task_segment
begin select raise(abort, 'a ground is ended, its row stays'); end;
create trigger plan_task_segment_no_update before update on plan_task_segment
when not (old.ended_at is null and new.ended_at is not null and new.task_id = old.task_id
          and new.segment_id = old.segment_id and new.added_by is old.added_by and new.added_at = old.added_at)
begin select raise(abort, 'a ground is ended, nothing else changes'); end;

create view plan_now as
select p.id, p.kind, p.round_id, p.area_id, v.id as version_id, v.title, v.occasion, v.met_on, v.roundtable_id,
  v.declared, v.source, v.note, v.dropped, v.since, v.at
from plan p join plan_version v on v.id = (
  select n.id from plan_version n where n.plan_id = p.id order by n.since desc, n.id desc limit 1);

create view plan_task_now as
select t.id, t.plan_id, v.id as version_id, v.strategy_id, v.domain, v.position, v.title, v.budget, v.funding, v.term,
  v.organization, v.owner_id, v.dropped, coalesce(e.status, 'planned') as status, e.on_day, e.note,
  (select min(m.due_on) from plan_milestone m where m.version_id = v.id and m.done_on is null) as due_on
from plan_task t
join plan_task_version v on v.id = (
  select n.id from plan_task_version n where n.task_id = t.id order by n.since desc, n.id desc limit 1)
left join plan_task_event e on e.id = (
  select n.id from plan_task_event n where n.task_id = t.id order by n.on_day desc, n.id desc limit 1);

-- The abnormal change for which a visit was planned, as it was read then.
create table visit_call (
  visit_id text not null references visit(id),
  indicator_code text not null references indicator(code),
  month text not null,
  change real not null,
  own real,
  history integer not null,
  peers real,
  peers_middle real,
  peers_count integer not null,
  -- 0 industry and area, 1 industry, 2 all firms; null where it was compared with none.
  peers_level integer check (peers_level in (0, 1, 2)),
  q real not null check (q between 0 and 1),
  primary key (visit_id, indicator_code),
  check ((peers is null) = (peers_level is null))
) strict, without rowid;
""" + "".join(
    append_only(table)
    for table in (
        "plan",
        "plan_version",
        "plan_strategy",
        "plan_task",
        "plan_task_version",
        "plan_task_theme",
        "plan_milestone",
        "plan_task_event",
        "visit_call",
    )
)
