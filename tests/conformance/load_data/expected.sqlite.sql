-- Recorded from Liquibase 4.28.0
-- Create Database Lock Table
CREATE TABLE DATABASECHANGELOGLOCK (ID INTEGER NOT NULL, LOCKED BOOLEAN NOT NULL, LOCKGRANTED TEXT, LOCKEDBY VARCHAR(255), CONSTRAINT PK_DATABASECHANGELOGLOCK PRIMARY KEY (ID));
-- Initialize Database Lock Table
DELETE FROM DATABASECHANGELOGLOCK;
INSERT INTO DATABASECHANGELOGLOCK (ID, LOCKED) VALUES (1, 0);
-- Lock Database
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 1, LOCKEDBY = 'the holder', LOCKGRANTED = CURRENT_TIMESTAMP WHERE ID = 1 AND LOCKED = 0;
-- Create Database Change Log Table
CREATE TABLE DATABASECHANGELOG (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL, FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED TEXT NOT NULL, ORDEREXECUTED INTEGER NOT NULL, EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35), DESCRIPTION VARCHAR(255), COMMENTS VARCHAR(255), TAG VARCHAR(255), LIQUIBASE VARCHAR(20), CONTEXTS VARCHAR(255), LABELS VARCHAR(255), DEPLOYMENT_ID VARCHAR(10));
-- *********************************************************************
-- Update Database Script
-- *********************************************************************
-- Change Log: changelog.xml
-- *********************************************************************
-- Changeset changelog.xml::table::ann
CREATE TABLE country (code CHAR(2) NOT NULL, name VARCHAR(60), people BIGINT, island BOOLEAN, since date, CONSTRAINT PK_COUNTRY PRIMARY KEY (code));
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.xml', CURRENT_TIMESTAMP, 1, '9:e299646ee85ee94256056aed9777a388', 'createTable tableName=country', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::load::ann
-- WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO country (code, name, people, island, since) VALUES ('de', 'Germany', 83000000, 0, '1949-05-23');
INSERT INTO country (code, name, people, island, since) VALUES ('is', 'Iceland, the cold', 370000, 1, '1944-06-17');
INSERT INTO country (code, name, people, island, since) VALUES ('fr', 'La "grande" nation', NULL, 0, NULL);
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('load', 'ann', 'changelog.xml', CURRENT_TIMESTAMP, 2, '9:7ec21ea2c602cadf305b34f0e9a01c88', 'loadData tableName=country', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::more::ann
-- WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO country (code, name) VALUES ('xa', 'semi;colon');
INSERT INTO country (code, name) VALUES ('xb', 'O');
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('more', 'ann', 'changelog.xml', CURRENT_TIMESTAMP, 3, '9:60e186bbcda7600b525caf98fb8902bf', 'loadData tableName=country', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::update::ann
-- WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT OR REPLACE INTO country (code, people) VALUES ('de', 84000000);
INSERT OR REPLACE INTO country (code, people) VALUES ('nl', 17000000);
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('update', 'ann', 'changelog.xml', CURRENT_TIMESTAMP, 4, '9:c0c8c8dd041d0560f422a5f3ed633163', 'loadUpdateData tableName=country', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Release Database Lock
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
