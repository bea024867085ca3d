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
-- Rolling Back ChangeSet: changelog.xml::numbers::ann
DELETE FROM public.databasechangelog WHERE ID = 'numbers' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::drop::ann
ALTER TABLE public.person ADD age BIGINT;
ALTER TABLE public.person ADD city VARCHAR(30);
DELETE FROM public.databasechangelog WHERE ID = 'drop' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::merge::ann
ALTER TABLE public.person ADD first VARCHAR(20);
ALTER TABLE public.person ADD last VARCHAR(20);
ALTER TABLE public.person DROP COLUMN name;
DELETE FROM public.databasechangelog WHERE ID = 'merge' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::remarks::ann
DELETE FROM public.databasechangelog WHERE ID = 'remarks' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::modify::ann
ALTER TABLE public.person ALTER COLUMN age TYPE INTEGER USING (age::INTEGER);
DELETE FROM public.databasechangelog WHERE ID = 'modify' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::rename::ann
ALTER TABLE public.person RENAME COLUMN city TO town;
DELETE FROM public.databasechangelog WHERE ID = 'rename' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::add constrained::ann
ALTER TABLE public.person DROP CONSTRAINT person_boss;
ALTER TABLE public.person DROP COLUMN mail;
ALTER TABLE public.person DROP COLUMN boss;
DELETE FROM public.databasechangelog WHERE ID = 'add constrained' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::add::ann
ALTER TABLE public.person ALTER COLUMN age DROP DEFAULT;
ALTER TABLE public.person DROP COLUMN age;
ALTER TABLE public.person DROP COLUMN town;
DELETE FROM public.databasechangelog WHERE ID = 'add' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::table::ann
DROP TABLE public.person;
DELETE FROM public.databasechangelog WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
