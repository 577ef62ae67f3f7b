-- Times in which a screen could not play, entered by people. Never deleted: what was entered wrongly is withdrawn.
create table outages (
  id                uuid          not null primary key,
  screen_id         uuid          not null references screens (id),
  cause             varchar(16)   character set ascii not null,
  evidence          varchar(1000) not null,
  from_at           datetime(3)   not null,
  until_at          datetime(3)   null comment 'null: it goes on',
  entered_by        uuid          not null references operators (id),
  entered_by_name   varchar(100)  not null,
  entered_at        datetime(3)   not null,
  withdrawn_by_name varchar(100)  null,
  withdrawn_at      datetime(3)   null,
  version           int           not null,
  key outages_by_screen (screen_id, from_at)
);
