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
-- Changeset changelog.xml::upper-case::ann
SET SEARCH_PATH TO public, "$user","public";
CREATE TABLE "public"."MEASURE" ("ID" INTEGER);
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('upper-case', 'ann', 'changelog.xml', NOW(), 1, '9:52dd76dc6b05136d882fda3f28816965', 'createTable tableName=MEASURE', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::asked-as-quoted::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE "public"."MEASURE" ADD "UNIT" VARCHAR(20);
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('asked-as-quoted', 'ann', 'changelog.xml', NOW(), 2, '9:257908d00b7d6d5184ad926b7885f40d', 'addColumn tableName=MEASURE', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::no-number::ann
SET SEARCH_PATH TO public, "$user","public";
CREATE TABLE public.reading (value FLOAT8 DEFAULT 'NaN', place VARCHAR(20), facts JSONB);
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('no-number', 'ann', 'changelog.xml', NOW(), 3, '9:ed3e6ec9aaed956597b8e3e113cbeaf4', 'createTable tableName=reading', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::named-twice::ann
SET SEARCH_PATH TO public, "$user","public";
INSERT INTO public.reading (place, value) VALUES ('attic', 1.5);
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('named-twice', 'ann', 'changelog.xml', NOW(), 4, '9:c789941c204d0a2451d9a05b8cf769a2', 'insert tableName=reading', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::question-mark::ann
SET SEARCH_PATH TO public, "$user","public";
UPDATE reading SET place = 'which??' WHERE facts ? 'lost';
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('question-mark', 'ann', 'changelog.xml', NOW(), 5, '9:ab625dc147f830419997a406c1da1513', 'sql', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::driver-escapes::ann
SET SEARCH_PATH TO public, "$user","public";
INSERT INTO reading (place) SELECT ('{fn attic} '|| place) FROM reading WHERE TIMESTAMP '2026-02-03 04:05:06' > DATE '2026-02-03' AND length(trim(trailing from place)) > 1 AND place LIKE 'a/_%' ESCAPE '/';
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('driver-escapes', 'ann', 'changelog.xml', NOW(), 6, '9:3251ac677e74eba4d14ad5e7305c97f1', 'sql', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::function::ann
SET SEARCH_PATH TO public, "$user","public";
CREATE FUNCTION warmer(degrees float8) RETURNS float8 AS $$
      BEGIN
        RETURN degrees + 1;
      END $$ LANGUAGE plpgsql;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('function', 'ann', 'changelog.xml', NOW(), 7, '9:a0f1656a1657490400db5bfd7458d61c', 'sql', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::no-default::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.reading ADD note VARCHAR(20) DEFAULT null;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('no-default', 'ann', 'changelog.xml', NOW(), 8, '9:bc02e842e92928ad5d02ecad838b96d3', 'addColumn tableName=reading', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::other-database::ann
SET SEARCH_PATH TO public, "$user","public";
CHECKPOINT DEFRAG;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('other-database', 'ann', 'changelog.xml', NOW(), 9, '9:58cde18c0f23acbd88f16a15e32af387', 'sql', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset old_schema.xml::any-attribute::ann
SET SEARCH_PATH TO public, "$user","public";
INSERT INTO public.reading (place) VALUES ('roof');
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('any-attribute', 'ann', 'old_schema.xml', NOW(), 10, '9:b3651aece09d97d847c6b258711f98b0', 'insert tableName=reading', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
