-- What of a slogan is left without punctuation, spaces and differences of width: equal ones say the same. V066 fills it in.
alter table media add column likeness char(64) character set ascii null comment 'slogans only: SHA-256 of the bare text';
create index media_by_likeness on media (likeness);
