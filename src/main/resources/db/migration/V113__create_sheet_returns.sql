-- Drafts that a person sent back instead of signing them: nobody signs or publishes that version any more; a new build is free.
create table sheet_returns (
  sheet_id      uuid         not null primary key references sheets (id),
  sha256        char(64)     character set ascii not null comment 'of the draft that was sent back',
  operator_id   uuid         not null references operators (id),
  operator_name varchar(100) not null,
  unit_name     varchar(100) not null,
  reason        varchar(500) not null,
  returned_at   datetime(3)  not null,
  key sheet_returns_by_time (returned_at)
);
