-- Recorded from Liquibase 4.28.0
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
-- Create Database Lock Table
CREATE TABLE public.databasechangeloglock (ID INTEGER NOT NULL, LOCKED BOOLEAN NOT NULL, LOCKGRANTED TIMESTAMP WITHOUT TIME ZONE, LOCKEDBY VARCHAR(255), CONSTRAINT databasechangeloglock_pkey PRIMARY KEY (ID));
-- Initialize Database Lock Table
DELETE FROM public.databasechangeloglock;
INSERT INTO public.databasechangeloglock (ID, LOCKED) VALUES (1, FALSE);
-- Lock Database
UPDATE public.databasechangeloglock SET LOCKED = TRUE, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND LOCKED = FALSE;
SET SEARCH_PATH TO public, "$user","public";
-- Create Database Change Log Table
CREATE TABLE public.databasechangelog (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL, FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED TIMESTAMP WITHOUT TIME ZONE NOT NULL, ORDEREXECUTED INTEGER NOT NULL, EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35), DESCRIPTION VARCHAR(255), COMMENTS VARCHAR(255), TAG VARCHAR(255), LIQUIBASE VARCHAR(20), CONTEXTS VARCHAR(255), LABELS VARCHAR(255), DEPLOYMENT_ID VARCHAR(10));
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
-- *********************************************************************
-- Update Database Script
-- *********************************************************************
-- Change Log: changelog.xml
-- *********************************************************************
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
-- Changeset changelog.xml::tables::ann
SET SEARCH_PATH TO public, "$user","public";
CREATE TABLE public.author (id INTEGER NOT NULL, CONSTRAINT author_pkey PRIMARY KEY (id));
CREATE TABLE public.book (id INTEGER NOT NULL, author_id INTEGER, editor_id INTEGER, genre VARCHAR(20), CONSTRAINT book_pkey PRIMARY KEY (id));
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('tables', 'ann', 'changelog.xml', NOW(), 1, '9:21b666bb1bf79dac38acd4d0844de97e', 'createTable tableName=author; createTable tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::keys::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.book ADD CONSTRAINT book_author FOREIGN KEY (author_id) REFERENCES public.author (id) ON DELETE CASCADE;
ALTER TABLE public.book ADD CONSTRAINT book_editor FOREIGN KEY (editor_id) REFERENCES public.author (id) ON UPDATE RESTRICT ON DELETE SET NULL;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('keys', 'ann', 'changelog.xml', NOW(), 2, '9:5f41fe81657433cc4591f26e68c2e8f9', 'addForeignKeyConstraint baseTableName=book, constraintName=book_author, referencedTableName=author; addForeignKeyConstraint baseTableName=book, constraintName=book_editor, referencedTableName=author', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::drop one::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.book DROP CONSTRAINT book_editor;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('drop one', 'ann', 'changelog.xml', NOW(), 3, '9:42729deba0ed28f323f82fc52f35d760', 'dropForeignKeyConstraint baseTableName=book, constraintName=book_editor', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::lookup::ann
SET SEARCH_PATH TO public, "$user","public";
INSERT INTO public.book (id, genre) VALUES (1, 'crime');
CREATE TABLE public.genre AS SELECT DISTINCT genre AS name FROM public.book WHERE genre IS NOT NULL;
ALTER TABLE public.genre ALTER COLUMN  name SET NOT NULL;
ALTER TABLE public.genre ADD PRIMARY KEY (name);
ALTER TABLE public.book ADD CONSTRAINT book_genre FOREIGN KEY (genre) REFERENCES public.genre (name);
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('lookup', 'ann', 'changelog.xml', NOW(), 4, '9:6512950aba2c1eb7d5a6e99792a5703c', 'insert tableName=book; addLookupTable constraintName=book_genre, existingColumnName=genre, existingTableName=book, newColumnName=name, newTableName=genre', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
