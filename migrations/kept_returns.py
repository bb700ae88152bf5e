"""What of returns is kept by triggers: each respondent's newest one, and how many firms of an area gave which answer.

`FILL` makes it anew from what is stored otherwise; the triggers do the same for the return a change touches.
"""

from __future__ import annotations

# Of each respondent of a survey the newest return that stands: neither a try nor withdrawn nor destroyed.
NEWEST = """select id, survey_id, respondent_id, area_id, firm_id, date(submitted_at, '+9 hours') as day, channel,
  submitted_at
from (select r.*, row_number() over (
        partition by r.survey_id, r.respondent_id order by r.submitted_at desc, r.id desc) as newest
      from standing_response r) where newest = 1"""
# A firm that answered by several ways is one; where nobody is known, the respondent stands for it.
PLACES = f"""select survey_id, area_id, count(distinct coalesce(firm_id, respondent_id)), max(submitted_at)
from ({NEWEST}) group by survey_id, area_id"""
DAYS = f"select survey_id, area_id, day, channel, count(*) from ({NEWEST}) group by survey_id, area_id, day, channel"
# Closed answers alone: of one in own words `value` is null.
ANSWERS = f"""select n.survey_id, n.area_id, an.question_id, an.value, count(distinct coalesce(n.firm_id, n.respondent_id))
from ({NEWEST}) n join standing_answer an on an.response_id = n.id
where an.text is null and an.value <> 'null' group by n.survey_id, n.area_id, an.question_id, an.value"""
AREAS = "select area_id, count(*) from firm group by area_id"

TABLES = """
-- An area in which a survey was answered: how many firms did, and when the last return that counts came.
create table survey_area (
  id integer primary key,
  survey_id text not null references survey(id),
  area_id text not null references area(id),
  firms integer not null default 0,
  last_at text,
  unique (survey_id, area_id)
) strict;

create table return_now (
  response_id text primary key references response(id),
  place_id integer not null references survey_area(id),
  firm_id text references firm(id),
  day text not null,
  channel text not null
) strict, without rowid;
-- A firm that answered by several ways is one.
create index return_now_firm on return_now(firm_id, place_id) where firm_id is not null;

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

-- What was written in own words is a tenth of all answers.
create index answer_open on answer(response_id) where text <> '';

-- Firms of the register by area.
create table area_firms (
  area_id text primary key references area(id),
  firms integer not null
) strict, without rowid;
"""

FILL = f"""
insert into survey_area(survey_id, area_id, firms, last_at) {PLACES};
insert into return_now(response_id, place_id, firm_id, day, channel)
  select k.id, p.id, k.firm_id, k.day, k.channel from ({NEWEST}) k
  join survey_area p on p.survey_id = k.survey_id and p.area_id = k.area_id;
insert into return_day(place_id, day, channel, n)
  select place_id, day, channel, count(*) from return_now group by place_id, day, channel;
insert into answer_count(place_id, question_id, value, firms)
  select k.place_id, an.question_id, an.value, count(distinct coalesce(k.firm_id, k.response_id)) from return_now k
  join standing_answer an on an.response_id = k.response_id
  where an.text is null and an.value <> 'null' group by k.place_id, an.question_id, an.value;
insert into area_firms(area_id, firms) {AREAS};
"""


def _trigger(name: str, event: str, body: str) -> str:
    return f"\ncreate trigger {name} after {event}\nbegin{body}\nend;\n"


def _other(of: str, also: str = "") -> str:
    """Another return of the same firm that counts, in the same area."""
    return f"""exists (select 1 from return_now o where o.firm_id = {of}.firm_id and o.place_id = {of}.place_id
    and o.response_id <> {of}.response_id {also})"""


def _same(of: str, question: str, value: str) -> str:
    """Whether another return of the same firm says the same: it is counted once."""
    return _other(
        of,
        f"""and exists (select 1 from standing_answer x
      where x.response_id = o.response_id and x.question_id = {question} and x.value = {value} and x.text is null)""",
    )


_COUNT = """insert into answer_count(place_id, question_id, value, firms)
    select k.place_id, {answer}.question_id, {answer}.value, 1 from return_now k{join}
    where k.response_id = {answer}.response_id{where}
      and not {same}
    on conflict(place_id, question_id, value) do update set firms = firms + 1;"""
