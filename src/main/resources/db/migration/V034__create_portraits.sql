-- What people are shown of a film, and what it is known again by.
create table portraits (
  media_id         uuid        not null primary key references media (id),
  kind             varchar(16) character set ascii not null,
  duration_ms      bigint      not null comment '0 for a picture',
  brightness       int         not null comment 'what is alike is alike in this',
  fingerprint      mediumblob  not null comment 'small grey pictures of decoded frames',
  filmstrip_sha256 char(64)    character set ascii null comment 'in the media store',
  sound_sha256     char(64)    character set ascii null comment 'a picture of the sound, in the media store',
  loudness_lufs    double      null comment 'absent for what is silent',
  true_peak_dbtp   double      null,
  loudness_range   double      null,
  made_at          datetime(3) not null,
  key portraits_like (kind, duration_ms, brightness)
);
