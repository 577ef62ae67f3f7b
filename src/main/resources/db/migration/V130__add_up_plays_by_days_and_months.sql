-- The hours of play_hours added up to whole days and months of UTC, so that a total over the whole network and many years
-- needs few rows. Kept exact in the transaction that stores the plays; rows of different screens never meet.
create table play_spans (
  span         varchar(8)  character set ascii not null comment 'DAY or MONTH',
  begins       date        not null comment 'UTC, by started_at',
  screen_id    uuid        not null,
  media_sha256 char(64)    character set ascii not null,
  outcome      varchar(16) character set ascii not null,
  plays        int         not null,
  primary key (span, begins, screen_id, media_sha256, outcome)
);

insert into play_spans
  select 'DAY', date(hour), screen_id, media_sha256, outcome, sum(plays) from play_hours group by 2, 3, 4, 5;
insert into play_spans
  select 'MONTH', date_format(begins, '%Y-%m-01'), screen_id, media_sha256, outcome, sum(plays) from play_spans
  where span = 'DAY' group by 2, 3, 4, 5;

-- Where the newest edition of a day's figures was written: any node may have done it.
alter table figure_drop_days
  add column node   varchar(100) null comment 'that sent it; null: not sent yet, or before this was noted',
  add column folder varchar(600) null comment 'on that node; null: it went to an address';
