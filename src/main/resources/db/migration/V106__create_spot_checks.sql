-- Spot checks: rounds over screens drawn at random, and what was found at each of them. Entries are never changed: a
-- correction is a new entry.
create table spot_checks (
  id              uuid          not null primary key,
  title           varchar(100)  not null,
  from_date       date          not null,
  until_date      date          not null comment 'the last day, inclusive',
  time_zone       varchar(64)   character set ascii not null,
  until_at        datetime(3)   not null comment 'the first instant after its last day',
  wanted          int           not null,
  group_code      varchar(64)   null comment 'drawn from that group only',
  unit_code       varchar(64)   null comment 'drawn from the screens of that unit only',
  seed            char(64)      character set ascii not null comment '32 random bytes',
  candidates      longtext      not null comment 'codes of the screens that were drawn from, in order, one a line',
  ordered_by      uuid          not null references operators (id),
  ordered_by_name varchar(100)  not null,
  ordered_at      datetime(3)   not null,
  key spot_checks_by_time (ordered_at)
);

create table spot_check_stops (
  id        uuid not null primary key,
  check_id  uuid not null references spot_checks (id),
  position  int  not null,
  screen_id uuid not null references screens (id),
  unique key spot_check_stops_once (check_id, screen_id)
);

create table spot_check_entries (
  id              uuid          not null primary key,
  stop_id         uuid          not null references spot_check_stops (id),
  sequence        int           not null comment '1 is the first; later ones correct it',
  result          varchar(16)   character set ascii not null,
  remark          varchar(500)  not null,
  photo_id        uuid          null references photos (id),
  entered_by      uuid          not null references operators (id),
  entered_by_name varchar(100)  not null,
  entered_at      datetime(3)   not null,
  unique key spot_check_entries_in_order (stop_id, sequence)
);
