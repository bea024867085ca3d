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
CREATE TABLE public.country (code CHAR(2) NOT NULL, name VARCHAR(60), people BIGINT, island BOOLEAN, since date, CONSTRAINT country_pkey PRIMARY KEY (code));
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.xml', NOW(), 1, '9:e299646ee85ee94256056aed9777a388', 'createTable tableName=country', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::load::ann
SET SEARCH_PATH TO public, "$user","public";
-- WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO public.country (code, name, people, island, since) VALUES ('de', 'Germany', 83000000, FALSE, '1949-05-23'),('is', 'Iceland, the cold', 370000, TRUE, '1944-06-17'),('fr', 'La "grande" nation', NULL, FALSE, NULL);
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('load', 'ann', 'changelog.xml', NOW(), 2, '9:7ec21ea2c602cadf305b34f0e9a01c88', 'loadData tableName=country', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::more::ann
SET SEARCH_PATH TO public, "$user","public";
-- WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO public.country (code, name) VALUES ('xa', 'semi;colon'),('xb', 'O');
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('more', 'ann', 'changelog.xml', NOW(), 3, '9:60e186bbcda7600b525caf98fb8902bf', 'loadData tableName=country', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::update::ann
SET SEARCH_PATH TO public, "$user","public";
-- WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
DO
$$
BEGIN
UPDATE public.country SET people = 84000000 WHERE code = 'de';
IF not found THEN
INSERT INTO public.country (code, people) VALUES ('de', 84000000);
END IF;
END;
$$
LANGUAGE plpgsql;
DO
$$
BEGIN
UPDATE public.country SET people = 17000000 WHERE code = 'nl';
IF not found THEN
INSERT INTO public.country (code, people) VALUES ('nl', 17000000);
END IF;
END;
$$
LANGUAGE plpgsql;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('update', 'ann', 'changelog.xml', NOW(), 4, '9:c0c8c8dd041d0560f422a5f3ed633163', 'loadUpdateData tableName=country', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
