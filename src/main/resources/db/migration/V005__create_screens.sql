create table screens (
  id        uuid         not null primary key,
  code      varchar(64)  character set ascii not null unique,
  name      varchar(100) not null,
  kind      varchar(16)  character set ascii not null,
  width_px  int          not null,
  height_px int          not null,
  color     varchar(16)  character set ascii not null comment 'SINGLE, DUAL or FULL',
  time_zone varchar(64)  character set ascii not null,
  hours     varchar(500) character set ascii not null comment 'opening hours, as WeeklyHours prints them',
  unit_id   uuid         not null references units (id),
  assumed   varchar(500) null comment 'what the source did not say and must be confirmed',
  active    boolean      not null,
  version   int          not null
);
