-- Refused sign-ins of the minute that is going on: told to the audit trail when it is over, one entry per account and minute.
create table sign_in_refusals (
  subject varchar(64) character set ascii not null comment 'operator:<id>; account:unknown whatever name was typed',
  minute  datetime    not null,
  address varchar(64) character set ascii not null,
  wrong   int         not null comment 'wrong password or no such account',
  locked  int         not null comment 'not looked at, because there had been too many',
  primary key (subject, minute, address)
);
