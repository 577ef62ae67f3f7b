-- The words that a unit wants looked at, or not used, in what is submitted to its reviews; unit null: for all units.
create table listed_words (
  id        uuid         not null primary key,
  unit_id   uuid         null references units (id),
  scope_key varchar(36)  character set ascii not null comment 'the unit, or all: a unique key takes no null',
  word      varchar(50)  character set utf8mb4 collate utf8mb4_bin not null,
  forbidden boolean      not null,
  reason    varchar(200) not null,
  added_at  datetime(3)  not null,
  version   int          not null default 0,
  unique key listed_words_once (scope_key, word)
);

alter table review_signatures
  add column overrules mediumtext null comment 'the hits of the language lint that were overruled, with reasons, JSON';
