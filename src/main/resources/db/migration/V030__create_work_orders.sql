-- What is to be done outside of requests: claimed by one node at a time, for as long as it gives signs of life.
create table work_orders (
  id          uuid         not null primary key,
  kind        varchar(16)  character set ascii not null,
  subject     uuid         not null comment 'what is worked on; which table it is in, the kind says',
  state       varchar(16)  character set ascii not null,
  attempts    int          not null,
  percent     int          not null,
  claim       uuid         null comment 'of the run that may write the result',
  holder      varchar(200) null comment 'the node that has claimed it',
  lease_until datetime(3)  null,
  due_at      datetime(3)  not null,
  reason      varchar(40)  character set ascii null comment 'why it failed',
  detail      varchar(300) null,
  ordered_at  datetime(3)  not null,
  started_at  datetime(3)  null,
  ended_at    datetime(3)  null,
  unique key work_orders_by_subject (kind, subject),
  key work_orders_due (state, due_at)
);
