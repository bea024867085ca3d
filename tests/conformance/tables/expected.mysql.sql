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
--  Change Log: changelog.xml
--  *********************************************************************
--  Changeset changelog.xml::types::ann
--  Every family of types, with defaults
CREATE TABLE the_database.every_type (id INT AUTO_INCREMENT NOT NULL, flag TINYINT DEFAULT 1 NOT NULL, small SMALLINT DEFAULT 7 NULL, tiny TINYINT NULL, price DECIMAL(12, 2) DEFAULT 0.50 NULL, ratio FLOAT NULL, exact DOUBLE NULL, code CHAR(4) DEFAULT 'it''s' NULL, title NVARCHAR(40) NULL, body LONGTEXT NULL, picture BLOB NULL, born date DEFAULT '2020-02-29' NULL, opens time NULL, made_at datetime DEFAULT NOW() NULL, key_of char(36) NULL, money DECIMAL NULL, CONSTRAINT PK_EVERY_TYPE PRIMARY KEY (id)) COMMENT='One column of each family';
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('types', 'ann', 'changelog.xml', NOW(), 1, '9:2ea422f4918e61adc020c1984535dceb', 'createTable tableName=every_type', 'Every family of types, with defaults', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::composite::ann
CREATE TABLE the_database.pair (a INT NOT NULL, b INT NOT NULL, mail VARCHAR(80) NOT NULL COMMENT 'Where to write to', `of` INT NULL, CONSTRAINT pair_key PRIMARY KEY (a, b), CONSTRAINT pair_of FOREIGN KEY (`of`) REFERENCES the_database.every_type(id), CONSTRAINT pair_mail UNIQUE (mail));
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('composite', 'ann', 'changelog.xml', NOW(), 2, '9:9cb187234fc98a9f161005d281c00422', 'createTable tableName=pair', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::rename::bob
CREATE TABLE the_database.old_name (id INT NULL);
ALTER TABLE the_database.old_name RENAME the_database.new_name;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('rename', 'bob', 'changelog.xml', NOW(), 3, '9:cdc5ac4c828551974a6393b5148a8fa3', 'createTable tableName=old_name; renameTable newTableName=new_name, oldTableName=old_name', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::remarks::bob
ALTER TABLE the_database.pair COMMENT = 'Two numbers';
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('remarks', 'bob', 'changelog.xml', NOW(), 4, '9:95472afdc18e77a54934b382259322c0', 'setTableRemarks tableName=pair', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::drop::bob
DROP TABLE the_database.new_name;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('drop', 'bob', 'changelog.xml', NOW(), 5, '9:dc06d942b0110b93456edff94edefa6a', 'dropTable tableName=new_name', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
