-- Private addresses of calendars. The address itself is known to whoever was given it; here is its hash only.
create table feed_addresses (
  id           uuid        not null primary key,
  kind         varchar(16) character set ascii not null comment 'SCREEN or CAMPAIGN',
  subject_id   uuid        not null,
  name         varchar(100) not null comment 'who is to read it',
  token_sha256 char(64)    character set ascii not null unique,
  made_by      uuid        not null references operators (id),
  made_at      datetime(3) not null,
  revoked_at   datetime(3) null
);
