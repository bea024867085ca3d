-- Recorded from Liquibase 4.28.0
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
-- Lock Database
UPDATE public.databasechangeloglock SET LOCKED = TRUE, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND LOCKED = FALSE;
SET SEARCH_PATH TO public, "$user","public";
-- *********************************************************************
-- Rollback 9 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.yaml
-- *********************************************************************
-- Rolling Back ChangeSet: changelog.yaml::key gone::ann
ALTER TABLE public.book ADD CONSTRAINT book_key PRIMARY KEY (id);
DELETE FROM public.databasechangelog WHERE ID = 'key gone' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::no default::ann
ALTER TABLE public.book ALTER COLUMN  pages SET DEFAULT 10;
DELETE FROM public.databasechangelog WHERE ID = 'no default' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::defaults::ann
ALTER TABLE public.book ALTER COLUMN printed DROP DEFAULT;
ALTER TABLE public.book ALTER COLUMN title DROP DEFAULT;
ALTER TABLE public.book ALTER COLUMN pages DROP DEFAULT;
DELETE FROM public.databasechangelog WHERE ID = 'defaults' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::null again::ann
ALTER TABLE public.book ALTER COLUMN  title SET NOT NULL;
DELETE FROM public.databasechangelog WHERE ID = 'null again' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::not null::ann
ALTER TABLE public.book ALTER COLUMN  title DROP NOT NULL;
DELETE FROM public.databasechangelog WHERE ID = 'not null' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::unique gone::ann
ALTER TABLE public.book ADD CONSTRAINT book_isbn UNIQUE (isbn, title);
DELETE FROM public.databasechangelog WHERE ID = 'unique gone' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::unique::ann
ALTER TABLE public.book DROP CONSTRAINT book_isbn;
DELETE FROM public.databasechangelog WHERE ID = 'unique' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::key::ann
ALTER TABLE public.book DROP CONSTRAINT book_key;
DELETE FROM public.databasechangelog WHERE ID = 'key' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::table::ann
DROP TABLE public.book;
DELETE FROM public.databasechangelog WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
