-- A withdrawal is a signed record as an approval is. Null: taken back before withdrawals were signed.
alter table reviews add column withdrawn_proof text null comment 'the withdrawal as signed record (compact JWS)';
