-- The signed manifest of each screen as every node serves it, byte for byte.
create table manifests (
  screen_id    uuid        not null primary key references screens (id),
  version      bigint      not null,
  etag         char(64)    character set ascii not null,
  content_hash char(64)    character set ascii not null comment 'of the payload without version and validity: says whether anything changed',
  body         mediumtext  not null,
  issued_at    datetime(3) not null,
  valid_until  datetime(3) not null,
  stamp        bigint      not null comment 'cluster-wide counter: nodes ask for rows with a higher one',
  key manifests_by_stamp (stamp)
);
create table manifest_stamp (
  id    tinyint not null primary key,
  stamp bigint  not null
);
insert into manifest_stamp (id, stamp) values (1, 0);

create table pairings (
  id            uuid         not null primary key,
  code          char(8)      character set ascii not null unique,
  name          varchar(100) null,
  kind          varchar(64)  not null,
  public_key    varchar(500) character set ascii null,
  created_at    datetime(3)  not null,
  expires_at    datetime(3)  not null,
  screen_id     uuid         null references screens (id),
  claimed_by    uuid         null references operators (id),
  claimed_at    datetime(3)  null,
  fetched_at    datetime(3)  null,
  version       int          not null
);

-- The last thing each player said of itself.
create table player_states (
  player_id        uuid         not null primary key references players (id),
  screen_id        uuid         not null references screens (id),
  said_at          datetime(3)  not null,
  received_at      datetime(3)  not null,
  manifest_version bigint       not null,
  playing_sha256   char(64)     character set ascii null,
  playing_since    datetime(3)  null,
  clock_offset_ms  bigint       not null,
  free_bytes       bigint       null,
  software         varchar(100) null,
  faults           mediumtext   not null,
  key player_states_by_screen (screen_id)
);
