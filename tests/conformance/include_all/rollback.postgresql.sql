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
-- Rolling Back ChangeSet: logical.xml::1::ann
delete from root_table where id = 50;
DELETE FROM public.databasechangelog WHERE ID = '1' AND AUTHOR = 'ann' AND FILENAME = 'logical.xml';
-- Rolling Back ChangeSet: parts/030/nested.json::1::ann
delete from root_table where id = 30;
DELETE FROM public.databasechangelog WHERE ID = '1' AND AUTHOR = 'ann' AND FILENAME = 'parts/030/nested.json';
-- Rolling Back ChangeSet: parts/020.sql::1::ann
delete from root_table where id = 20;
DELETE FROM public.databasechangelog WHERE ID = '1' AND AUTHOR = 'ann' AND FILENAME = 'parts/020.sql';
-- Rolling Back ChangeSet: parts/010.xml::1::ann
ALTER TABLE public.root_table DROP COLUMN from_xml;
DELETE FROM public.databasechangelog WHERE ID = '1' AND AUTHOR = 'ann' AND FILENAME = 'parts/010.xml';
-- Rolling Back ChangeSet: first.yaml::1::ann
DROP TABLE public.root_table;
DELETE FROM public.databasechangelog WHERE ID = '1' AND AUTHOR = 'ann' AND FILENAME = 'first.yaml';
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
