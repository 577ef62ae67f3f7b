-- Where screens stand. Coordinates are known or null, never guessed.
create table sites (
  id            uuid         not null primary key,
  code          varchar(64)  character set ascii not null unique,
  name          varchar(100) not null,
  address       varchar(200) not null,
  latitude      decimal(8,5) null comment 'degrees north, WGS 84',
  longitude     decimal(8,5) null comment 'degrees east, WGS 84',
  owner_name    varchar(100) not null comment 'whose it is; empty: not known',
  operator_name varchar(100) not null comment 'who runs it; empty: not known',
  reviewer_name varchar(100) not null comment 'who reviews what is shown there; empty: not known',
  version       int          not null,
  check ((latitude is null) = (longitude is null))
);

create table screen_groups (
  id      uuid         not null primary key,
  code    varchar(64)  character set ascii not null unique,
  name    varchar(100) not null,
  version int          not null
);

alter table screens add column site_id uuid null references sites (id);

create table screen_group_members (
  screen_id uuid not null references screens (id),
  group_id  uuid not null references screen_groups (id),
  primary key (screen_id, group_id),
  key screen_group_members_by_group (group_id)
);
