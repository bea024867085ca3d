-- Recorded from Liquibase 4.28.0
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
-- Lock Database
UPDATE public.databasechangeloglock SET LOCKED = TRUE, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND LOCKED = FALSE;
SET SEARCH_PATH TO public, "$user","public";
-- *********************************************************************
-- Rollback 8 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.xml
-- *********************************************************************
-- Rolling Back ChangeSet: changelog.xml::attributes::ann
DROP TABLE "public"."Mixed Case";
DELETE FROM public.databasechangelog WHERE ID = 'attributes' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::modified::ann
drop table was_modified;
DELETE FROM public.databasechangelog WHERE ID = 'modified' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::not failing::ann
DELETE FROM public.databasechangelog WHERE ID = 'not failing' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::legacy::ann
DROP TABLE public."CamelCase";
DELETE FROM public.databasechangelog WHERE ID = 'legacy' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::reserved::ann
DROP TABLE public."group";
DELETE FROM public.databasechangelog WHERE ID = 'reserved' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::tag::ann
DELETE FROM public.databasechangelog WHERE ID = 'tag' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::said::ann
DELETE FROM public.databasechangelog WHERE ID = 'said' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::nothing::ann
DELETE FROM public.databasechangelog WHERE ID = 'nothing' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
