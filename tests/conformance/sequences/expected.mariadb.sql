-- Recorded from Liquibase 4.28.0
--  Create Database Lock Table
CREATE TABLE the_database.DATABASECHANGELOGLOCK (ID INT NOT NULL, `LOCKED` TINYINT(1) NOT NULL, LOCKGRANTED datetime NULL, LOCKEDBY VARCHAR(255) NULL, CONSTRAINT PK_DATABASECHANGELOGLOCK PRIMARY KEY (ID));
--  Initialize Database Lock Table
DELETE FROM the_database.DATABASECHANGELOGLOCK;
INSERT INTO the_database.DATABASECHANGELOGLOCK (ID, `LOCKED`) VALUES (1, 0);
--  Lock Database
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 1, LOCKEDBY = 'the holder', LOCKGRANTED = NOW() WHERE ID = 1 AND `LOCKED` = 0;
--  Create Database Change Log Table
CREATE TABLE the_database.DATABASECHANGELOG (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL, FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED datetime NOT NULL, ORDEREXECUTED INT NOT NULL, EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35) NULL, `DESCRIPTION` VARCHAR(255) NULL, COMMENTS VARCHAR(255) NULL, TAG VARCHAR(255) NULL, LIQUIBASE VARCHAR(20) NULL, CONTEXTS VARCHAR(255) NULL, LABELS VARCHAR(255) NULL, DEPLOYMENT_ID VARCHAR(10) NULL);
--  *********************************************************************
--  Update Database Script
--  *********************************************************************
--  Change Log: changelog.xml
--  *********************************************************************
--  Changeset changelog.xml::create::ann
CREATE SEQUENCE the_database.numbers INCREMENT BY 2 MINVALUE 1 MAXVALUE 1000 START WITH 5 CACHE 10 CYCLE;
CREATE SEQUENCE the_database.plain;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('create', 'ann', 'changelog.xml', NOW(), 1, '9:b24e226439174b120f4bec65d5d37466', 'createSequence sequenceName=numbers; createSequence sequenceName=plain', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::alter::ann
ALTER SEQUENCE the_database.numbers INCREMENT BY 3 MAXVALUE 2000;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('alter', 'ann', 'changelog.xml', NOW(), 2, '9:755b74dbd396832c405decb69ec5bdbb', 'alterSequence sequenceName=numbers', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::use::ann
CREATE TABLE the_database.ticket (id BIGINT NULL);
INSERT INTO the_database.ticket (id) VALUES (NEXT VALUE FOR the_database.plain);
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('use', 'ann', 'changelog.xml', NOW(), 3, '9:ecabc2a7f6c85b408dcf528be433bb2e', 'createTable tableName=ticket; insert tableName=ticket', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::drop::ann
DROP SEQUENCE the_database.numbers;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('drop', 'ann', 'changelog.xml', NOW(), 4, '9:cee657930b646f0f0b08438e44bbd05c', 'dropSequence sequenceName=numbers', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
