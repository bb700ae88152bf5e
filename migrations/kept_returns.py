"""What of returns is kept by triggers: each respondent's newest one, and how many firms of an area gave which answer.

`FILL` makes it anew from what is stored otherwise; the triggers do the same for the return a change touches.
"""

from __future__ import annotations

# Of each respondent of a survey the newest return that stands: neither a try nor withdrawn nor destroyed.
NEWEST = """select id, survey_id, respondent_id, area_id, coalesce(firm_id, respondent_id), channel, submitted_at
from (select r.*, row_number() over (
        partition by r.survey_id, r.respondent_id order by r.submitted_at desc, r.id desc) as newest
      from standing_response r) where newest = 1"""
# A firm that answered by several ways is one; where nobody is known, the respondent stands for it.
FIRMS = f"""select survey_id, area_id, count(distinct firm) from (
  select survey_id, area_id, coalesce(firm_id, respondent_id) as firm
  from response where id in (select id from ({NEWEST}))) group by survey_id, area_id"""
DAYS = f"""select survey_id, area_id, date(submitted_at, '+9 hours'), channel, count(*)
from ({NEWEST}) group by survey_id, area_id, date(submitted_at, '+9 hours'), channel"""
# Closed answers alone: of one in own words `value` is null.
ANSWERS = f"""select r.survey_id, r.area_id, an.question_id, an.value, count(distinct coalesce(r.firm_id, r.respondent_id))
from ({NEWEST}) n join response r on r.id = n.id join standing_answer an on an.response_id = r.id
where an.text is null and an.value <> 'null' group by r.survey_id, r.area_id, an.question_id, an.value"""
AREAS = "select area_id, count(*) from firm group by area_id"

TABLES = """
create table return_now (
  response_id text primary key references response(id),
  survey_id text not null references survey(id),
  respondent_id text not null references respondent(id),
  area_id text not null references area(id),
  firm text not null,
  channel text not null,
  submitted_at text not null,
  unique (survey_id, respondent_id)
) strict, without rowid;
create index return_now_firm on return_now(survey_id, firm, area_id);
create index return_now_area on return_now(survey_id, area_id, submitted_at, channel);

-- An area in which a survey was answered, and how many firms did.
create table survey_area (
  id integer primary key,
  survey_id text not null references survey(id),
  area_id text not null references area(id),
  firms integer not null default 0,
  unique (survey_id, area_id)
) strict;

-- Returns that count, by the day in Korea and the way they came.
create table return_day (
  place_id integer not null references survey_area(id),
  day text not null,
  channel text not null,
  n integer not null,
  primary key (place_id, day, channel)
) strict, without rowid;

-- Firms that gave an answer. What nobody gives any longer has no row: of a destroyed return no value may stay.
create table answer_count (
  place_id integer not null references survey_area(id),
  question_id text not null,
  value text not null,
  firms integer not null,
  primary key (place_id, question_id, value)
) strict, without rowid;

-- Firms of the register by area.
create table area_firms (
  area_id text primary key references area(id),
  firms integer not null
) strict, without rowid;
"""

RETURN_COLUMNS = "response_id, survey_id, respondent_id, area_id, firm, channel, submitted_at"
FILL = f"""
insert into return_now({RETURN_COLUMNS}) {NEWEST};
insert into survey_area(survey_id, area_id, firms) {FIRMS};
insert into return_day(place_id, day, channel, n)
  select p.id, date(submitted_at, '+9 hours') as day, channel, count(*) from return_now k
  join survey_area p on p.survey_id = k.survey_id and p.area_id = k.area_id group by p.id, day, channel;
insert into answer_count(place_id, question_id, value, firms)
  select p.id, an.question_id, an.value, count(distinct k.firm) from return_now k
  join survey_area p on p.survey_id = k.survey_id and p.area_id = k.area_id
  join standing_answer an on an.response_id = k.response_id
  where an.text is null and an.value <> 'null' group by p.id, an.question_id, an.value;
insert into area_firms(area_id, firms) {AREAS};
"""


def _trigger(name: str, event: str, body: str) -> str:
    return f"\ncreate trigger {name} after {event}\nbegin{body}\nend;\n"


def _other(of: str, also: str = "") -> str:
    """Another return of the same firm that counts, in the same area."""
    return f"""exists (select 1 from return_now o where o.survey_id = {of}.survey_id and o.firm = {of}.firm
    and o.area_id = {of}.area_id and o.response_id <> {of}.response_id {also})"""


def _same(of: str, question: str, value: str) -> str:
    """Whether another return of the same firm says the same: it is counted once."""
    return _other(
        of,
        f"""and exists (select 1 from standing_answer x
      where x.response_id = o.response_id and x.question_id = {question} and x.value = {value} and x.text is null)""",
    )


_PLACE = "(select id from survey_area where survey_id = {of}.survey_id and area_id = {of}.area_id)"
_HERE = _PLACE.format(of="old")
_DAY = "date({of}.submitted_at, '+9 hours')"
_MORE = "on conflict(place_id, question_id, value) do update set firms = firms + 1"

