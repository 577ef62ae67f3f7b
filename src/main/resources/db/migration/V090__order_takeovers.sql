-- One deed for many screens. What every screen was told, and when it said that it does it, stands in takeovers.
create table takeover_orders (
  id             uuid          not null primary key,
  kind           varchar(16)   character set ascii not null comment 'BLACKOUT, INSERT or NOTICE',
  drill          boolean       not null comment 'goes the whole way to the players and changes no picture',
  issuing_level  varchar(16)   character set ascii null comment 'DISTRICT, CITY, PROVINCE or NATIONAL; null for a blackout',
  media_sha256   char(64)      character set ascii null comment 'what was reviewed; the screens get files made of it',
  from_at        datetime(3)   not null,
  until_at       datetime(3)   null,
  sound          boolean       not null,
  category       varchar(40)   null comment 'this and the next seven: what the law asks of a warning',
  alert_level    varchar(16)   character set ascii null comment 'BLUE, YELLOW, ORANGE or RED',
  starts_at      datetime(3)   null,
  area           varchar(200)  null,
  warning        varchar(300)  null,
  measures       varchar(300)  null,
  issuer         varchar(60)   null,
  issued_at      datetime(3)   null,
  reason         varchar(1000) null,
  reason_by      uuid          null,
  reason_at      datetime(3)   null,
  ordered_by     uuid          not null references operators (id),
  ordered_name   varchar(100)  not null,
  ordered_at     datetime(3)   not null,
  version        int           not null,
  key takeover_orders_by_time (ordered_at)
);

insert into takeover_orders (id, kind, drill, issuing_level, media_sha256, from_at, until_at, sound, reason, reason_by, reason_at,
  ordered_by, ordered_name, ordered_at, version)
select t.id, t.kind, false, if(t.kind = 'BLACKOUT', null, 'DISTRICT'), t.media_sha256, t.from_at, t.until_at, t.sound, t.reason,
  if(t.reason is null, null, t.ordered_by), if(t.reason is null, null, t.ordered_at), t.ordered_by, o.name, t.ordered_at, 0
from takeovers t join operators o on o.id = t.ordered_by;

alter table takeovers
  add column order_id          uuid        null after id,
  add column drill             boolean     not null default false,
  add column priority          int         not null default 0 comment 'the higher one is shown, the lower one waits',
  add column manifest_version  bigint      null comment 'the first manifest that says it',
  add column confirmed_at      datetime(3) null,
  add column lift_version      bigint      null comment 'the first manifest that says it no more',
  add column lift_confirmed_at datetime(3) null;
update takeovers set order_id = id, priority = if(kind = 'BLACKOUT', 1000, 10);
alter table takeovers
  modify column order_id uuid not null,
  alter column drill drop default,
  alter column priority drop default,
  add foreign key takeovers_of_orders (order_id) references takeover_orders (id);

alter table player_states
  add column showing     varchar(16) character set ascii null comment 'PLAY, STANDBY or DARK; null where a player does not say',
  add column takeover_id uuid        null comment 'the takeover that it shows',
  add column drill_id    uuid        null comment 'the drill that it has received';
-- Nobody wrote down who confirmed the ends of earlier orders, and nobody will any more.
update takeovers set lift_version = 9223372036854775807 where lifted_at is not null;
