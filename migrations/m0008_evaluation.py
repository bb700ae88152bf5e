"""Schemes, evaluations with every step kept, seats, blind votes and the history of levels."""

from migrations.triggers import append_only

SQL = """
create table scheme (
  id text primary key,
  code text not null,
  number integer not null,
  definition text not null,
  sha256 text not null unique,
  author text not null,
  reason text not null,
  legal_basis text not null,
  created_at text not null,
  unique (code, number)
) strict;

create table evaluation (
  id text primary key,
  round_id text not null references round(id),
  scheme_id text not null references scheme(id),
  as_of text not null,
  seed integer not null,
  draws integer not null,
  inputs_sha256 text not null,
  codebook_id text not null references codebook(id),
  created_by text references person(id),
  created_at text not null
) strict;

create table area_result (
  id text primary key,
  evaluation_id text not null references evaluation(id),
  area_id text not null references area(id),
  score real,
  level text,
  robustness real,
  band_low real,
  band_high real,
  shares text not null,
  losses text not null,
  respondents integer not null,
  previous_level text,
  -- By the cut-offs alone; differs from `level` where the rule for stepping down keeps a worse one.
  raw_level text,
  rank_low real,
  rank_high real,
  unique (evaluation_id, area_id)
) strict;

create table domain_result (
  area_result_id text not null references area_result(id),
  domain text not null,
  weight real not null,
  q real,
  l real,
  contribution_q real not null,
  contribution_l real not null,
  burden real,
  n_eff real,
  credibility real,
  b0 real,
  prevalence_k integer not null,
  prevalence_n integer not null,
  mean_severity real,
  wilson_low real,
  wilson_high real,
  fit text not null check (fit in ('agreement','partial','dissonance','silence')),
  primary key (area_result_id, domain)
) strict;

-- What each domain cell was made of: indicator and survey items (with their rows), respondents (with their codings) and
-- the peers a small number of voices leans on. The contributions of an area's items add up to its score.
create table cell_item (
  area_result_id text not null,
  domain text not null,
  kind text not null check (kind in ('indicator','survey','respondent','peers')),
  ref text not null,
  weight real not null,
  raw real,
  points real,
  contribution real not null,
  evidence text not null,
  primary key (area_result_id, domain, kind, ref),
  foreign key (area_result_id, domain) references domain_result(area_result_id, domain)
) strict;

create table seat (
  round_id text not null references round(id),
  seat text not null check (seat in ('city','technopark','support_center','mss','expert')),
  person_id text not null references person(id),
  primary key (round_id, seat)
) strict;

create table vote (
  id text primary key,
  area_result_id text not null references area_result(id),
  seat text not null check (seat in ('city','technopark','support_center','mss','expert')),
  person_id text not null references person(id),
  level text,
  conflict integer not null default 0 check (conflict in (0, 1)),
  reason text not null,
  -- A vote for another level than the computed one says why and brings evidence: the override rests on them.
  reason_code text,
  evidence text not null default '[]',
  example integer not null default 0 check (example in (0, 1)),
  at text not null,
  unique (area_result_id, seat),
  check ((conflict = 1) = (level is null))
) strict;

create table level_event (
  id integer primary key autoincrement,
  area_result_id text not null references area_result(id),
  state text not null check (state in ('computed','validated','decided','confirmed')),
  level text not null,
  override integer not null default 0 check (override in (0, 1)),
  reason_code text,
  reason text not null default '',
  evidence text not null default '[]',
  -- The day the council met or the ministry confirmed, which is not the day it was recorded.
  met_on text,
  person_id text references person(id),
  example integer not null default 0 check (example in (0, 1)),
  at text not null,
  check (override = 0 or (reason_code is not null and reason <> '' and evidence <> '[]'))
) strict;
create index level_event_result on level_event(area_result_id, id);

create table domain_statement (
  id integer primary key autoincrement,
  area_result_id text not null references area_result(id),
  domain text not null,
  text text not null,
  person_id text not null references person(id),
  at text not null
) strict;
""" + "".join(
    append_only(t)
    for t in (
        "scheme",
        "evaluation",
        "area_result",
        "domain_result",
        "cell_item",
        "vote",
        "level_event",
        "domain_statement",
    )
)
