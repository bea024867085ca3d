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
-- Change Log: changelog.yaml
-- *********************************************************************
SET SEARCH_PATH TO public, "$user","public";
SET SEARCH_PATH TO public, "$user","public";
-- Changeset changelog.yaml::table::ann
SET SEARCH_PATH TO public, "$user","public";
CREATE TABLE public.town (id INTEGER NOT NULL, name VARCHAR(40), CONSTRAINT town_pkey PRIMARY KEY (id));
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.yaml', NOW(), 1, '9:2b07c36f334a71ef0138a5965d67c375', 'createTable tableName=town', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.yaml::view::ann
SET SEARCH_PATH TO public, "$user","public";
CREATE VIEW public.names AS select id, name from town where name is not null;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('view', 'ann', 'changelog.yaml', NOW(), 2, '9:63c2f2bf85a206e4205ed5946753b7cc', 'createView viewName=names', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.yaml::replaced::ann
SET SEARCH_PATH TO public, "$user","public";
CREATE OR REPLACE VIEW public.again AS select name from town;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('replaced', 'ann', 'changelog.yaml', NOW(), 3, '9:e06e739557d9be7724ca14b2c9b00eeb', 'createView viewName=again', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.yaml::renamed::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.names RENAME TO town_names;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('renamed', 'ann', 'changelog.yaml', NOW(), 4, '9:1176952f56c54ac615a5763342394054', 'renameView newViewName=town_names, oldViewName=names', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.yaml::dropped::ann
SET SEARCH_PATH TO public, "$user","public";
DROP VIEW public.town_names;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('dropped', 'ann', 'changelog.yaml', NOW(), 5, '9:31afde29ef4c08394fb0706edeb4e723', 'dropView viewName=town_names', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
