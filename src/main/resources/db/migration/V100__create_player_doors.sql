-- Addresses for players that others made: whoever knows one is that player at that door, and nothing else. Only hashes are kept.
create table player_doors (
  id           uuid        not null primary key,
  player_id    uuid        not null references players (id),
  screen_id    uuid        not null references screens (id),
  kind         varchar(16) character set ascii not null comment 'SMIL or LIST',
  token_sha256 char(64)    character set ascii not null unique,
  made_by      uuid        not null references operators (id),
  made_at      datetime(3) not null,
  revoked_at   datetime(3) null
);
