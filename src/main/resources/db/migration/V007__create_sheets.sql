-- A screen's day, play by play. A published version never changes; another day's plan is another version.
create table sheets (
  id           uuid        not null primary key,
  screen_id    uuid        not null references screens (id),
  date         date        not null,
  version      int         not null,
  state        varchar(16) character set ascii not null,
  sha256       char(64)    character set ascii not null comment 'of the canonical JSON, before compression',
  body         longblob    not null comment 'the canonical JSON, gzip',
  carry        text        not null comment 'the debt of the rotation at the end of the day, for the next one',
  play_count   int         not null,
  idle_ms      bigint      not null,
  summary      mediumtext  not null comment 'figures, plays per spot and what could not be placed, as JSON',
  built_by     uuid        not null references operators (id),
  built_at     datetime(3) not null,
  published_by uuid        null references operators (id),
  published_at datetime(3) null,
  unique key sheets_version (screen_id, date, version),
  key sheets_by_hash (sha256)
);

create table sheet_media (
  sheet_id     uuid     not null references sheets (id),
  media_sha256 char(64) character set ascii not null,
  primary key (sheet_id, media_sha256),
  key sheet_media_by_media (media_sha256)
);
