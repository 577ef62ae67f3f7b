-- What a player is asked to do once, beside showing what its sheets say.
create table player_commands (
  id           uuid         not null primary key,
  screen_id    uuid         not null references screens (id),
  kind         varchar(16)  character set ascii not null,
  ordered_by   uuid         not null references operators (id),
  ordered_name varchar(100) not null,
  ordered_at   datetime(3)  not null,
  until_at     datetime(3)  not null comment 'afterwards no player does it any more',
  outcome      varchar(16)  character set ascii null comment 'DONE or FAILED; null while no player has answered',
  detail       varchar(500) null,
  answered_at  datetime(3)  null,
  key player_commands_by_screen (screen_id, ordered_at)
);

-- The last log that a player of the screen has sent.
create table player_logs (
  screen_id   uuid        not null primary key references screens (id),
  received_at datetime(3) not null,
  body        longtext    not null
);
