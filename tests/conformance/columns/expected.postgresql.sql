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
-- Changeset changelog.xml::table::ann
SET SEARCH_PATH TO public, "$user","public";
CREATE TABLE public.person (id INTEGER NOT NULL, first VARCHAR(20), last VARCHAR(20), CONSTRAINT person_pkey PRIMARY KEY (id));
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.xml', NOW(), 1, '9:34a342f396c08efce6fe0908446e7d40', 'createTable tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::add::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.person ADD age INTEGER DEFAULT 18;
ALTER TABLE public.person ADD town VARCHAR(30);
UPDATE public.person SET town = 'Bonn';
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('add', 'ann', 'changelog.xml', NOW(), 2, '9:e3d3fec72d3491640cdd8cefe72ae63a', 'addColumn tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::add constrained::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.person ADD mail VARCHAR(50);
ALTER TABLE public.person ADD CONSTRAINT person_mail UNIQUE (mail);
ALTER TABLE public.person ADD boss INTEGER;
ALTER TABLE public.person ADD CONSTRAINT person_boss FOREIGN KEY (boss) REFERENCES public.person (id);
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('add constrained', 'ann', 'changelog.xml', NOW(), 3, '9:688d1d86a632e74979cfeb430548d673', 'addColumn tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::rename::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.person RENAME COLUMN town TO city;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('rename', 'ann', 'changelog.xml', NOW(), 4, '9:e4cd1ec3265a76342199871972c9b9e7', 'renameColumn newColumnName=city, oldColumnName=town, tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::modify::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.person ALTER COLUMN age TYPE BIGINT USING (age::BIGINT);
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('modify', 'ann', 'changelog.xml', NOW(), 5, '9:89f2d3afed485a6d4e245400bbb993fb', 'modifyDataType columnName=age, tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::remarks::ann
SET SEARCH_PATH TO public, "$user","public";
COMMENT ON COLUMN public.person.first IS 'Given name';
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('remarks', 'ann', 'changelog.xml', NOW(), 6, '9:fc9371c28cefd97f11db4f228b9d1bed', 'setColumnRemarks columnName=first, tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::merge::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.person ADD name VARCHAR(41);
UPDATE public.person SET name = first || ' ' || last;
ALTER TABLE public.person DROP COLUMN first;
ALTER TABLE public.person DROP COLUMN last;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('merge', 'ann', 'changelog.xml', NOW(), 7, '9:d54de34e08ea04d19712ee4db6071729', 'mergeColumns column1Name=first, column2Name=last, finalColumnName=name, tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::drop::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.person DROP COLUMN age;
ALTER TABLE public.person DROP COLUMN city;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('drop', 'ann', 'changelog.xml', NOW(), 8, '9:662b214bd9746d995547bcedb8428447', 'dropColumn tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::numbers::ann
SET SEARCH_PATH TO public, "$user","public";
CREATE SEQUENCE  IF NOT EXISTS public.person_id_seq START WITH 100;
ALTER TABLE public.person ALTER COLUMN  id SET NOT NULL;
ALTER TABLE public.person ALTER COLUMN  id SET DEFAULT nextval('public.person_id_seq');
ALTER SEQUENCE public.person_id_seq OWNED BY public.person.id;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('numbers', 'ann', 'changelog.xml', NOW(), 9, '9:4985487aeb338eb69fb8d0734505c4f3', 'addAutoIncrement columnName=id, tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
