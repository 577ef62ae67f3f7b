-- What is agreed besides what queries ask for; null: nothing but the columns that were there before.
alter table campaigns add column terms longtext null check (terms is null or json_valid(terms));
alter table spots add column terms longtext null check (terms is null or json_valid(terms));

-- What a campaign or spot was after each change: what somebody typed over is compared with it, and an hour long it can be
-- brought back.
create table booking_states (
  id          uuid        not null primary key,
  campaign_id uuid        not null references campaigns (id),
  spot_id     uuid        null comment 'null: the campaign itself; not a key, for a removed spot is remembered',
  version     int         not null,
  at          datetime(3) not null,
  operator_id uuid        not null,
  deed        varchar(40) character set ascii not null,
  facts       longtext    null check (facts is null or json_valid(facts)),
  key booking_states_by_campaign (campaign_id, at)
);
