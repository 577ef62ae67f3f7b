-- What a player says of the frames of its films on the day that it is: how many it showed, how many came too late to be seen.
alter table player_states
  add column frames_on      date       null comment 'the day that is counted; null where the player does not count',
  add column frames_shown   bigint     null,
  add column frames_dropped bigint     null,
  add column frames_by_item mediumtext null comment 'JSON array of {media, shown, dropped}, those with the most dropped first';
