-- Whether films of another shape are shown whole or fill the screen.
alter table screens add column fit varchar(8) character set ascii not null default 'FIT';
