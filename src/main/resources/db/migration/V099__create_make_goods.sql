-- Missed plays that a scheduler let be made good: which one, and the booking that was made for it.
create table make_goods (
  id               uuid         not null primary key,
  screen_id        uuid         not null references screens (id),
  date             date         not null comment 'of the missed play, in the zone of the screen',
  due_at           datetime(3)  not null comment 'when the missed play was due',
  spot_id          uuid         not null comment 'the booking that was missed; not a key, for it may be taken out',
  booked_spot_id   uuid         not null comment 'the booking with one fixed time that makes it good; not a key, either',
  booked_at        datetime(3)  not null comment 'that fixed time',
  accepted_by      uuid         not null references operators (id),
  accepted_by_name varchar(100) not null,
  accepted_at      datetime(3)  not null,
  unique key make_goods_once (screen_id, due_at, spot_id),
  key make_goods_by_time (accepted_at)
);
