-- Refused records that an operator submitted again, and that were taken in then, stay to be seen.
alter table rejected_plays
  add column resubmitted_at datetime(3) null,
  add column resubmitted_by varchar(200) null comment 'the name of the operator';
