-- Days that the state made free or working days; people keep the list and check it against the notice.
create table public_days (
  day     date         not null primary key,
  working boolean      not null comment 'a make-up working day; false: a day off',
  name    varchar(60)  not null,
  source  varchar(200) not null comment 'who says so'
);

insert into public_days (day, working, name, source)
with recursive span (first, last, working, name) as (
  select cast('2022-12-31' as date), cast('2023-01-02' as date), false, '元旦'
  union all select cast('2023-01-21' as date), cast('2023-01-27' as date), false, '春节'
  union all select cast('2023-01-28' as date), cast('2023-01-29' as date), true, '春节调休'
  union all select cast('2023-04-05' as date), cast('2023-04-05' as date), false, '清明节'
  union all select cast('2023-04-29' as date), cast('2023-05-03' as date), false, '劳动节'
  union all select cast('2023-04-23' as date), cast('2023-04-23' as date), true, '劳动节调休'
  union all select cast('2023-05-06' as date), cast('2023-05-06' as date), true, '劳动节调休'
  union all select cast('2023-06-22' as date), cast('2023-06-24' as date), false, '端午节'
  union all select cast('2023-06-25' as date), cast('2023-06-25' as date), true, '端午节调休'
  union all select cast('2023-09-29' as date), cast('2023-10-06' as date), false, '中秋节、国庆节'
  union all select cast('2023-10-07' as date), cast('2023-10-08' as date), true, '国庆节调休'
), days (day, last, working, name) as (
  select first, last, working, name from span
  union all select day + interval 1 day, last, working, name from days where day < last
)
select day, working, name, '国务院办公厅关于2023年部分节假日安排的通知（请对照原文核实）' from days;
