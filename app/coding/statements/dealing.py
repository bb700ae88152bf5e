"""Dealing a round's statements their places in the order for teaching, once suggestions were made or a model learned."""

from __future__ import annotations

from sqlite_utils import Database

from app.db import writing

# `nlp.learning.sampling.order` in SQL: by chance at every fourth place, elsewhere what the machine is least sure of: the
# suggestion in greatest doubt, without one the theme the office's model nearly found; what nobody has read stands last.
_DEAL = """
update queue_now set rank = dealt.rank from (
  with drawn as (
    select q.segment_id as id, q.doubt, row_number() over (order by substr(q.segment_id, -12), q.segment_id) as chance,
      count(*) over () as everything
    from queue_now q join circle c on c.id = q.circle_id where c.round_id = ? and q.apart is null),
  -- Of each statement by the key of readings: joined as one list, they were run through once for every statement.
  halves as (
    select id, chance, chance <= everything / 4 as by_chance, coalesce(doubt, (
      select max(min(r.probability, 1 - r.probability)) from reading r where r.segment_id = drawn.id
        and r.model_version = (select value from setting where key = 'model.theme.version')), -1) as unsure
    from drawn),
  numbered as (
    select *, row_number() over (partition by by_chance order by unsure desc, id) as n from halves)
  select id, case when by_chance then chance * 4 else n + (n - 1) / 3 end as rank from numbered) dealt
where dealt.id = queue_now.segment_id and queue_now.rank <> dealt.rank
"""


def deal(db: Database, round_id: str) -> None:
    """Give every statement of the round its place. Until the next deal the order of any two stays as it is."""
    with writing(db):
        db.conn.execute(_DEAL, [round_id])
