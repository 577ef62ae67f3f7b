-- Append-only and chained: each entry's hash covers the entry before it. The single head row orders writers.
create table audit_head (
  id       tinyint  not null primary key,
  sequence bigint   not null,
  hash     char(64) character set ascii not null
);
insert into audit_head (id, sequence, hash) values (1, 0, repeat('0', 64));

create table audit_entries (
  sequence      bigint       not null primary key,
  at            datetime(3)  not null,
  actor_id      uuid         null comment 'null: the system itself',
  deed          varchar(64)  character set ascii not null,
  subject       varchar(100) character set ascii not null,
  details       text         not null,
  previous_hash char(64)     character set ascii not null,
  hash          char(64)     character set ascii not null,
  key audit_entries_by_subject (subject, sequence)
);

create trigger audit_entries_keep before update on audit_entries
  for each row signal sqlstate '45000' set message_text = 'audit entries are never changed';
create trigger audit_entries_stay before delete on audit_entries
  for each row signal sqlstate '45000' set message_text = 'audit entries are never deleted';
