-- One review: these bytes, for this run (a campaign), on these kinds of screen, on these dates.
create table reviews (
  id           uuid         not null primary key,
  media_id     uuid         not null references media (id),
  media_sha256 char(64)     character set ascii not null,
  run_id       uuid         not null comment 'the campaign; a type of a higher package, so its id only',
  run_name     varchar(200) not null,
  screen_kinds varchar(100) character set ascii not null,
  valid_from   date         not null,
  valid_until  date         not null,
  submitted_by uuid         not null references operators (id),
  submitted_at datetime(3)  not null,
  state        varchar(16)  character set ascii not null,
  version      int          not null,
  key reviews_by_media (media_sha256, run_id),
  key reviews_by_state (state, submitted_at)
);

-- The two unique keys are the rule itself: a stage is signed once, and nobody signs two stages. They hold in a race, too.
create table review_signatures (
  id            uuid         not null primary key,
  review_id     uuid         not null references reviews (id),
  stage         varchar(16)  character set ascii not null,
  decision      varchar(16)  character set ascii not null,
  operator_id   uuid         not null references operators (id),
  operator_name varchar(100) not null comment 'as it was on the day',
  unit_name     varchar(100) not null comment 'as it was on the day',
  media_sha256  char(64)     character set ascii not null comment 'what the reviewer saw',
  scope_sha256  char(64)     character set ascii not null comment 'over the run, kinds of screen and dates that were signed for',
  comment       varchar(2000) null,
  signed_at     datetime(3)  not null,
  unique key review_signatures_stage (review_id, stage),
  unique key review_signatures_person (review_id, operator_id)
);
