-- Every file that is owned is read again from time to time. One row: where the round is, and who goes on with it.
create table scrub_rounds (
  id           tinyint     not null primary key,
  reached      char(64)    character set ascii not null comment 'the name of the last file that was looked at; empty: at the beginning',
  began_at     datetime(3) null,
  files        bigint      not null comment 'looked at in this round',
  bytes        bigint      not null,
  ended_at     datetime(3) null comment 'of the last whole round',
  ended_files  bigint      not null comment 'in the last whole round',
  ended_bytes  bigint      not null,
  lease_until  datetime(3) null comment 'one node at a time'
);
insert into scrub_rounds (id, reached, files, bytes, ended_files, ended_bytes) values (1, '', 0, 0, 0, 0);

-- Files that are not what they should be. A row without an end is an alarm.
create table damages (
  id        uuid         not null primary key,
  sha256    char(64)     character set ascii not null comment 'what the file should be',
  owner     varchar(16)  character set ascii not null,
  fault     varchar(16)  character set ascii not null,
  remaking  boolean      not null comment 'whether it is made anew from what is whole',
  found_at  datetime(3)  not null,
  ended_at  datetime(3)  null,
  key damages_by_file (sha256, ended_at),
  key damages_open (ended_at, found_at)
);

-- The drawn slogans that lie in the store: they follow from texts and signs, so no other row names them.
create table slogan_bitmaps (
  sha256   char(64)    character set ascii not null primary key,
  drawn_at datetime(3) not null
);

-- The scrub asks for files in the order of their names.
alter table media add key media_by_poster (poster_sha256);
alter table portraits add key portraits_by_filmstrip (filmstrip_sha256), add key portraits_by_sound (sound_sha256);
