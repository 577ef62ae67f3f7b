-- A review keeps the chain that was in force when it began; null: the three stages from before there were chains.
alter table reviews
  add column chain            mediumtext   null,
  add column follows_id       uuid         null comment 'the returned review that this one answers',
  add column waiting_since    datetime(3)  null comment 'since when the stage that is next waits',
  add column due_at           datetime(3)  null comment 'until when that stage should be signed',
  add column noticed_at       datetime(3)  null comment 'when the reviewers were told that it is overdue',
  add column verify_code      char(16)     character set ascii null,
  add column withdrawn_by     uuid         null references operators (id),
  add column withdrawn_name   varchar(100) null,
  add column withdrawn_at     datetime(3)  null,
  add column withdrawn_reason varchar(2000) null,
  add unique key reviews_by_code (verify_code),
  add key reviews_by_due (state, due_at);

alter table review_signatures add column position tinyint null;
update review_signatures set position = case stage when 'FIRST' then 1 when 'SECOND' then 2 else 3 end;
alter table review_signatures
  modify column position tinyint not null comment 'which stage of the chain, from 1',
  drop key review_signatures_stage,
  add unique key review_signatures_stage (review_id, position),
  drop column stage,
  add column checks       text   null comment 'the checklist as it was answered, JSON',
  add column for_operator uuid   null comment 'whose substitute signed',
  add column proof        text   null comment 'the decision as signed record (compact JWS)';

-- Publishing holds it shared, withdrawing holds it alone: no sheet is published from an approval that is just being withdrawn.
create table release_gate (
  id tinyint not null primary key
);
insert into release_gate (id) values (1);
