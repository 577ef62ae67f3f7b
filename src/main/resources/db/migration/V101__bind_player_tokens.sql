-- A token may be bound to a key that its player made: then it lets nobody in without a proof of possession. A token that takes the place
-- of another leaves the other good until it was used once itself.
alter table player_tokens
  add column public_key varchar(500) character set ascii null comment 'JWK of the key that proves every call; null: the token alone lets in',
  add column replaces   char(64)     character set ascii null comment 'the token that ends when this one is used first; null afterwards',
  add key player_tokens_by_player (player_id);

-- What players sent as a key before was never asked for a proof, so it binds nothing.
alter table players drop column public_key;
update pairings set public_key = null;
