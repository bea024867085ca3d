-- Recorded from Liquibase 4.28.0
--  Create Database Lock Table
CREATE TABLE the_database.DATABASECHANGELOGLOCK (ID INT NOT NULL, `LOCKED` TINYINT NOT NULL, LOCKGRANTED datetime NULL, LOCKEDBY VARCHAR(255) NULL, CONSTRAINT PK_DATABASECHANGELOGLOCK PRIMARY KEY (ID));
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
--  Change Log: changelog.json
--  *********************************************************************
--  Changeset changelog.json::table::ann
CREATE TABLE the_database.thing (id INT NOT NULL, name VARCHAR(60) NULL, price DECIMAL(10, 2) NULL, sold TINYINT NULL, made date NULL, seen timestamp NULL, CONSTRAINT PK_THING PRIMARY KEY (id));
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.json', NOW(), 1, '9:a2227fc4e7b5c6b3656acca4b3375bc6', 'createTable tableName=thing', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.json::insert::ann
INSERT INTO the_database.thing (id, name, price, sold, made, seen) VALUES (1, 'O''Neill \\ ü', 12.50, 1, '2021-03-04', '2021-03-04 05:06:07');
INSERT INTO the_database.thing (id, name, price, sold, seen) VALUES (2, NULL, -3, 0, NOW());
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('insert', 'ann', 'changelog.json', NOW(), 2, '9:1fdd2ee2e3b20ca5710246cda15e7e7a', 'insert tableName=thing; insert tableName=thing', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.json::update::ann
UPDATE the_database.thing SET name = 'renamed', price = 0 WHERE id = 2;
UPDATE the_database.thing SET sold = 1 WHERE id = 2 or name = 'it''s';
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('update', 'ann', 'changelog.json', NOW(), 3, '9:e14abcd97ff421f6597cf6f30afabe2a', 'update tableName=thing; update tableName=thing', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.json::delete::ann
DELETE FROM the_database.thing WHERE id = 2;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('delete', 'ann', 'changelog.json', NOW(), 4, '9:95f50c407de7a8425af41ec7ea08ff80', 'delete tableName=thing', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
