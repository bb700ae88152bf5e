"""What accepting a return asks for is found without reading all that came before; the names of firms have a state."""

# Random, so that no other file, older copy or restored state of the register ever has the same.
_STATE = "update firm_state set state = random()"

SQL = f"""
-- Which names of firms the register holds: one row, another number with every change of them.
create table firm_state (
  id integer primary key check (id = 1),
  state integer not null
) strict;
insert into firm_state values (1, random());
create trigger firm_state_insert after insert on firm begin {_STATE}; end;
create trigger firm_state_update after update of name on firm when new.name <> old.name begin {_STATE}; end;
create trigger firm_state_delete after delete on firm begin {_STATE}; end;

-- An open link's limits count what came by it; a firm on no list is known by its label.
create index response_invitation on response(invitation_id, received_at) where invitation_id is not null;
create index respondent_label on respondent(round_id, kind, label) where firm_id is null and label <> '';
"""
