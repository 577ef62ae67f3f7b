-- How many people sign a sheet before it is published, and from when on a day is frozen, for each unit; no row: the usual.
create table sheet_rules (
  unit_id    uuid       not null primary key references units (id),
  signatures tinyint    not null comment '0 to 4',
  freeze_at  varchar(5) character set ascii not null comment 'HH:MM of the day before in the screen''s zone, or off',
  version    int        not null default 0,
  constraint sheet_rules_signatures check (signatures between 0 and 4)
);

-- One person's word on one draft: of these bytes and no others. Never changed, never taken back.
create table sheet_signatures (
  id            uuid         not null primary key,
  sheet_id      uuid         not null references sheets (id),
  position      int          not null,
  sha256        char(64)     character set ascii not null comment 'of the draft that was signed',
  operator_id   uuid         not null references operators (id),
  operator_name varchar(100) not null,
  unit_name     varchar(100) not null,
  comment       varchar(500) null,
  signed_at     datetime(3)  not null,
  proof         text         not null comment 'compact JWS by the key of the person, or of the service',
  unique key sheet_signatures_person (sheet_id, operator_id),
  unique key sheet_signatures_position (sheet_id, position)
);
