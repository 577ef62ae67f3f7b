-- What a spot shows in place of its media on screens of one profile; the first in order that means a screen counts.
create table spot_alternatives (
  spot_id  uuid        not null references spots (id),
  position int         not null,
  target   varchar(80) not null comment 'TYPE:value',
  media_id uuid        not null references media (id),
  primary key (spot_id, position),
  key spot_alternatives_by_media (media_id)
);
