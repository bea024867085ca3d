-- Recorded from Liquibase 4.28.0
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
-- Lock Database
UPDATE public.databasechangeloglock SET LOCKED = TRUE, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND LOCKED = FALSE;
SET SEARCH_PATH TO public, "$user","public";
-- *********************************************************************
-- Rollback 5 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.xml
-- *********************************************************************
-- Rolling Back ChangeSet: changelog.xml::drop::bob
CREATE TABLE public.new_name (id INTEGER);
DELETE FROM public.databasechangelog WHERE ID = 'drop' AND AUTHOR = 'bob' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::remarks::bob
DELETE FROM public.databasechangelog WHERE ID = 'remarks' AND AUTHOR = 'bob' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::rename::bob
ALTER TABLE public.new_name RENAME TO old_name;
DROP TABLE public.old_name;
DELETE FROM public.databasechangelog WHERE ID = 'rename' AND AUTHOR = 'bob' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::composite::ann
DROP TABLE public.pair;
DELETE FROM public.databasechangelog WHERE ID = 'composite' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::types::ann
DROP TABLE public.every_type;
DELETE FROM public.databasechangelog WHERE ID = 'types' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
