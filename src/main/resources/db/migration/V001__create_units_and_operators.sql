-- People: who may act, for which unit, in which roles. Ids are UUIDv7 made by the application.
create table units (
  id          uuid         not null primary key,
  code        varchar(64)  character set ascii not null unique,
  name        varchar(100) not null,
  part        varchar(200) null comment 'what the unit does in words, e.g. lead unit'
);

create table operators (
  id                   uuid         not null primary key,
  username             varchar(64)  not null unique,
  name                 varchar(100) not null,
  unit_id              uuid         not null references units (id),
  password_hash        varchar(100) character set ascii null comment 'null: signs in through OIDC only',
  must_change_password boolean      not null,
  active               boolean      not null,
  created_at           datetime(3)  not null,
  version              int          not null
);

create table operator_roles (
  operator_id uuid        not null references operators (id),
  role        varchar(32) character set ascii not null,
  primary key (operator_id, role)
);

-- A session is found by the hash of its token; the token itself is never stored.
create table operator_sessions (
  token_hash  char(64)    character set ascii not null primary key,
  operator_id uuid        not null references operators (id),
  kind        varchar(16) character set ascii not null comment 'COOKIE or BEARER',
  created_at  datetime(3) not null,
  expires_at  datetime(3) not null,
  key operator_sessions_by_operator (operator_id),
  key operator_sessions_by_expiry (expires_at)
);

-- Guessing is slowed per account and per address; a row is a failed attempt.
create table sign_in_failures (
  id      uuid         not null primary key,
  subject varchar(150) not null comment 'account:NAME or address:IP',
  at      datetime(3)  not null,
  key sign_in_failures_by_subject (subject, at),
  key sign_in_failures_by_time (at)
);

-- Players are principals too. A player belongs to one screen for its whole life; another screen is another player.
create table players (
  id         uuid         not null primary key,
  screen_id  uuid         not null,
  name       varchar(100) null,
  kind       varchar(64)  not null,
  public_key varchar(500) character set ascii null,
  created_at datetime(3)  not null,
  revoked_at datetime(3)  null,
  key players_by_screen (screen_id)
);

create table player_tokens (
  token_hash char(64)    character set ascii not null primary key,
  player_id  uuid        not null references players (id),
  issued_at  datetime(3) not null,
  revoked_at datetime(3) null,
  key player_tokens_by_issue (issued_at),
  key player_tokens_by_revocation (revoked_at)
);
