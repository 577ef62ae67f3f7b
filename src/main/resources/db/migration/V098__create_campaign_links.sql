-- Addresses at which one campaign's figures can be read without an account, until a date. The address itself is not kept.
create table campaign_links (
  id           uuid         not null primary key,
  campaign_id  uuid         not null references campaigns (id),
  name         varchar(100) not null comment 'who is to read it',
  token_sha256 char(64)     character set ascii not null,
  until_date   date         not null comment 'the last day on which it opens',
  made_by      uuid         not null references operators (id),
  made_at      datetime(3)  not null,
  revoked_at   datetime(3)  null,
  unique key campaign_links_token (token_sha256)
);

create table campaign_link_visits (
  id      bigint      not null auto_increment primary key,
  link_id uuid        not null references campaign_links (id),
  at      datetime(3) not null,
  origin  varchar(64) not null comment 'the address that it was read from',
  key campaign_link_visits_by_link (link_id, at)
);

-- Refused records are read over all screens, newest first.
create index rejected_plays_by_time on rejected_plays (received_at, id);
