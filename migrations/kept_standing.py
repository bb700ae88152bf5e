"""Which result of an area stands in a round, kept as evaluations are stored and people act on their results.

The newest result people have acted on (validated, decided, confirmed) stands; where there is none, the newest. A trial
never stands. `STANDS` says what the table is to hold; the triggers write the same for the area a change touches.
"""

from __future__ import annotations

COLUMNS = "round_id, area_id, id, newest_id, level"
_STANDS = """select round_id, area_id, id, newest_id, coalesce(
    (select e.level from level_event e where e.area_result_id = q.id order by e.id desc limit 1), level)
from (
  select x.id, x.area_id, x.level, xe.round_id,
    first_value(x.id) over (
      partition by xe.round_id, x.area_id order by xe.created_at desc, xe.id desc) as newest_id,
    row_number() over (
      partition by xe.round_id, x.area_id order by exists (
          select 1 from level_event acted where acted.area_result_id = x.id and acted.state <> 'computed') desc,
        xe.created_at desc, xe.id desc) as place
  from area_result x join evaluation xe on xe.id = x.evaluation_id where xe.trial = 0 and {where}) q
where place = 1"""
STANDS = _STANDS.format(where="1")
FILL = f"insert into stands_now({COLUMNS}) {STANDS};\n"


def _restand(result: str) -> str:
    """Bring what stands of one result's area and round to what it should be."""
    area = f"(select area_id from area_result where id = {result})"
    round_ = f"(select e.round_id from area_result r join evaluation e on e.id = r.evaluation_id where r.id = {result})"
    where = f"x.area_id = {area} and xe.round_id = {round_}"
    return f"""
begin
  delete from stands_now where round_id = {round_} and area_id = {area};
  insert into stands_now({COLUMNS}) {_STANDS.format(where=where)};
end;
"""


TRIGGERS = f"""
create trigger result_stands after insert on area_result
when (select trial from evaluation where id = new.evaluation_id) = 0{_restand("new.id")}
create trigger act_stands after insert on level_event
when (select e.trial from area_result r join evaluation e on e.id = r.evaluation_id
      where r.id = new.area_result_id) = 0{_restand("new.area_result_id")}"""

TABLES = """
-- The result that stands of an area in a round (`id`), the one of the newest evaluation, and the level as people decided
-- it, else as it was computed.
create table stands_now (
  round_id text not null references round(id),
  area_id text not null references area(id),
  id text not null unique references area_result(id),
  newest_id text not null references area_result(id),
  level text,
  primary key (round_id, area_id)
) strict, without rowid;
create index stands_now_level on stands_now(round_id, level);
create index area_result_area on area_result(area_id);
"""
SQL = TABLES + FILL + TRIGGERS
