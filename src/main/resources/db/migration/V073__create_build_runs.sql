-- Sheets of many days and screens built in one act: a run, one lane for each screen (its days owe to one another), and what came of each day.
create table build_runs (
  id           uuid         not null primary key,
  from_date    date         not null,
  until_date   date         not null,
  ordered_by   uuid         not null references operators (id),
  ordered_at   datetime(3)  not null,
  cancelled_at datetime(3)  null,
  key build_runs_by_time (ordered_at)
);

create table build_lanes (
  id        uuid not null primary key,
  run_id    uuid not null references build_runs (id),
  screen_id uuid not null references screens (id),
  position  int  not null,
  unique key build_lanes_once (run_id, screen_id)
);

create table build_results (
  lane_id   uuid         not null references build_lanes (id),
  date      date         not null,
  sheet_id  uuid         null comment 'null where it failed' references sheets (id),
  problem   varchar(64)  character set ascii null comment 'the slug of why not',
  detail_zh varchar(500) null,
  detail_en varchar(500) null,
  at        datetime(3)  not null,
  primary key (lane_id, date)
);
