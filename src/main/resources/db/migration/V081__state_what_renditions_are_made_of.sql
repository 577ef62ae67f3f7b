-- Null: made before that was stated; the service states it at its next start.
alter table renditions add statement text null comment 'of which original the file was made, signed at ingest (compact JWS)';
