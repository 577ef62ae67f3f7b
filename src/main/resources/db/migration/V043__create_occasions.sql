-- What slogans speak of, and when it is; people keep the list. Feasts of the moon are written year by year.
create table occasions (
  id      uuid          not null primary key default uuid(),
  name    varchar(60)   not null unique,
  words   varchar(500)  not null comment 'other words for it, separated by commas',
  dates   varchar(2000) character set ascii not null comment 'as OccasionDates reads them',
  version int           not null default 0
);

insert into occasions (name, words, dates) values
  ('元旦', '新年快乐', '01-01'),
  ('春节', '新春, 元宵, 拜年', '2023-01-21..2023-02-05, 2024-02-09..2024-02-24, 2025-01-28..2025-02-12, 2026-02-16..2026-03-03, 2027-02-05..2027-02-20'),
  ('消费者权益日', '3·15, 3月15日', '03-15'),
  ('清明', '', '04-04..04-06'),
  ('国家安全教育日', '4·15, 4月15日', '04-15'),
  ('知识产权宣传周', '4·26, 4月26日, 世界知识产权日, 知识产权日', '04-20..04-26'),
  ('劳动节', '五一, 5月1日', '05-01..05-05'),
  ('儿童节', '六一, 6月1日', '06-01'),
  ('端午', '', '2023-06-22, 2024-06-10, 2025-05-31, 2026-06-19, 2027-06-09'),
  ('安全生产月', '', '06-01..06-30'),
  ('国际禁毒日', '6·26, 6月26日', '06-26'),
  ('建党节', '七一, 7月1日', '07-01'),
  ('建军节', '八一, 8月1日', '08-01'),
  ('教师节', '', '09-10'),
  ('中秋', '', '2023-09-29, 2024-09-17, 2025-10-06, 2026-09-25, 2027-09-15'),
  ('国庆', '十一黄金周, 10月1日', '10-01..10-07'),
  ('全国消防日', '119消防日, 消防宣传月, 11月9日', '11-01..11-30'),
  ('宪法日', '12·4, 12月4日, 宪法宣传周', '12-01..12-07');
