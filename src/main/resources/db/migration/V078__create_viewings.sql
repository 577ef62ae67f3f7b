-- Films that no browser plays are watched in a copy. What came in before this could be played as it is.
alter table media
  add column shown_directly boolean not null default true comment 'whether a browser shows these very bytes';

create table viewings (
  media_id        uuid        not null primary key references media (id),
  original_sha256 char(64)    character set ascii not null comment 'what people sign, and what this was made of',
  sha256          char(64)    character set ascii not null comment 'in the media store',
  bytes           bigint      not null,
  width_px        int         not null,
  height_px       int         not null,
  recipe          varchar(64) not null comment 'how and with which tools it was made',
  made_at         datetime(3) not null,
  key viewings_file (sha256)
);
