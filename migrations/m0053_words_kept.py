"""What counts of statements, who named it and how many of each area are kept as they change, not counted for a page."""

from migrations.kept_words import CODED, FILLS, TRIGGERS

TABLES = """
-- The settlement that stands of a statement.
create table settled_now (
  segment_id text primary key references segment(id),
  settlement_id integer not null references settlement(id)
) strict, without rowid;
create index settled_now_settlement on settled_now(settlement_id);

-- What counts of a statement: a row a theme and stance, with the mean of its severities and how many words it is of.
create table named_now (
  segment_id text not null references segment(id),
  theme_code text not null,
  stance text not null,
  round_id text not null references round(id),
  respondent_id text not null references respondent(id),
  severity real,
  words integer not null,
  held_on text,
  primary key (segment_id, theme_code, stance)
) strict, without rowid;
create index named_now_respondent on named_now(respondent_id, theme_code, stance, round_id, severity);
-- As quotes are listed: the gravest first, then by day.
create index named_now_theme on named_now(round_id, theme_code, stance, severity desc, held_on, segment_id, respondent_id);
create index named_now_grave
  on named_now(round_id, stance, severity desc, held_on, segment_id, theme_code, respondent_id);

-- What one respondent named: in how many statements, and how severe at worst.
create table said_now (
  round_id text not null references round(id),
  respondent_id text not null references respondent(id),
  theme_code text not null,
  stance text not null,
  firm integer not null check (firm in (0, 1)),
  statements integer not null check (statements > 0),
  worst real,
  primary key (round_id, respondent_id, theme_code, stance)
) strict, without rowid;
create index said_now_respondent on said_now(respondent_id);

-- How many of an area named a theme: respondents, firms among them, statements; somebody of two areas counts in each.
create table cell_now (
  round_id text not null references round(id),
  theme_code text not null,
  stance text not null,
  area_id text not null references area(id),
  respondents integer not null,
  firms integer not null,
  statements integer not null,
  primary key (round_id, theme_code, stance, area_id)
) strict, without rowid;
create index cell_now_area on cell_now(area_id, round_id);

-- Who answered a survey of a round or spoke at a roundtable of it, and how many of each area.
create table spoke_now (
  round_id text not null references round(id),
  respondent_id text not null references respondent(id),
  firm integer not null check (firm in (0, 1)),
  primary key (round_id, respondent_id)
) strict, without rowid;
create index spoke_now_respondent on spoke_now(respondent_id);
create table spoke_area (
  round_id text not null references round(id),
  area_id text not null references area(id),
  respondents integer not null,
  firms integer not null,
  primary key (round_id, area_id)
) strict, without rowid;
"""

# The words that count, found from one statement as from all.
VIEWS = f"""
drop view counted;
drop view settled;
create view settled as
select s.id, s.segment_id, s.person_id, s.act, s.reason, s.replaces, s.at
from settled_now t cross join settlement s where s.id = t.settlement_id;
create view counted as
select n.id, n.segment_id, n.coder_id, n.theme_code, n.code_id, n.stance, n.severity, n.statement, n.span_start,
  n.span_end
from standing_now n
where n.action in {CODED} and not exists (select 1 from settled_now t where t.segment_id = n.segment_id)
union all
select -t.settlement_id, t.segment_id, 'settled', c.theme_code, c.code_id, c.stance, c.severity, c.statement,
  c.span_start, c.span_end
from settled_now t join settled_coding c on c.settlement_id = t.settlement_id;
"""
# How firms were labelled where that is not their name in the register, and who spoke for them: another number with every
# change. A firm of the register that answers changes nothing.
_STATE = "update label_state set state = random()"
_NAMED = "exists (select 1 from firm f where f.id = new.firm_id and f.name = new.label)"
LABELS = f"""
create table label_state (
  id integer primary key check (id = 1),
  state integer not null
) strict;
insert into label_state values (1, random());
create trigger label_state_respondent after insert on respondent when new.label <> '' and not {_NAMED}
begin {_STATE}; end;
create trigger label_state_respondent_else after update of label, kind, firm_id on respondent
when new.label <> '' or old.label <> '' begin {_STATE}; end;
create trigger label_state_participant after insert on participant begin {_STATE}; end;
create trigger label_state_participant_else after update of label, organization, org_kind on participant
begin {_STATE}; end;
create trigger label_state_participant_no_more after delete on participant begin {_STATE}; end;
"""
SQL = TABLES + FILLS + TRIGGERS + VIEWS + LABELS