_ONE_MORE = _COUNT.format(answer="new", join="", where="", same=_same("k", "new.question_id", "new.value"))
_KEEP = """
  insert into return_now(response_id, place_id, firm_id, day, channel)
    select r.id, p.id, r.firm_id, date(r.submitted_at, '+9 hours'), r.channel
    from response r join survey_area p on p.survey_id = r.survey_id and p.area_id = r.area_id where r.id = """

TRIGGERS = "".join(
    (
        _trigger(
            "response_counts",
            "insert on response when new.test = 0",
            f"""
  delete from return_now where response_id in (
    select o.id from response o where o.survey_id = new.survey_id and o.respondent_id = new.respondent_id
      and (o.submitted_at, o.id) < (new.submitted_at, new.id));
  insert into survey_area(survey_id, area_id) values (new.survey_id, new.area_id) on conflict do nothing;{_KEEP}new.id
    and not exists (select 1 from response o join return_now k on k.response_id = o.id
      where o.survey_id = new.survey_id and o.respondent_id = new.respondent_id);""",
        ),
        _trigger(
            "return_end_counts",
            "insert on return_end when exists (select 1 from return_now where response_id = new.response_id)",
            f"""
  delete from return_now where response_id = new.response_id;{_KEEP}(
      select r.id from response ended join standing_response r
        on r.survey_id = ended.survey_id and r.respondent_id = ended.respondent_id
      where ended.id = new.response_id order by r.submitted_at desc, r.id desc limit 1);""",
        ),
        _trigger(
            "return_now_more",
            "insert on return_now",
            f"""
  update survey_area set firms = firms + not {_other("new")},
    last_at = max(coalesce(last_at, ''), (select submitted_at from response where id = new.response_id))
    where id = new.place_id;
  insert into return_day(place_id, day, channel, n) values (new.place_id, new.day, new.channel, 1)
    on conflict(place_id, day, channel) do update set n = n + 1;
  {
                _COUNT.format(
                    answer="an",
                    join=" join standing_answer an",
                    where=" and k.response_id = new.response_id and an.text is null and an.value <> 'null'",
                    same=_same("k", "an.question_id", "an.value"),
                )
            }""",
        ),
        _trigger(
            "return_now_less",
            "delete on return_now",
            f"""
  update survey_area set firms = firms - not {_other("old")},
    last_at = case when last_at > (select submitted_at from response where id = old.response_id) then last_at else (
      select max(r.submitted_at) from response r join return_now k on k.response_id = r.id
      where r.survey_id = survey_area.survey_id and r.area_id = survey_area.area_id) end
    where id = old.place_id;
  update return_day set n = n - 1 where place_id = old.place_id and day = old.day and channel = old.channel;
  update answer_count set firms = firms - 1 where place_id = old.place_id and (question_id, value) in (
    select an.question_id, an.value from standing_answer an
    where an.response_id = old.response_id and an.text is null and an.value <> 'null'
      and not {_same("old", "an.question_id", "an.value")});""",
        ),
        _trigger(
            "answer_counts",
            "insert on answer when new.text is null and new.value <> 'null'",
            f"""
  {_ONE_MORE}""",
        ),
        _trigger(
            "correction_counts",
            """insert on answer_correction when exists (select 1 from answer an
  where an.response_id = new.response_id and an.question_id = new.question_id and an.text is null)""",
            f"""
  update answer_count set firms = firms - 1
    where question_id = new.question_id and (place_id, value) in (
      select k.place_id, coalesce((select c.value from answer_correction c
          where c.response_id = new.response_id and c.question_id = new.question_id and c.id < new.id
          order by c.id desc limit 1), an.value) as before
      from return_now k join answer an on an.response_id = k.response_id and an.question_id = new.question_id
      where k.response_id = new.response_id and before <> 'null' and not {_same("k", "new.question_id", "before")});
  {
                _COUNT.format(
                    answer="new",
                    join="",
                    where=" and new.value <> 'null'",
                    same=_same("k", "new.question_id", "new.value"),
                )
            }""",
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
