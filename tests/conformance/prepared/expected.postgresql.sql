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
CREATE TABLE public.letter (id INTEGER, topic VARCHAR(30), body TEXT, seal OID);
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.xml', NOW(), 1, '9:e27f4e871f4c9572f91a301bce4e9559', 'createTable tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::rows::ann
SET SEARCH_PATH TO public, "$user","public";
-- WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('rows', 'ann', 'changelog.xml', NOW(), 2, '9:163e436ee75609a14c6bedd366b19140', 'loadData tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::texts::ann
SET SEARCH_PATH TO public, "$user","public";
-- WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('texts', 'ann', 'changelog.xml', NOW(), 3, '9:163e436ee75609a14c6bedd366b19140', 'loadData tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::bytes::ann
SET SEARCH_PATH TO public, "$user","public";
-- WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('bytes', 'ann', 'changelog.xml', NOW(), 4, '9:48611878ae18a9d949dd491f55156647', 'loadData tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::plain::ann
SET SEARCH_PATH TO public, "$user","public";
-- WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO public.letter (id, topic, body) VALUES (1, 'greeting', 'hello.txt'),(2, 'farewell', 'hello.txt');
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('plain', 'ann', 'changelog.xml', NOW(), 5, '9:163e436ee75609a14c6bedd366b19140', 'loadData tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::values::ann
SET SEARCH_PATH TO public, "$user","public";
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('values', 'ann', 'changelog.xml', NOW(), 6, '9:6078cc2acd67effa20fe5aed08f46c2f', 'insert tableName=letter; update tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
