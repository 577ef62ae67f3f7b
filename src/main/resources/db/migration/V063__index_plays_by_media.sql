-- The plays of one media, on one screen or on all: found in their order without a look at those of others. The screen comes
-- last, so that the order also holds where no screen is asked for.
create index plays_by_media on plays (media_sha256, started_at, id, player_id, screen_id);
