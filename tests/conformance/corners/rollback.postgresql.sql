-- Recorded from Liquibase 4.28.0
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
-- Lock Database
UPDATE public.databasechangeloglock SET LOCKED = TRUE, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND LOCKED = FALSE;
SET SEARCH_PATH TO public, "$user","public";
-- *********************************************************************
-- Rollback 10 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.xml
-- *********************************************************************
-- Rolling Back ChangeSet: old_schema.xml::any-attribute::ann
DELETE FROM reading WHERE place = 'roof';
DELETE FROM public.databasechangelog WHERE ID = 'any-attribute' AND AUTHOR = 'ann' AND FILENAME = 'old_schema.xml';
-- Rolling Back ChangeSet: changelog.xml::other-database::ann
DELETE FROM public.databasechangelog WHERE ID = 'other-database' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::no-default::ann
ALTER TABLE public.reading DROP COLUMN note;
DELETE FROM public.databasechangelog WHERE ID = 'no-default' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::function::ann
DROP FUNCTION warmer(float8);
DELETE FROM public.databasechangelog WHERE ID = 'function' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::driver-escapes::ann
DELETE FROM reading WHERE place LIKE '{fn attic} %';
DELETE FROM public.databasechangelog WHERE ID = 'driver-escapes' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::question-mark::ann
DELETE FROM public.databasechangelog WHERE ID = 'question-mark' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::named-twice::ann
DELETE FROM reading WHERE place = 'attic';
DELETE FROM public.databasechangelog WHERE ID = 'named-twice' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::no-number::ann
DROP TABLE public.reading;
DELETE FROM public.databasechangelog WHERE ID = 'no-number' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::asked-as-quoted::ann
DELETE FROM public.databasechangelog WHERE ID = 'asked-as-quoted' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::upper-case::ann
DROP TABLE "public"."MEASURE";
DELETE FROM public.databasechangelog WHERE ID = 'upper-case' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
