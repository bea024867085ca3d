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
-- Change Log: changelog.xml
-- *********************************************************************
-- Changeset changelog.xml::upper-case::ann
CREATE TABLE "MEASURE" ("ID" INTEGER);
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('upper-case', 'ann', 'changelog.xml', CURRENT_TIMESTAMP, 1, '9:52dd76dc6b05136d882fda3f28816965', 'createTable tableName=MEASURE', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::asked-as-quoted::ann
ALTER TABLE "MEASURE" ADD COLUMN "UNIT" VARCHAR(20);
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('asked-as-quoted', 'ann', 'changelog.xml', CURRENT_TIMESTAMP, 2, '9:257908d00b7d6d5184ad926b7885f40d', 'addColumn tableName=MEASURE', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::table::ann
CREATE TABLE reading (value DOUBLE, place VARCHAR(20));
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.xml', CURRENT_TIMESTAMP, 3, '9:d8e6c13d4ab4c60e4094c4ae8cd7efb2', 'createTable tableName=reading', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::named-twice::ann
INSERT INTO reading (place, value) VALUES ('attic', 1.5);
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('named-twice', 'ann', 'changelog.xml', CURRENT_TIMESTAMP, 4, '9:c789941c204d0a2451d9a05b8cf769a2', 'insert tableName=reading', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset changelog.xml::other-database::ann
CHECKPOINT DEFRAG;
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('other-database', 'ann', 'changelog.xml', CURRENT_TIMESTAMP, 5, '9:58cde18c0f23acbd88f16a15e32af387', 'sql', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Changeset old_schema.xml::any-attribute::ann
INSERT INTO reading (place) VALUES ('roof');
INSERT INTO DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('any-attribute', 'ann', 'old_schema.xml', CURRENT_TIMESTAMP, 6, '9:b3651aece09d97d847c6b258711f98b0', 'insert tableName=reading', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
-- Release Database Lock
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
