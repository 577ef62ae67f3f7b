-- Screen-days whose counts are older than what is known. The mark is new each time, so that taking one away never takes another.
create table screen_day_marks (
  screen_id uuid not null,
  date      date not null,
  mark      uuid not null,
  primary key (screen_id, date)
);

-- Screen-days that were counted.
create table screen_days (
  screen_id     uuid        not null,
  date          date        not null comment 'in the zone of the screen',
  as_of         datetime(3) null comment 'the moment that the counts are of',
  next_at       datetime(3) null comment 'when time alone changes them; null: never again',
  sheet_version int         null comment 'the newest published one that was known',
  logged        int         not null default 0 comment 'plays that started on that date',
  proved_at     datetime(3) null comment 'when counting again from the plays last gave the same',
  primary key (screen_id, date),
  key screen_days_next (next_at),
  key screen_days_proved (proved_at)
);

-- Counts of verdicts: of due plays by the hour in which they were due, of logged plays by the hour in which they began. Hours
-- are elapsed hours from the local midnight. A spot of zeros: a logged play of which no booking is known.
create table tallies (
  screen_id      uuid     not null,
  date           date     not null,
  hour           tinyint  not null,
  media_sha256   char(64) character set ascii not null,
  spot_id        uuid     not null,
  campaign_id    uuid     null,
  due            int      not null comment 'the sum of the next eleven',
  played         int      not null,
  part           int      not null,
  missed         int      not null,
  wrong          int      not null,
  made_good      int      not null,
  blackout       int      not null,
  takeover       int      not null,
  outage         int      not null,
  closed         int      not null,
  not_yet        int      not null,
  assumed        int      not null,
  due_ms         bigint   not null,
  shown_ms       bigint   not null,
  logged         int      not null comment 'the sum of the next seven',
  log_played     int      not null,
  log_part       int      not null,
  log_wrong      int      not null,
  log_extra      int      not null,
  log_made_good  int      not null,
  log_takeover   int      not null,
  log_failed     int      not null,
  logged_ms      bigint   not null,
  primary key (screen_id, date, hour, media_sha256, spot_id),
  key tallies_by_campaign (campaign_id, date, screen_id),
  key tallies_by_date (date, screen_id),
  check (due = played + part + missed + wrong + made_good + blackout + takeover + outage + closed + not_yet + assumed),
  check (logged = log_played + log_part + log_wrong + log_extra + log_made_good + log_takeover + log_failed)
);

-- What the nightly proof found.
create table tally_proofs (
  id          uuid        not null primary key,
  began_at    datetime(3) not null,
  ended_at    datetime(3) not null,
  days        int         not null comment 'screen-days counted again',
  plays       bigint      not null comment 'plays read for it',
  days_wrong  int         not null comment 'whose counts were others',
  hours_wrong int         not null comment 'whose hourly roll-up was not what the plays say',
  examples    text        not null comment 'the first of them',
  key tally_proofs_by_time (began_at)
);

-- A spot that was taken out is still of its campaign.
create index booking_states_by_spot on booking_states (spot_id, campaign_id);

-- What is there already is counted by and by.
insert into screen_day_marks (screen_id, date, mark)
  select distinct screen_id, date, uuid() from sheets where state = 'PUBLISHED'
  on duplicate key update mark = values(mark);
insert into screen_day_marks (screen_id, date, mark)
  select distinct screen_id, date(hour), uuid() from play_hours
  on duplicate key update mark = values(mark);
insert into screen_day_marks (screen_id, date, mark)
  select distinct screen_id, date(date_add(hour, interval 12 hour)), uuid() from play_hours
  on duplicate key update mark = values(mark);
insert into screen_day_marks (screen_id, date, mark)
  select distinct screen_id, date(date_sub(hour, interval 12 hour)), uuid() from play_hours
  on duplicate key update mark = values(mark);
