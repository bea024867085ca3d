-- Reason: a script knows what its own statements have made, so that it can have what Liquibase refuses
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
-- Change Log: changelog.yaml
-- *********************************************************************
-- Changeset changelog.yaml::always::ann
CREATE TABLE base (id INTEGER);
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('always', 'ann', 'changelog.yaml', CURRENT_TIMESTAMP, 1, '9:ae55cd59c7f1b098fbc62eb86311de30', 'createTable tableName=base', '', 'EXECUTED', NULL, 'v1', 'the version', 'the deployment');
-- Changeset changelog.yaml::test::ann
INSERT INTO base (id) VALUES (1);
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('test', 'ann', 'changelog.yaml', CURRENT_TIMESTAMP, 2, '9:b12cace89ac18c351aeb7fccbec11a29', 'insert tableName=base', '', 'EXECUTED', 'test', 'v1,quick', 'the version', 'the deployment');
-- Changeset changelog.yaml::not prod::ann
INSERT INTO base (id) VALUES (3);
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('not prod', 'ann', 'changelog.yaml', CURRENT_TIMESTAMP, 3, '9:cf97af6b82a7712ba5e2e1e822dc9c2a', 'insert tableName=base', '', 'EXECUTED', '(!prod and (test or dev))', 'v1', 'the version', 'the deployment');
-- Changeset part.yaml::included::bob
ALTER TABLE base ADD COLUMN extra INTEGER;
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('included', 'bob', 'part.yaml', CURRENT_TIMESTAMP, 4, '9:c704f7bca7e27b98e7ae6eb9f1ae6d2b', 'addColumn tableName=base', '', 'EXECUTED', 'test AND (test, dev)', 'v1,v1', 'the version', 'the deployment');
-- Release Database Lock
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
