-- Recorded from Liquibase 4.28.0
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
-- Lock Database
UPDATE public.databasechangeloglock SET LOCKED = TRUE, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND LOCKED = FALSE;
SET SEARCH_PATH TO public, "$user","public";
-- *********************************************************************
-- Rollback 4 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.xml
-- *********************************************************************
-- Rolling Back ChangeSet: changelog.xml::after::ann
DELETE FROM public.databasechangelog WHERE ID = 'after' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: local.xml::local::ann
DELETE FROM public.databasechangelog WHERE ID = 'local' AND AUTHOR = 'ann' AND FILENAME = 'local.xml';
-- Rolling Back ChangeSet: changelog.xml::values::ann
delete from measured;
DELETE FROM public.databasechangelog WHERE ID = 'values' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::measured::tester
DROP TABLE public.measured;
DELETE FROM public.databasechangelog WHERE ID = 'measured' AND AUTHOR = 'tester' AND FILENAME = 'changelog.xml';
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
