-- Whoever saves a screen's levels must have seen those that they replace.
ALTER TABLE screen_levels ADD COLUMN version INT NOT NULL DEFAULT 0;
