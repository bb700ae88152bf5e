"""What a proposal is reflected in, where that is a programme of the register or a task of a plan: it opens from there."""

SQL = """
alter table proposal_event add column programme_id text references programme(id);
alter table proposal_event add column task_id text references plan_task(id);
drop view proposal_now;
create view proposal_now as
select p.id, p.round_id, p.number, p.made_by, p.made_at, t.id as seen, t.title, t.text, t.domain, t.addressee, t.due_on,
  e.action as state, e.organization, e.assignee_id, e.reason, e.reflected_in, e.link, e.happened_on, e.other_id,
  e.at as state_at, e.id as event_id, e.programme_id, e.task_id
from proposal p
join proposal_text t on t.id = (select max(n.id) from proposal_text n where n.proposal_id = p.id)
join proposal_event e on e.id = (select max(n.id) from proposal_event n where n.proposal_id = p.id
  and n.action <> 'split');
"""
