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
-- Change Log: changelog.json
-- *********************************************************************
-- Changeset changelog.json::table::ann
CREATE TABLE thing (id INTEGER NOT NULL, name VARCHAR(60), price DECIMAL(10, 2), sold BOOLEAN, made date, seen TEXT, CONSTRAINT PK_THING PRIMARY KEY (id));
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.json', CURRENT_TIMESTAMP, 1, '9:a2227fc4e7b5c6b3656acca4b3375bc6', 'createTable tableName=thing', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.json::insert::ann
INSERT INTO thing (id, name, price, sold, made, seen) VALUES (1, 'O''Neill \ ü', 12.50, 1, '2021-03-04', '2021-03-04 05:06:07');
INSERT INTO thing (id, name, price, sold, seen) VALUES (2, NULL, -3, 0, CURRENT_TIMESTAMP);
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('insert', 'ann', 'changelog.json', CURRENT_TIMESTAMP, 2, '9:1fdd2ee2e3b20ca5710246cda15e7e7a', 'insert tableName=thing; insert tableName=thing', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.json::update::ann
UPDATE thing SET name = 'renamed', price = 0 WHERE id = 2;
UPDATE thing SET sold = 1 WHERE id = 2 or name = 'it''s';
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('update', 'ann', 'changelog.json', CURRENT_TIMESTAMP, 3, '9:e14abcd97ff421f6597cf6f30afabe2a', 'update tableName=thing; update tableName=thing', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.json::delete::ann
DELETE FROM thing WHERE id = 2;
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('delete', 'ann', 'changelog.json', CURRENT_TIMESTAMP, 4, '9:95f50c407de7a8425af41ec7ea08ff80', 'delete tableName=thing', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Release Database Lock
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
