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
-- Rolling Back ChangeSet: changelog.xml::update::ann
DELETE FROM public.databasechangelog WHERE ID = 'update' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::more::ann
delete from country where code in ('xa', 'xb');
DELETE FROM public.databasechangelog WHERE ID = 'more' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::load::ann
DELETE FROM public.country;
DELETE FROM public.databasechangelog WHERE ID = 'load' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::table::ann
DROP TABLE public.country;
DELETE FROM public.databasechangelog WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
