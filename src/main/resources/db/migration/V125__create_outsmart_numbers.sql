-- Under which numbers the British trade knows screens and campaigns.
create table outsmart_frames (
  screen_id uuid not null primary key references screens (id),
  frame_id  int  not null comment 'of SPACE, ten digits',
  unique key outsmart_frames_once (frame_id)
);
create table outsmart_orders (
  campaign_id uuid         not null primary key references campaigns (id),
  order_id    varchar(256) not null,
  buyer_id    int          not null,
  agency_id   int          null,
  brand_id    int          not null,
  buyer_ref   varchar(64)  null,
  version     int          not null default 0
);
