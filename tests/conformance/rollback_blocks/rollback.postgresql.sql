-- Recorded from Liquibase 4.28.0
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
-- Lock Database
UPDATE public.databasechangeloglock SET LOCKED = TRUE, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND LOCKED = FALSE;
SET SEARCH_PATH TO public, "$user","public";
-- *********************************************************************
-- Rollback 9 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.xml
-- *********************************************************************
-- Rolling Back ChangeSet: changelog.xml::two inverses::ann
ALTER TABLE public.stone DROP COLUMN weight;
DROP INDEX public.sand_id;
DROP TABLE public.sand;
DELETE FROM public.databasechangelog WHERE ID = 'two inverses' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::dialects::ann
delete from stone where id = 5 or id = 55;
DELETE FROM public.databasechangelog WHERE ID = 'dialects' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::several::ann
delete from stone where id = 4;
delete from stone where id = 44;
DELETE FROM public.databasechangelog WHERE ID = 'several' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::reference::ann
CREATE TABLE public.pebble (id INTEGER);
DELETE FROM public.databasechangelog WHERE ID = 'reference' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::made::ann
DROP TABLE public.pebble;
DELETE FROM public.databasechangelog WHERE ID = 'made' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::empty::ann
DELETE FROM public.databasechangelog WHERE ID = 'empty' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::changes::ann
DELETE FROM public.stone WHERE id = 2;
delete from stone where id = 22;
DELETE FROM public.databasechangelog WHERE ID = 'changes' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::sql::ann
delete from stone where id = 1;
update stone set id = 0 where id = 1;
DELETE FROM public.databasechangelog WHERE ID = 'sql' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::table::ann
DROP TABLE public.stone;
DELETE FROM public.databasechangelog WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
