-- What the font of a text sign has and how it shows texts; the values are the assumptions that held for all signs before.
alter table screens
  add column sign_charset varchar(8) character set ascii not null default 'GB2312',
  add column sign_rows int not null default 1 comment 'lines of text one above the other',
  add column sign_speed double not null default 1.25 comment 'full-width characters that pass in a second',
  add column sign_hold_ms bigint not null default 15000 comment 'a standing page is held at least so long',
  add column sign_pitch_mm double not null default 10 comment 'from dot to dot';
