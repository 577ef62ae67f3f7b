-- A claim may put a new player in the place of those that the screen has: they end when the new one fetches its token, so that the screen
-- is not left alone where it never does.
alter table pairings
  add column replaces boolean not null default false comment 'whether the other players of the screen end when the token is fetched';
