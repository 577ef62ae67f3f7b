-- Where each closed day's figures are sent: a folder, or a machine of somebody else.
create table figure_drops (
  id            uuid          not null primary key,
  name          varchar(100)  not null,
  kind          varchar(16)   character set ascii not null,
  target        varchar(500)  not null comment 'a folder below the data folder, or an address',
  secret        varchar(600)  character set ascii null comment 'sealed under a key that lies outside of the database; null: a folder',
  from_date     date          not null comment 'the first day that is sent',
  made_by       uuid          not null,
  made_by_name  varchar(100)  not null,
  made_at       datetime(3)   not null,
  ended_at      datetime(3)   null,
  ended_by_name varchar(100)  null,
  folder_key    varchar(64)   character set ascii null comment 'a folder is of one drop for ever: versions in it never begin again',
  version       int           not null default 0,
  unique key figure_drops_folder (folder_key)
);

-- What was sent of a day, and what waits. Whoever gets the same day and version twice got the same.
create table figure_drop_days (
  id         uuid         not null primary key,
  drop_id    uuid         not null references figure_drops (id),
  date       date         not null,
  edition    int          not null comment 'from 1; one more each time that the figures are others',
  sha256     char(64)     character set ascii not null comment 'of the figures',
  counted_at datetime(3)  not null comment 'up to when they were looked at',
  sent_at    datetime(3)  null comment 'null: this edition waits',
  tries      int          not null,
  next_at    datetime(3)  null comment 'when it is tried again',
  failure    varchar(16)  character set ascii null,
  answered   int          null comment 'the status of the answer that was no yes',
  version    int          not null default 0,
  unique key figure_drop_days_once (drop_id, date)
);
