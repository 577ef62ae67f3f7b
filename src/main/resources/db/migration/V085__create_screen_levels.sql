-- Brightness and volume of screens that have rules of their own; the others go by the configuration.
create table screen_levels (
  screen_id       uuid         not null primary key references screens (id),
  day_from        varchar(18)  character set ascii not null,
  night_from      varchar(18)  character set ascii not null,
  night_at_sunset boolean      not null,
  day_level       int          not null comment 'percent',
  night_level     int          not null comment 'percent',
  volume          int          not null comment 'percent',
  quiet_from      varchar(18)  character set ascii not null,
  quiet_until     varchar(18)  character set ascii not null,
  mute            varchar(500) character set ascii not null comment 'windows, as Daypart prints them, by commas',
  half_hours      boolean      not null comment 'the controller switches on half-hours only'
);