TRIGGERS = "".join(
    (
        _trigger(
            "response_counts",
            "insert on response when new.test = 0",
            f"""
  delete from return_now where survey_id = new.survey_id and respondent_id = new.respondent_id
    and (submitted_at, response_id) < (new.submitted_at, new.id);
  insert into return_now({RETURN_COLUMNS})
    select new.id, new.survey_id, new.respondent_id, new.area_id, coalesce(new.firm_id, new.respondent_id), new.channel,
      new.submitted_at
    where not exists (
      select 1 from return_now where survey_id = new.survey_id and respondent_id = new.respondent_id);""",
        ),
        _trigger(
            "return_end_counts",
            "insert on return_end when exists (select 1 from return_now where response_id = new.response_id)",
            f"""
  delete from return_now where response_id = new.response_id;
  insert into return_now({RETURN_COLUMNS})
    select r.id, r.survey_id, r.respondent_id, r.area_id, coalesce(r.firm_id, r.respondent_id), r.channel, r.submitted_at
    from response ended join standing_response r
      on r.survey_id = ended.survey_id and r.respondent_id = ended.respondent_id
    where ended.id = new.response_id order by r.submitted_at desc, r.id desc limit 1;""",
        ),
        _trigger(
            "return_now_more",
            "insert on return_now",
            f"""
  insert into survey_area(survey_id, area_id) values (new.survey_id, new.area_id) on conflict do nothing;
  update survey_area set firms = firms + 1 where survey_id = new.survey_id and area_id = new.area_id
    and not {_other("new")};
  insert into return_day(place_id, day, channel, n)
    values ({_PLACE.format(of="new")}, {_DAY.format(of="new")}, new.channel, 1)
    on conflict(place_id, day, channel) do update set n = n + 1;
  insert into answer_count(place_id, question_id, value, firms)
    select {_PLACE.format(of="new")}, an.question_id, an.value, 1 from standing_answer an
    where an.response_id = new.response_id and an.text is null and an.value <> 'null'
      and not {_same("new", "an.question_id", "an.value")}
    {_MORE};""",
        ),
        _trigger(
            "return_now_less",
            "delete on return_now",
            f"""
  update survey_area set firms = firms - 1 where survey_id = old.survey_id and area_id = old.area_id
    and not {_other("old")};
  update return_day set n = n - 1 where place_id = {_HERE} and day = {_DAY.format(of="old")} and channel = old.channel;
  update answer_count set firms = firms - 1 where place_id = {_HERE} and (question_id, value) in (
    select an.question_id, an.value from standing_answer an
    where an.response_id = old.response_id and an.text is null and an.value <> 'null'
      and not {_same("old", "an.question_id", "an.value")});""",
        ),
        _trigger(
            "answer_counts",
            "insert on answer when new.text is null and new.value <> 'null'",
            f"""
  insert into answer_count(place_id, question_id, value, firms)
    select {_PLACE.format(of="k")}, new.question_id, new.value, 1 from return_now k
    where k.response_id = new.response_id and not {_same("k", "new.question_id", "new.value")}
    {_MORE};""",
        ),
        _trigger(
            "correction_counts",
            """insert on answer_correction when exists (select 1 from answer an
  where an.response_id = new.response_id and an.question_id = new.question_id and an.text is null)""",
            f"""
  update answer_count set firms = firms - 1
    where question_id = new.question_id and (place_id, value) in (
      select {_PLACE.format(of="k")}, coalesce((select c.value from answer_correction c
          where c.response_id = new.response_id and c.question_id = new.question_id and c.id < new.id
          order by c.id desc limit 1), an.value) as before
      from return_now k join answer an on an.response_id = k.response_id and an.question_id = new.question_id
      where k.response_id = new.response_id and before <> 'null' and not {_same("k", "new.question_id", "before")});
  insert into answer_count(place_id, question_id, value, firms)
    select {_PLACE.format(of="k")}, new.question_id, new.value, 1 from return_now k
    where k.response_id = new.response_id and new.value <> 'null'
      and not {_same("k", "new.question_id", "new.value")}
    {_MORE};""",
        ),
        _trigger(
            "answer_count_none",
            "update of firms on answer_count when new.firms = 0",
            """
  delete from answer_count where place_id = new.place_id and question_id = new.question_id and value = new.value;""",
        ),
        _trigger(
            "return_day_none",
            "update of n on return_day when new.n = 0",
            """
  delete from return_day where place_id = new.place_id and day = new.day and channel = new.channel;""",
        ),
        _trigger(
            "firm_counts",
            "insert on firm",
            """
  insert into area_firms(area_id, firms) values (new.area_id, 1) on conflict(area_id) do update set firms = firms + 1;""",
        ),
        _trigger(
            "firm_counts_less",
            "delete on firm",
            """
  update area_firms set firms = firms - 1 where area_id = old.area_id;""",
        ),
        _trigger(
            "firm_counts_moved",
            "update of area_id on firm when new.area_id <> old.area_id",
            """
  update area_firms set firms = firms - 1 where area_id = old.area_id;
  insert into area_firms(area_id, firms) values (new.area_id, 1) on conflict(area_id) do update set firms = firms + 1;""",
        ),
    )
)
SQL = TABLES + FILL + TRIGGERS
