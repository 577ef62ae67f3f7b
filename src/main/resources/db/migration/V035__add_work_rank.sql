-- What people wait for comes before what they may like to see.
alter table work_orders add column rank tinyint not null default 5, drop key work_orders_due, add key work_orders_due (state, rank, due_at);
