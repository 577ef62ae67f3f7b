-- What somebody noted at a second of a film, or about the whole.
create table review_remarks (
  id            uuid          not null primary key,
  review_id     uuid          not null references reviews (id),
  operator_id   uuid          not null references operators (id),
  operator_name varchar(100)  not null comment 'as it was on the day',
  at_ms         bigint        null comment 'where in the film; null: about the whole',
  text          varchar(2000) not null,
  made_at       datetime(3)   not null,
  key review_remarks_by_review (review_id, made_at)
);

-- Where a reviewer wants to be told by mail what is late.
create table notice_addresses (
  operator_id uuid         not null primary key references operators (id),
  address     varchar(200) not null
);
