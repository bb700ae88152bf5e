"""What of the register is kept by triggers: how many firms an area has of each kind of industry, stage and size."""

from __future__ import annotations

# What a firm is counted under, each with its code; "industry" is the kind of its industry.
COUNTED = """select area_id, 'stage' as of, growth_stage as code from firm where growth_stage is not null
union all select area_id, 'size', size_band from firm
union all select f.area_id, 'industry', i.kind from firm f join industry i on i.code = f.industry_code"""
COUNTS = f"select area_id, of, code, count(*) as firms from ({COUNTED}) group by area_id, of, code"

TABLE = """
-- Firms of the register by area and kind of industry, growth stage, size. What no firm is any longer has no row.
create table firm_count (
  area_id text not null references area(id),
  of text not null check (of in ('industry', 'stage', 'size')),
  code text not null,
  firms integer not null,
  primary key (area_id, of, code)
) strict, without rowid;
"""


def _codes(firm: str) -> str:
    """What one row of the register, `new` or `old`, is counted under."""
    return f"""select 'stage' as of, {firm}.growth_stage as code where {firm}.growth_stage is not null
    union all select 'size', {firm}.size_band
    union all select 'industry', i.kind from industry i where i.code = {firm}.industry_code"""


_MORE = f"""
  insert into firm_count(area_id, of, code, firms) select new.area_id, c.of, c.code, 1 from ({_codes("new")}) c where true
    on conflict(area_id, of, code) do update set firms = firms + 1;"""
_LESS = f"""
  update firm_count set firms = firms - 1 where area_id = old.area_id and (of, code) in ({_codes("old")});
  delete from firm_count where area_id = old.area_id and firms = 0;"""

TRIGGERS = f"""
create trigger firm_count_more after insert on firm
begin{_MORE}
end;
-- No firm is ever deleted: where it was is kept (`firm_place`).
create trigger firm_count_changed after update of area_id, growth_stage, size_band, industry_code on firm
when (new.area_id, new.growth_stage, new.size_band, new.industry_code)
  is not (old.area_id, old.growth_stage, old.size_band, old.industry_code)
begin{_LESS}{_MORE}
end;
-- A whole industry becomes of another kind: rare, so that its kind of count is made anew.
create trigger firm_count_kind after update of kind on industry when new.kind <> old.kind
begin
  delete from firm_count where of = 'industry';
  insert into firm_count(area_id, of, code, firms) select * from ({COUNTS}) where of = 'industry';
end;
"""
SQL = f"{TABLE}insert into firm_count(area_id, of, code, firms) {COUNTS};\n{TRIGGERS}"
