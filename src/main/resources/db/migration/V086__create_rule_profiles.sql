-- The rules that screens go by: each with its source, and assumed until somebody confirms it.
create table rule_profiles (
  id       uuid         not null primary key,
  code     varchar(64)  character set ascii not null unique,
  name     varchar(100) not null,
  standard boolean      not null default false comment 'for screens without a profile of their own; exactly one',
  version  int          not null default 0
);

create table profile_rules (
  profile_id     uuid         not null references rule_profiles (id),
  id             uuid         not null,
  kind           varchar(20)  character set ascii not null,
  demand         varchar(200) character set ascii not null comment 'as RuleValue prints it',
  source         varchar(500) not null,
  refused        boolean      not null comment 'what breaks it is refused; else it is a warning',
  confirmed_by   uuid         null comment 'null: assumed' references operators (id),
  confirmed_name varchar(100) null,
  confirmed_at   datetime(3)  null,
  primary key (profile_id, id)
);

create table screen_rule_profiles (
  screen_id  uuid not null primary key references screens (id),
  profile_id uuid not null references rule_profiles (id),
  key screen_rule_profiles_by_profile (profile_id)
);

-- Nobody has confirmed any of these: they are what several cities demand, and where no city was found, what is strict.
insert into rule_profiles (id, code, name, standard) values
  ('0197a000-0000-7000-8000-000000000001', 'standard', '默认规则 Default rules', true);

insert into profile_rules (profile_id, id, kind, demand, source, refused) values
  ('0197a000-0000-7000-8000-000000000001', '0197a000-0000-7000-8000-000000000011', 'HOURS', '08:00-22:00',
   '参照深圳、沈阳等地户外电子屏的开关屏时间，本地规定待城管部门确认 · Hours of other cities; to be confirmed locally', false),
  ('0197a000-0000-7000-8000-000000000001', '0197a000-0000-7000-8000-000000000012', 'MOTION', '08:00-22:00',
   'CJJ/T 149-2021 §6.0.4：道路沿线不宜动态，广场除外；临路屏请另建档案 · Not along roads: give road-side screens a profile of their own', false),
  ('0197a000-0000-7000-8000-000000000001', '0197a000-0000-7000-8000-000000000013', 'SOUND', 'closed',
   '噪声污染防治法 第63、64、88条；未经许可一律静音 · Noise law, articles 63, 64, 88: mute unless allowed', false),
  ('0197a000-0000-7000-8000-000000000001', '0197a000-0000-7000-8000-000000000014', 'DWELL', '15',
   '深圳走字屏管理要求：静止页面不少于 15 秒 · Shenzhen rule for text signs: a page stands 15 s', false),
  ('0197a000-0000-7000-8000-000000000001', '0197a000-0000-7000-8000-000000000015', 'PUBLIC_SHARE', '30 TIME DAY',
   '枣庄、滨州、聊城、菏泽等地 30 %，深圳 3 %；本地比例待确认 · 30 % in several cities, 3 % in Shenzhen; to be confirmed', false),
  ('0197a000-0000-7000-8000-000000000001', '0197a000-0000-7000-8000-000000000016', 'NIGHT_BRIGHTNESS', '300',
   'JGJ/T 163：E3 区、面积大于 10 m²；动态画面减半，过街屏 200 cd/m² · E3, more than 10 m²; half of it for motion, 200 for signs', false);
