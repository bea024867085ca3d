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
--  Change Log: changelog.yaml
--  *********************************************************************
--  Changeset changelog.yaml::table::ann
CREATE TABLE the_database.town (id INT NOT NULL, name VARCHAR(40) NULL, CONSTRAINT PK_TOWN PRIMARY KEY (id));
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.yaml', NOW(), 1, '9:2b07c36f334a71ef0138a5965d67c375', 'createTable tableName=town', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.yaml::view::ann
CREATE VIEW the_database.names AS select id, name from town where name is not null;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('view', 'ann', 'changelog.yaml', NOW(), 2, '9:63c2f2bf85a206e4205ed5946753b7cc', 'createView viewName=names', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.yaml::replaced::ann
CREATE OR REPLACE VIEW the_database.again AS select name from town;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('replaced', 'ann', 'changelog.yaml', NOW(), 3, '9:e06e739557d9be7724ca14b2c9b00eeb', 'createView viewName=again', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.yaml::renamed::ann
RENAME TABLE the_database.names TO the_database.town_names;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('renamed', 'ann', 'changelog.yaml', NOW(), 4, '9:1176952f56c54ac615a5763342394054', 'renameView newViewName=town_names, oldViewName=names', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.yaml::dropped::ann
DROP VIEW the_database.town_names;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('dropped', 'ann', 'changelog.yaml', NOW(), 5, '9:31afde29ef4c08394fb0706edeb4e723', 'dropView viewName=town_names', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
