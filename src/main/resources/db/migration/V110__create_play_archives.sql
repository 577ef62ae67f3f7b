-- Files into which the single plays of one screen and one month went, and whose rows may be gone from the table of plays.
-- Counts (hourly roll-up, tallies) stay where they are.
create table play_archives (
  id             uuid         not null primary key,
  screen_id      uuid         not null,
  month          char(7)      character set ascii not null comment 'UTC, by started_at',
  file           varchar(200) not null comment 'below the folder of archives',
  sha256         char(64)     character set ascii not null comment 'of the file as it lies there, compressed',
  bytes          bigint       not null,
  plays          int          not null,
  first_at       datetime(3)  not null,
  last_at        datetime(3)  not null,
  written_at     datetime(3)  not null,
  emptied_at     datetime(3)  null comment 'when the rows were gone from the table of plays',
  restored_until datetime(3)  null comment 'until when the rows are back in the table of plays',
  checked_at     datetime(3)  null comment 'when the file was last read again',
  fault          varchar(16)  character set ascii null comment 'what was wrong with the file then',
  version        int          not null default 0,
  unique key play_archives_file (file),
  key play_archives_by_screen (screen_id, month)
);
