-- What players logged. The two unique keys are the rule "a play is counted once": the record's own id, and what was shown when.
create table plays (
  player_id      uuid        not null,
  id             uuid        not null comment 'made by the player',
  screen_id      uuid        not null,
  media_sha256   char(64)    character set ascii not null,
  started_at     datetime(3) not null comment 'corrected by the clock offset that the player reported',
  said_at        datetime(3) not null comment 'as the player wrote it',
  duration_ms    int         not null,
  outcome        varchar(16) character set ascii not null,
  spot_id        uuid        null,
  sheet_sha256   char(64)    character set ascii null,
  takeover_id    uuid        null,
  received_at    datetime(3) not null,
  primary key (player_id, id),
  unique key plays_once (player_id, media_sha256, said_at),
  key plays_by_screen (screen_id, started_at, id),
  key plays_by_time (started_at, id)
);

-- Kept exact in the transaction that stores the plays.
create table play_hours (
  screen_id    uuid        not null,
  hour         datetime    not null comment 'UTC, by started_at',
  media_sha256 char(64)    character set ascii not null,
  outcome      varchar(16) character set ascii not null,
  plays        int         not null,
  duration_ms  bigint      not null,
  primary key (screen_id, hour, media_sha256, outcome)
);

-- A record that comes again with the same reason is kept once: the id is made of the player, the reason and the record.
create table rejected_plays (
  id          uuid          not null primary key,
  player_id   uuid          not null,
  screen_id   uuid          not null,
  received_at datetime(3)   not null,
  reason      varchar(64)   character set ascii not null comment 'conflict: known already, with other content',
  record      varchar(4000) not null comment 'as it came, cut to the column',
  key rejected_plays_by_screen (screen_id, received_at)
);
