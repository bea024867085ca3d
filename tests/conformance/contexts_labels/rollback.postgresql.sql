-- Recorded from Liquibase 4.28.0
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
-- Lock Database
UPDATE public.databasechangeloglock SET LOCKED = TRUE, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND LOCKED = FALSE;
SET SEARCH_PATH TO public, "$user","public";
-- *********************************************************************
-- Rollback 4 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.yaml
-- *********************************************************************
-- Rolling Back ChangeSet: part.yaml::included::bob
ALTER TABLE public.base DROP COLUMN extra;
DELETE FROM public.databasechangelog WHERE ID = 'included' AND AUTHOR = 'bob' AND FILENAME = 'part.yaml';
-- Rolling Back ChangeSet: changelog.yaml::not prod::ann
delete from base where id = 3;
DELETE FROM public.databasechangelog WHERE ID = 'not prod' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::test::ann
delete from base where id = 1;
DELETE FROM public.databasechangelog WHERE ID = 'test' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::always::ann
DROP TABLE public.base;
DELETE FROM public.databasechangelog WHERE ID = 'always' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
