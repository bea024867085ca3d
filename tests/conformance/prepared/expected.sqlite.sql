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
CREATE TABLE letter (id INTEGER, topic VARCHAR(30), body TEXT, seal BLOB);
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.xml', CURRENT_TIMESTAMP, 1, '9:e27f4e871f4c9572f91a301bce4e9559', 'createTable tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::rows::ann
-- WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('rows', 'ann', 'changelog.xml', CURRENT_TIMESTAMP, 2, '9:163e436ee75609a14c6bedd366b19140', 'loadData tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::texts::ann
-- WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('texts', 'ann', 'changelog.xml', CURRENT_TIMESTAMP, 3, '9:163e436ee75609a14c6bedd366b19140', 'loadData tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::plain::ann
-- WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO letter (id, topic, body) VALUES (1, 'greeting', 'hello.txt');
INSERT INTO letter (id, topic, body) VALUES (2, 'farewell', 'hello.txt');
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('plain', 'ann', 'changelog.xml', CURRENT_TIMESTAMP, 4, '9:163e436ee75609a14c6bedd366b19140', 'loadData tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::values::ann
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('values', 'ann', 'changelog.xml', CURRENT_TIMESTAMP, 5, '9:6078cc2acd67effa20fe5aed08f46c2f', 'insert tableName=letter; update tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Release Database Lock
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
