-- Recorded from Liquibase 4.28.0
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
-- Lock Database
UPDATE public.databasechangeloglock SET LOCKED = TRUE, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND LOCKED = FALSE;
SET SEARCH_PATH TO public, "$user","public";
-- *********************************************************************
-- Rollback 4 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.json
-- *********************************************************************
-- Rolling Back ChangeSet: changelog.json::drop::ann
CREATE INDEX song_title ON public.song(title);
DELETE FROM public.databasechangelog WHERE ID = 'drop' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
-- Rolling Back ChangeSet: changelog.json::unique::ann
DROP INDEX public.song_year;
DELETE FROM public.databasechangelog WHERE ID = 'unique' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
-- Rolling Back ChangeSet: changelog.json::plain::ann
DROP INDEX public.song_title;
DELETE FROM public.databasechangelog WHERE ID = 'plain' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
-- Rolling Back ChangeSet: changelog.json::table::ann
DROP TABLE public.song;
DELETE FROM public.databasechangelog WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
