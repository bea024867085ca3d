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
-- Change Log: changelog.json
-- *********************************************************************
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
-- Changeset changelog.json::table::ann
SET SEARCH_PATH TO public, "$user","public";
CREATE TABLE public.thing (id INTEGER NOT NULL, name VARCHAR(60), price DECIMAL(10, 2), sold BOOLEAN, made date, seen TIMESTAMP WITHOUT TIME ZONE, CONSTRAINT thing_pkey PRIMARY KEY (id));
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.json', NOW(), 1, '9:a2227fc4e7b5c6b3656acca4b3375bc6', 'createTable tableName=thing', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.json::insert::ann
SET SEARCH_PATH TO public, "$user","public";
INSERT INTO public.thing (id, name, price, sold, made, seen) VALUES (1, 'O''Neill \ ü', 12.50, TRUE, '2021-03-04', '2021-03-04 05:06:07');
INSERT INTO public.thing (id, name, price, sold, seen) VALUES (2, NULL, -3, FALSE, NOW());
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('insert', 'ann', 'changelog.json', NOW(), 2, '9:1fdd2ee2e3b20ca5710246cda15e7e7a', 'insert tableName=thing; insert tableName=thing', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.json::update::ann
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.thing SET name = 'renamed', price = 0 WHERE id = 2;
UPDATE public.thing SET sold = TRUE WHERE id = 2 or name = 'it''s';
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('update', 'ann', 'changelog.json', NOW(), 3, '9:e14abcd97ff421f6597cf6f30afabe2a', 'update tableName=thing; update tableName=thing', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.json::delete::ann
SET SEARCH_PATH TO public, "$user","public";
DELETE FROM public.thing WHERE id = 2;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('delete', 'ann', 'changelog.json', NOW(), 4, '9:95f50c407de7a8425af41ec7ea08ff80', 'delete tableName=thing', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
