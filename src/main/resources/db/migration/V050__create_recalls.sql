-- What a withdrawn approval took off the screens, for the scheduler to see.
create table recalls (
  id           uuid          not null primary key,
  review_id    uuid          not null references reviews (id),
  media_sha256 char(64)      character set ascii not null,
  title        varchar(200)  not null,
  run_id       uuid          not null,
  reason       varchar(2000) not null,
  by_name      varchar(100)  not null,
  at           datetime(3)   not null,
  gaps         mediumtext    not null comment 'screen, date, plays and milliseconds that are missing now, as JSON',
  seen_by      uuid          null references operators (id),
  seen_at      datetime(3)   null,
  key recalls_by_seen (seen_at, at)
);
