-- Dates on which a screen is not open by its weekday; one line each, as OpeningHours prints them: date, hours, reason.
alter table screens add column hours_exceptions longtext not null default '';
