-- What people write of a media beside what was measured: where it may be used and until when, and whether it still is.
create table catalog_entries (
  media_id     uuid         not null primary key references media (id),
  source       varchar(200) null comment 'who has the rights',
  licence      varchar(500) null comment 'what was agreed, in words or as the number of a contract',
  rights_until date         null comment 'the last day of the rights; null: without an end',
  show_until   date         null comment 'the last day on which its content is true; null: always',
  archived_at  datetime(3)  null,
  archived_by  uuid         null references operators (id),
  version      int          not null,
  key catalog_entries_by_rights (rights_until),
  key catalog_entries_by_expiry (show_until)
);

create table media_tags (
  media_id uuid        not null references media (id),
  tag      varchar(40) character set utf8mb4 collate utf8mb4_bin not null,
  primary key (media_id, tag),
  key media_tags_by_tag (tag)
);

-- The library shows of each media how its newest review stands, which unit brought it, and sorts by title.
alter table reviews add key reviews_newest (media_id, submitted_at, id, state);
alter table media_uploads add key media_uploads_by_unit (unit_id, media_id);
alter table media add key media_by_title (title, id);
alter table spots add key spots_by_media (media_id);
