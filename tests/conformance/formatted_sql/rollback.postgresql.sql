-- Recorded from Liquibase 4.28.0
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
-- Lock Database
UPDATE public.databasechangeloglock SET LOCKED = TRUE, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND LOCKED = FALSE;
SET SEARCH_PATH TO public, "$user","public";
-- *********************************************************************
-- Rollback 5 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.sql
-- *********************************************************************
-- Rolling Back ChangeSet: changelog.sql::postgresql-only::ann
drop function two();
DELETE FROM public.databasechangelog WHERE ID = 'postgresql-only' AND AUTHOR = 'ann' AND FILENAME = 'changelog.sql';
-- Rolling Back ChangeSet: changelog.sql::delimiter::ann
DELETE FROM public.databasechangelog WHERE ID = 'delimiter' AND AUTHOR = 'ann' AND FILENAME = 'changelog.sql';
-- Rolling Back ChangeSet: changelog.sql::skipped::bob
DELETE FROM public.databasechangelog WHERE ID = 'skipped' AND AUTHOR = 'bob' AND FILENAME = 'changelog.sql';
-- Rolling Back ChangeSet: changelog.sql::with-precondition::bob
delete from shelf
where id = 2;
DELETE FROM public.databasechangelog WHERE ID = 'with-precondition' AND AUTHOR = 'bob' AND FILENAME = 'changelog.sql';
-- Rolling Back ChangeSet: changelog.sql::1::ann
drop table shelf;
DELETE FROM public.databasechangelog WHERE ID = '1' AND AUTHOR = 'ann' AND FILENAME = 'changelog.sql';
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
