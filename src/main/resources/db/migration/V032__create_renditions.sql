-- The files that players get, each made of one original: what was signed stays the original's bytes.
create table renditions (
  id              uuid         not null primary key,
  media_id        uuid         not null references media (id),
  original_sha256 char(64)     character set ascii not null,
  shape           varchar(64)  character set ascii not null comment 'its size and the part of the picture, by name',
  part_width      int          not null comment 'in thousandths of a percent of the original',
  part_height     int          not null,
  width_px        int          not null,
  height_px       int          not null,
  ordered_at      datetime(3)  not null,
  sha256          char(64)     character set ascii null comment 'of the file; absent until it is made',
  bytes           bigint       null,
  duration_ms     bigint       null,
  mime_type       varchar(100) character set ascii null,
  recipe          varchar(64)  character set ascii null comment 'how and with which tools it was made',
  made_at         datetime(3)  null,
  unique key renditions_by_shape (media_id, shape),
  key renditions_by_hash (sha256)
);
