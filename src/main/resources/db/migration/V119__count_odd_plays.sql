-- How many plays of a screen-day are marked as odd, so that those of many screens are found without reading every play.
alter table screen_days
  add odd_plays         int null comment 'marked in any way; null: nobody has looked yet',
  add odd_overlap       int null comment 'begun well before another play of the same player was over',
  add odd_at_once       int null comment 'many of the same player in one second',
  add odd_unknown_media int null comment 'no sheet of the day has that media',
  add key screen_days_odd (odd_plays, date),
  add key screen_days_by_date (date, screen_id);
update screen_days set odd_plays = 0, odd_overlap = 0, odd_at_once = 0, odd_unknown_media = 0
  where logged = 0 and as_of is not null;
