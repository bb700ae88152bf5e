"""Names beside voices go where the names they were taken from are gone already: until now keys were destroyed without."""

SQL = """
update respondent set label = '' where label <> ''
  and exists (select 1 from participant p where p.respondent_id = respondent.id)
  and (firm_id is not null or not exists (select 1 from response r where r.respondent_id = respondent.id))
  and not exists (
    select 1 from participant p where p.respondent_id = respondent.id and (
      not exists (select 1 from document d where d.roundtable_id = p.roundtable_id)
      or exists (select 1 from original o join document d on d.id = o.document_id
                 where d.roundtable_id = p.roundtable_id and o.destroyed_at is null)));
"""
