-- What each reviewer has really looked at. Credit is the time that passed while the page kept reporting.
create table review_watches (
  id            uuid        not null primary key,
  review_id     uuid        not null references reviews (id),
  operator_id   uuid        not null references operators (id),
  media_sha256  char(64)    character set ascii not null,
  needed_ms     bigint      not null,
  ranges        text        character set ascii not null comment 'merged: from-until,from-until in ms',
  credit_ms     bigint      not null,
  began_at      datetime(3) not null,
  last_at       datetime(3) not null,
  done_at       datetime(3) null,
  unique key review_watches_person (review_id, operator_id)
);
