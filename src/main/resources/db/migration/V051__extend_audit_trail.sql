-- Who, of which unit, in which roles, from where, and what was before and after: kept as they were at that moment. Entries
-- of format 1 were chained without them and stay as they are; format 2 covers them all by its hash.
alter table audit_entries
  add column format       tinyint      not null default 1 after sequence,
  add column actor_name   varchar(100) null after actor_id,
  add column unit_id      uuid         null after actor_name,
  add column unit_name    varchar(100) null after unit_id,
  add column roles        varchar(100) character set ascii null after unit_name,
  add column origin       varchar(10)  character set ascii null after roles,
  add column address      varchar(64)  character set ascii null after origin,
  add column state_before mediumtext   null after subject,
  add column state_after  mediumtext   null after state_before,
  add key audit_entries_by_actor (actor_id, sequence),
  add key audit_entries_by_unit (unit_id, sequence),
  add key audit_entries_by_deed (deed, sequence),
  add key audit_entries_by_time (at);
