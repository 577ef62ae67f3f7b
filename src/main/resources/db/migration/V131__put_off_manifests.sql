-- Screens that are told one after the other, after the transaction that changed what many of them must do: as long as one
-- transaction issued manifests for all of them, an order to go dark would wait for it.
create table due_manifests (
  screen_id uuid not null primary key
);
