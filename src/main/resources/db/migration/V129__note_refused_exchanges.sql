-- A token without a key is whoever's who holds it. When somebody last wanted another one for it unasked, and was refused.
alter table players add column exchange_refused_at datetime(3) null;
