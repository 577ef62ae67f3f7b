-- Content-addressed: the same bytes are one row and one file, whoever brought them and under whatever name.
create table media (
  id            uuid         not null primary key,
  sha256        char(64)     character set ascii not null unique,
  kind          varchar(16)  character set ascii not null,
  title         varchar(200) not null,
  mime_type     varchar(100) character set ascii not null,
  bytes         bigint       not null,
  duration_ms   bigint       null comment 'films only',
  width_px      int          null,
  height_px     int          null,
  video_codec   varchar(32)  character set ascii null,
  audio_codec   varchar(32)  character set ascii null,
  frame_rate    double       null,
  poster_sha256 char(64)     character set ascii null,
  text          varchar(1000) null comment 'slogans only',
  created_at    datetime(3)  not null
);

-- Everyone who brought these bytes: none of them may sign for them.
create table media_uploads (
  id          uuid         not null primary key,
  media_id    uuid         not null references media (id),
  operator_id uuid         not null references operators (id),
  unit_id     uuid         not null references units (id),
  title       varchar(200) not null,
  file_name   varchar(1024) null comment 'as the client said it: data, never a path',
  at          datetime(3)  not null,
  key media_uploads_by_media (media_id)
);
