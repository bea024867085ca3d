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
CREATE TABLE public.book (id INTEGER NOT NULL, isbn VARCHAR(13), title VARCHAR(100), pages INTEGER, printed BOOLEAN);
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.yaml', NOW(), 1, '9:e9309d489de211239486440585109d93', 'createTable tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.yaml::key::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.book ADD CONSTRAINT book_key PRIMARY KEY (id);
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('key', 'ann', 'changelog.yaml', NOW(), 2, '9:4ca7f0f75d883c676c429fedf1a3c8c0', 'addPrimaryKey constraintName=book_key, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.yaml::unique::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.book ADD CONSTRAINT book_isbn UNIQUE (isbn, title);
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('unique', 'ann', 'changelog.yaml', NOW(), 3, '9:7182f50e54d57af9119e592e9aea49e3', 'addUniqueConstraint constraintName=book_isbn, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.yaml::unique gone::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.book DROP CONSTRAINT book_isbn;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('unique gone', 'ann', 'changelog.yaml', NOW(), 4, '9:ce1cb668451e99bd87d942e66d6781a3', 'dropUniqueConstraint constraintName=book_isbn, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.yaml::not null::ann
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.book SET title = 'untitled' WHERE title IS NULL;
ALTER TABLE public.book ALTER COLUMN  title SET NOT NULL;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('not null', 'ann', 'changelog.yaml', NOW(), 5, '9:fb8a80ca492f2383f00cdbe323d85cdf', 'addNotNullConstraint columnName=title, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.yaml::null again::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.book ALTER COLUMN  title DROP NOT NULL;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('null again', 'ann', 'changelog.yaml', NOW(), 6, '9:5b073b84403402ba2720d4735e3a360b', 'dropNotNullConstraint columnName=title, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.yaml::defaults::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.book ALTER COLUMN  pages SET DEFAULT 10;
ALTER TABLE public.book ALTER COLUMN  title SET DEFAULT 'it''s new';
ALTER TABLE public.book ALTER COLUMN  printed SET DEFAULT FALSE;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('defaults', 'ann', 'changelog.yaml', NOW(), 7, '9:86690685053ba7eceaf221806a9fbc98', 'addDefaultValue columnName=pages, tableName=book; addDefaultValue columnName=title, tableName=book; addDefaultValue columnName=printed, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.yaml::no default::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.book ALTER COLUMN pages DROP DEFAULT;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('no default', 'ann', 'changelog.yaml', NOW(), 8, '9:39bc36bdf6da1723a1f86a43dee87d1f', 'dropDefaultValue columnName=pages, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.yaml::key gone::ann
SET SEARCH_PATH TO public, "$user","public";
ALTER TABLE public.book DROP CONSTRAINT book_key;
INSERT INTO public.databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('key gone', 'ann', 'changelog.yaml', NOW(), 9, '9:826cf358023526cf63bec5230ba2fdc4', 'dropPrimaryKey constraintName=book_key, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Release Database Lock
SET SEARCH_PATH TO public, "$user","public";
UPDATE public.databasechangeloglock SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
SET SEARCH_PATH TO public, "$user","public";
