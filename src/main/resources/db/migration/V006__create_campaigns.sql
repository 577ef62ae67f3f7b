create table campaigns (
  id         uuid         not null primary key,
  code       varchar(64)  character set ascii not null unique,
  name       varchar(200) not null,
  theme      varchar(500) null,
  basis      varchar(500) null,
  from_date  date         not null,
  until_date date         not null comment 'inclusive',
  report_due date         null comment 'as printed in the source, never corrected',
  unit_id    uuid         not null references units (id),
  created_at datetime(3)  not null,
  version    int          not null
);

create table campaign_screens (
  campaign_id uuid not null references campaigns (id),
  screen_id   uuid not null references screens (id),
  primary key (campaign_id, screen_id)
);

-- Exactly one of weight, per_day, or rows in spot_times says how often.
create table spots (
  id               uuid        not null primary key,
  campaign_id      uuid        not null references campaigns (id),
  media_id         uuid        not null references media (id),
  weight           int         null,
  per_day          int         null,
  separation_group varchar(64) null,
  still_ms         bigint      null comment 'how long a picture stands; films and slogans bring their own duration',
  created_at       datetime(3) not null,
  version          int         not null,
  key spots_by_campaign (campaign_id)
);

-- No rows: every screen of the campaign that can show this kind of media.
create table spot_screens (
  spot_id   uuid not null references spots (id),
  screen_id uuid not null references screens (id),
  primary key (spot_id, screen_id)
);

create table spot_times (
  spot_id uuid        not null references spots (id),
  at      datetime(3) not null,
  primary key (spot_id, at)
);
