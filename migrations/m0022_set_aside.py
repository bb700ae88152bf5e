"""What was said and is no statement (assent, greeting, procedure ...) is set aside when it is looked at."""

SQL = """
-- Null: a statement. Rows of before say nothing of it, and count as statements until the segment is looked at again.
alter table analysed add column apart text
  check (apart in ('assent','greeting','introduction','procedure','direction'));
create index analysed_apart on analysed(segment_id) where apart is not null;

create view set_aside as
select a.segment_id, a.apart from analysed a
where a.apart is not null
  and not exists (select 1 from analysed later where later.segment_id = a.segment_id and later.id > a.id);
"""
