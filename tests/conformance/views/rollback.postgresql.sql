-- Recorded from Liquibase 4.28.0
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
-- Lock Database
UPDATE public.databasechangeloglock SET LOCKED = TRUE, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND LOCKED = FALSE;
SET SEARCH_PATH TO public, "$user","public";
-- *********************************************************************
-- Rollback 5 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.yaml
-- *********************************************************************
-- Rolling Back ChangeSet: changelog.yaml::dropped::ann
CREATE VIEW public.town_names AS select id, name from town;
DELETE FROM public.databasechangelog WHERE ID = 'dropped' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::renamed::ann
ALTER TABLE public.town_names RENAME TO names;
DELETE FROM public.databasechangelog WHERE ID = 'renamed' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::replaced::ann
DROP VIEW public.again;
DELETE FROM public.databasechangelog WHERE ID = 'replaced' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::view::ann
DROP VIEW public.names;
DELETE FROM public.databasechangelog WHERE ID = 'view' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Rolling Back ChangeSet: changelog.yaml::table::ann
DROP TABLE public.town;
DELETE FROM public.databasechangelog WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.yaml';
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
