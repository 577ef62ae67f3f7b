-- Files on their way in (tus 1.0). How much of one is there is what was flushed to the disk, never what was merely received.
create table uploads (
  id          uuid         not null primary key,
  operator_id uuid         not null references operators (id),
  unit_id     uuid         not null references units (id),
  title       varchar(200) not null,
  file_name   varchar(1024) null comment 'as the client said it: data, never a path',
  metadata    varchar(4096) character set ascii null comment 'as the client said it',
  length      bigint       not null,
  received    bigint       not null comment 'flushed to the disk',
  wanted_sha256 char(64)   character set ascii null comment 'what the client says that the whole will have',
  state       varchar(16)  character set ascii not null,
  media_id    uuid         null references media (id),
  sha256      char(64)     character set ascii null comment 'of what came in, once it was taken',
  created_at  datetime(3)  not null,
  touched_at  datetime(3)  not null,
  key uploads_by_operator (operator_id, created_at),
  key uploads_by_unit (unit_id, state),
  key uploads_by_state (state, touched_at)
);
