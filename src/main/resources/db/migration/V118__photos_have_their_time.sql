-- Photos whose time is over are looked for every night by when they came in.
alter table photos add key photos_by_time_received (removed_at, received_at);
