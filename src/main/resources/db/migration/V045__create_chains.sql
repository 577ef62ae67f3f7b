-- Who has to sign what, in which order: one chain for each kind of media, of one unit or (unit null) of all others.
create table review_chains (
  id         uuid        not null primary key,
  unit_id    uuid        null references units (id),
  media_kind varchar(16) character set ascii not null,
  plan       mediumtext  not null comment 'the stages as JSON: names, who signs, hours, checklists',
  version    int         not null,
  changed_at datetime(3) not null,
  scope_key  varchar(60) character set ascii not null comment 'unit or ALL, and kind: one chain each, also in a race',
  unique key review_chains_scope (scope_key)
);

-- 提级审核: whatever is to be shown in such a period needs one more stage.
create table escalation_periods (
  id         uuid         not null primary key,
  name       varchar(100) not null,
  stage_name varchar(30)  not null,
  unit_id    uuid         null references units (id), -- whose reviewers sign the stage; null: any
  from_date  date         not null,
  until_date date         not null comment 'inclusive'
);

create table review_substitutes (
  id            uuid not null primary key,
  operator_id   uuid not null references operators (id),
  substitute_id uuid not null references operators (id),
  from_date     date not null,
  until_date    date not null comment 'inclusive',
  key review_substitutes_by_person (operator_id, until_date)
);
