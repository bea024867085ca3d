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
-- Rolling Back ChangeSet: changelog.xml::lookup::ann
ALTER TABLE public.book DROP CONSTRAINT book_genre;
DROP TABLE public.genre;
DELETE FROM public.book;
DELETE FROM public.databasechangelog WHERE ID = 'lookup' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::drop one::ann
ALTER TABLE public.book ADD CONSTRAINT book_editor FOREIGN KEY (editor_id) REFERENCES public.author (id) ON UPDATE RESTRICT ON DELETE SET NULL;
DELETE FROM public.databasechangelog WHERE ID = 'drop one' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::keys::ann
ALTER TABLE public.book DROP CONSTRAINT book_editor;
ALTER TABLE public.book DROP CONSTRAINT book_author;
DELETE FROM public.databasechangelog WHERE ID = 'keys' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::tables::ann
DROP TABLE public.book;
DROP TABLE public.author;
DELETE FROM public.databasechangelog WHERE ID = 'tables' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
