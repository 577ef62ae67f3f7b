-- What is wrong with a screen, from when to when, and who has taken note.
create table alarms (
  id                uuid          not null primary key,
  screen_id         uuid          not null references screens (id),
  kind              varchar(32)   character set ascii not null,
  detail            varchar(500)  not null,
  since_at          datetime(3)   not null,
  until_at          datetime(3)   null comment 'null while it goes on',
  open_key          varchar(80)   character set ascii null comment 'screen and kind while it goes on: there is one of each at most',
  acknowledged_by   uuid          null references operators (id),
  acknowledged_name varchar(100)  null,
  acknowledged_at   datetime(3)   null,
  note              varchar(1000) null,
  notified_at       datetime(3)   null comment 'when people were last told',
  notices           int           not null,
  version           int           not null,
  unique key alarms_open (open_key),
  key alarms_by_screen (screen_id, since_at),
  key alarms_by_time (since_at)
);
