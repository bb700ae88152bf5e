"""Several coders: who is to code what, and what was settled where their words differ."""

from migrations.triggers import append_only

_DESTROYED = """exists (select 1 from return_end e where e.act = 'destroyed' and e.response_id =
            (select a.response_id from segment s join answer a on a.id = s.answer_id where s.id = old.segment_id))"""

SQL = f"""
-- What becomes of a disagreement: each row follows on the newest of its segment, so that nobody writes past another.
create table settlement (
  id integer primary key,
  segment_id text not null references segment(id),
  person_id text not null references person(id),
  act text not null check (act in ('settle','propose','agree','drop','withdraw')),
  reason text not null,
  replaces integer references settlement(id) check (replaces < id),
  at text not null
) strict;
create unique index settlement_replaces on settlement(replaces) where replaces is not null;
create unique index settlement_first on settlement(segment_id) where replaces is null;
create index settlement_segment on settlement(segment_id, id);
create trigger settlement_has_reason before insert on settlement
when trim(new.reason) = '' and new.act <> 'agree'
begin select raise(abort, 'a settlement needs its reason'); end;
create trigger settlement_no_update before update on settlement
when not (new.id = old.id and new.segment_id = old.segment_id and new.person_id = old.person_id and new.act = old.act
          and new.replaces is old.replaces and new.at = old.at and new.reason = '' and {_DESTROYED})
begin select raise(abort, 'settlement is append-only'); end;
create trigger settlement_no_delete before delete on settlement
begin select raise(abort, 'settlement is append-only'); end;

-- What stands by it, a row a theme; none: nothing there.
create table settled_coding (
  settlement_id integer not null references settlement(id),
  theme_code text not null,
  code_id text,
  stance text not null check (stance in ('need','none','resolved')),
  severity integer check (severity between 1 and 5),
  statement text check (statement in ('difficulty','request','proposal','praise','fact','other')),
  span_start integer check (span_start >= 0),
  span_end integer check ((span_end is null) = (span_start is null) and (span_end is null or span_end > span_start)),
  primary key (settlement_id, theme_code),
  check ((stance = 'need') = (severity is not null))
) strict;
{append_only("settled_coding")}

-- What stands: the newest of a segment that settles it, unless it was withdrawn since.
create view settled as
select s.id, s.segment_id, s.person_id, s.act, s.reason, s.replaces, s.at from settlement s
where s.act in ('settle','agree') and not exists (
    select 1 from settlement later where later.segment_id = s.segment_id and later.id > s.id
      and later.act in ('settle','agree','withdraw'))
  and s.segment_id not in (select segment_id from withdrawn_segment);

create table settlement_note (
  id integer primary key,
  segment_id text not null references segment(id),
  person_id text not null references person(id),
  text text not null,
  at text not null
) strict;
create index settlement_note_segment on settlement_note(segment_id, id);
create trigger settlement_note_no_update before update on settlement_note
when not (new.id = old.id and new.segment_id = old.segment_id and new.person_id = old.person_id and new.at = old.at
          and new.text = '' and {_DESTROYED})
begin select raise(abort, 'settlement_note is append-only'); end;
create trigger settlement_note_no_delete before delete on settlement_note
begin select raise(abort, 'settlement_note is append-only'); end;

-- How far coders agree in a round, as it was last reckoned: a fingerprint of the judgments says whether it still holds.
create table agreement_kept (
  round_id text not null references round(id),
  coded_only integer not null check (coded_only in (0, 1)),
  fingerprint text not null,
  result text not null,
  at text not null,
  primary key (round_id, coded_only)
) strict;

-- Who is to code what; a plan that replaces another ends it.
create table coding_plan (
  id text primary key,
  round_id text not null references round(id),
  roundtable_id text references roundtable(id),
  rule text not null check (rule in ('everyone','share','second')),
  share integer not null check (share between 1 and 100),
  coders text not null check (coders like '[%]'),
  seed integer not null,
  reason text not null,
  replaces text references coding_plan(id),
  person_id text not null references person(id),
  at text not null
) strict;
create unique index coding_plan_replaces on coding_plan(replaces) where replaces is not null;
{append_only("coding_plan")}
create table coding_plan_end (
  plan_id text primary key references coding_plan(id),
  person_id text not null references person(id),
  reason text not null,
  at text not null
) strict;
{append_only("coding_plan_end")}
create table assignment (
  plan_id text not null references coding_plan(id),
  segment_id text not null references segment(id),
  coder_id text not null references person(id),
  kind text not null check (kind in ('first','second')),
  primary key (segment_id, coder_id, plan_id)
) strict, without rowid;
create index assignment_coder on assignment(coder_id, segment_id);
create index assignment_plan on assignment(plan_id);
{append_only("assignment")}
-- What is to be coded by plans that neither ended nor were replaced.
create view assigned as
select a.plan_id, a.segment_id, a.coder_id, a.kind from assignment a
where a.plan_id not in (select plan_id from coding_plan_end)
  and a.plan_id not in (select replaces from coding_plan where replaces is not null);
"""
