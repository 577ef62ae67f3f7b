create table takeovers (
  id           uuid          not null primary key,
  screen_id    uuid          not null references screens (id),
  kind         varchar(16)   character set ascii not null comment 'INSERT or BLACKOUT',
  media_sha256 char(64)      character set ascii null,
  from_at      datetime(3)   not null,
  until_at     datetime(3)   null,
  sound        boolean       not null,
  reason       varchar(1000) null,
  ordered_by   uuid          not null references operators (id),
  ordered_at   datetime(3)   not null,
  lifted_by    uuid          null references operators (id),
  lifted_at    datetime(3)   null,
  version      int           not null,
  key takeovers_by_screen (screen_id, lifted_at)
);
