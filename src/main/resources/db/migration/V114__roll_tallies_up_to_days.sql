-- The hours of a screen-day, added up by campaign: what weeks of many screens are added up from. Written with the hours, from the
-- hours, in one transaction; a campaign of zeros: no booking is known.
create table tally_days (
  date           date     not null,
  screen_id      uuid     not null,
  campaign_id    uuid     not null,
  due            int      not null,
  played         int      not null,
  part           int      not null,
  missed         int      not null,
  wrong          int      not null,
  made_good      int      not null,
  blackout       int      not null,
  takeover       int      not null,
  outage         int      not null,
  closed         int      not null,
  not_yet        int      not null,
  assumed        int      not null,
  due_ms         bigint   not null,
  shown_ms       bigint   not null,
  logged         int      not null,
  log_played     int      not null,
  log_part       int      not null,
  log_wrong      int      not null,
  log_extra      int      not null,
  log_made_good  int      not null,
  log_takeover   int      not null,
  log_failed     int      not null,
  logged_ms      bigint   not null,
  primary key (date, screen_id, campaign_id),
  key tally_days_by_screen (screen_id, date),
  key tally_days_by_campaign (campaign_id, date, screen_id)
);

-- The same by media, too: one media's rows lie side by side.
create table tally_items (
  media_sha256   char(64) character set ascii not null,
  date           date     not null,
  screen_id      uuid     not null,
  campaign_id    uuid     not null,
  due            int      not null,
  played         int      not null,
  part           int      not null,
  missed         int      not null,
  wrong          int      not null,
  made_good      int      not null,
  blackout       int      not null,
  takeover       int      not null,
  outage         int      not null,
  closed         int      not null,
  not_yet        int      not null,
  assumed        int      not null,
  due_ms         bigint   not null,
  shown_ms       bigint   not null,
  logged         int      not null,
  log_played     int      not null,
  log_part       int      not null,
  log_wrong      int      not null,
  log_extra      int      not null,
  log_made_good  int      not null,
  log_takeover   int      not null,
  log_failed     int      not null,
  logged_ms      bigint   not null,
  primary key (media_sha256, date, screen_id, campaign_id),
  key tally_items_by_screen (screen_id, date),
  key tally_items_by_campaign (campaign_id, date),
  key tally_items_by_date (date)
);

insert into tally_items
  select media_sha256, date, screen_id, coalesce(campaign_id, '00000000-0000-0000-0000-000000000000'), sum(due), sum(played),
    sum(part), sum(missed), sum(wrong), sum(made_good), sum(blackout), sum(takeover), sum(outage), sum(closed), sum(not_yet),
    sum(assumed), sum(due_ms), sum(shown_ms), sum(logged), sum(log_played), sum(log_part), sum(log_wrong), sum(log_extra),
    sum(log_made_good), sum(log_takeover), sum(log_failed), sum(logged_ms)
  from tallies group by 1, 2, 3, 4;
insert into tally_days
  select date, screen_id, campaign_id, sum(due), sum(played), sum(part), sum(missed), sum(wrong), sum(made_good), sum(blackout),
    sum(takeover), sum(outage), sum(closed), sum(not_yet), sum(assumed), sum(due_ms), sum(shown_ms), sum(logged),
    sum(log_played), sum(log_part), sum(log_wrong), sum(log_extra), sum(log_made_good), sum(log_takeover), sum(log_failed),
    sum(logged_ms)
  from tally_items group by 1, 2, 3;

-- New sheets of the last days are looked for every few seconds.
create index sheets_by_date on sheets (date, state, screen_id, version);
