-- Reports on what was played, kept as they were issued: the figures are the canonical JSON that the hash is of.
create table issued_reports (
  id             uuid         not null primary key,
  verify_code    char(16)     character set ascii not null,
  title          varchar(300) not null,
  campaign_id    uuid         null references campaigns (id),
  screen_id      uuid         null references screens (id),
  from_date      date         not null,
  until_date     date         not null,
  figures        longtext     not null check (json_valid(figures)),
  sha256         char(64)     character set ascii not null,
  proof          text         character set ascii not null comment 'compact JWS by the service''s key for reports',
  issued_by      uuid         not null references operators (id),
  issued_by_name varchar(100) not null,
  issued_at      datetime(3)  not null,
  unique key issued_reports_code (verify_code),
  key issued_reports_by_time (issued_at)
);
