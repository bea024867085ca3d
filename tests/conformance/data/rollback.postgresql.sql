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
-- Rolling Back ChangeSet: changelog.json::delete::ann
INSERT INTO public.thing (id) VALUES (2);
DELETE FROM public.databasechangelog WHERE ID = 'delete' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
-- Rolling Back ChangeSet: changelog.json::update::ann
DELETE FROM public.databasechangelog WHERE ID = 'update' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
-- Rolling Back ChangeSet: changelog.json::insert::ann
delete from thing where id in (1, 2);
DELETE FROM public.databasechangelog WHERE ID = 'insert' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
-- Rolling Back ChangeSet: changelog.json::table::ann
DROP TABLE public.thing;
DELETE FROM public.databasechangelog WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.json';
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
