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
--  Changeset changelog.xml::table::ann
CREATE TABLE the_database.person (id INT NOT NULL, first VARCHAR(20) NULL, last VARCHAR(20) NULL, CONSTRAINT PK_PERSON PRIMARY KEY (id));
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.xml', NOW(), 1, '9:34a342f396c08efce6fe0908446e7d40', 'createTable tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::add::ann
ALTER TABLE the_database.person ADD age INT DEFAULT 18 NULL, ADD town VARCHAR(30) NULL;
UPDATE the_database.person SET town = 'Bonn';
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('add', 'ann', 'changelog.xml', NOW(), 2, '9:e3d3fec72d3491640cdd8cefe72ae63a', 'addColumn tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::add constrained::ann
ALTER TABLE the_database.person ADD mail VARCHAR(50) NULL, ADD boss INT NULL;
ALTER TABLE the_database.person ADD CONSTRAINT person_mail UNIQUE (mail);
ALTER TABLE the_database.person ADD CONSTRAINT person_boss FOREIGN KEY (boss) REFERENCES the_database.person (id);
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('add constrained', 'ann', 'changelog.xml', NOW(), 3, '9:688d1d86a632e74979cfeb430548d673', 'addColumn tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::rename::ann
ALTER TABLE the_database.person CHANGE town city VARCHAR(30);
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('rename', 'ann', 'changelog.xml', NOW(), 4, '9:e4cd1ec3265a76342199871972c9b9e7', 'renameColumn newColumnName=city, oldColumnName=town, tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::modify::ann
ALTER TABLE the_database.person MODIFY age BIGINT;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('modify', 'ann', 'changelog.xml', NOW(), 5, '9:89f2d3afed485a6d4e245400bbb993fb', 'modifyDataType columnName=age, tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::remarks::ann
ALTER TABLE the_database.person MODIFY COLUMN first VARCHAR(20) COMMENT 'Given name';
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('remarks', 'ann', 'changelog.xml', NOW(), 6, '9:fc9371c28cefd97f11db4f228b9d1bed', 'setColumnRemarks columnName=first, tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::merge::ann
ALTER TABLE the_database.person ADD name VARCHAR(41) NULL;
UPDATE the_database.person SET name = CONCAT_WS(' ', first, last);
ALTER TABLE the_database.person DROP COLUMN first;
ALTER TABLE the_database.person DROP COLUMN last;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('merge', 'ann', 'changelog.xml', NOW(), 7, '9:d54de34e08ea04d19712ee4db6071729', 'mergeColumns column1Name=first, column2Name=last, finalColumnName=name, tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::drop::ann
ALTER TABLE the_database.person DROP age, DROP city;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('drop', 'ann', 'changelog.xml', NOW(), 8, '9:662b214bd9746d995547bcedb8428447', 'dropColumn tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::numbers::ann
ALTER TABLE the_database.person MODIFY id INT AUTO_INCREMENT;
ALTER TABLE the_database.person AUTO_INCREMENT=100;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('numbers', 'ann', 'changelog.xml', NOW(), 9, '9:4985487aeb338eb69fb8d0734505c4f3', 'addAutoIncrement columnName=id, tableName=person', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
