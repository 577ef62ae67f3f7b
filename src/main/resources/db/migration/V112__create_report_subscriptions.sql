-- Reports that are issued and mailed when a day, a week, a month or a campaign is over.
create table report_subscriptions (
  id              uuid          not null primary key,
  campaign        varchar(64)   null comment 'its code; null: whatever the screen played',
  screen          varchar(64)   null comment 'its code; null: all screens of the campaign',
  rhythm          varchar(16)   character set ascii not null,
  recipients      varchar(2000) not null comment 'addresses, a line each',
  next_on         date          null comment 'when the next one is due; null: never again',
  made_by         uuid          not null,
  made_by_name    varchar(200)  not null,
  made_at         datetime(3)   not null,
  ended_at        datetime(3)   null,
  ended_by_name   varchar(200)  null,
  last_report     uuid          null,
  to_be_mailed    uuid          null comment 'a report that was issued and not mailed to everybody yet',
  failed_at       datetime(3)   null,
  failure         varchar(300)  null,
  version         int           not null default 0,
  key report_subscriptions_due (next_on),
  key report_subscriptions_unmailed (to_be_mailed)
);
