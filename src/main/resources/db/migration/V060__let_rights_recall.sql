-- Also rights that end sooner take a media off sheets, without any review.
alter table recalls modify review_id uuid null, modify run_id uuid null, add column media_id uuid null references media (id);
