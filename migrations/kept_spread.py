"""Respondents who speak of more than one area: sums over areas count them more than once, and take it back by these."""

from __future__ import annotations

COLUMNS = "respondent_id"
SPREAD = "select respondent_id from respondent_area group by respondent_id having count(*) > 1"
SQL = f"""
create table spread_now (
  respondent_id text primary key references respondent(id)
) strict, without rowid;
insert into spread_now {SPREAD};
create trigger respondent_spreads after insert on respondent_area
when exists (select 1 from respondent_area o where o.respondent_id = new.respondent_id and o.area_id <> new.area_id)
begin
  insert into spread_now values (new.respondent_id) on conflict do nothing;
end;
create trigger respondent_spreads_no_more after delete on respondent_area
when (select count(*) from respondent_area o where o.respondent_id = old.respondent_id) < 2
begin
  delete from spread_now where respondent_id = old.respondent_id;
end;
"""
