-- A reviewer's own signing key. The private half is sealed under the reviewer's password; nobody else can use it.
create table reviewer_keys (
  kid         char(43)    character set ascii not null primary key comment 'RFC 7638 thumbprint',
  operator_id uuid        null references operators (id), -- null: the key of the service
  public_x    char(43)    character set ascii not null,
  sealed      varchar(300) character set ascii null comment 'salt, nonce and ciphertext; null where the service keeps it in a file',
  certificate text        null comment 'the root''s word for it (compact JWS); null: waits for an offline root',
  endorsement text        null comment 'the word of the key before it (compact JWS)',
  created_at  datetime(3) not null,
  retired_at  datetime(3) null,
  key reviewer_keys_by_operator (operator_id, retired_at)
);

-- Units whose reviewers sign with the key of the service.
create table service_signed_units (
  unit_id uuid not null primary key references units (id)
);
