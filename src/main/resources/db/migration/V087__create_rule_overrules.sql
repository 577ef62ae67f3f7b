-- Who let which campaign break which rule on which screen, and why. Taken back, never deleted.
create table rule_overrules (
  id           uuid         not null primary key,
  screen_id    uuid         not null references screens (id),
  campaign_id  uuid         not null references campaigns (id),
  rule_id      uuid         not null comment 'no reference: the profile may change or go',
  kind         varchar(20)  character set ascii not null,
  demand       varchar(200) character set ascii not null comment 'what was overruled; another demand is not',
  reason       varchar(500) not null,
  made_by      uuid         not null references operators (id),
  made_name    varchar(100) not null,
  made_at      datetime(3)  not null,
  revoked_name varchar(100) null,
  revoked_at   datetime(3)  null,
  key rule_overrules_by_screen (screen_id, made_at)
);
