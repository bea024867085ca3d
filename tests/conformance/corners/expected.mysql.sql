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
--  Changeset changelog.xml::upper-case::ann
CREATE TABLE `the_database`.`MEASURE` (`ID` INT NULL);
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('upper-case', 'ann', 'changelog.xml', NOW(), 1, '9:52dd76dc6b05136d882fda3f28816965', 'createTable tableName=MEASURE', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::asked-as-quoted::ann
ALTER TABLE `the_database`.`MEASURE` ADD `UNIT` VARCHAR(20) NULL;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('asked-as-quoted', 'ann', 'changelog.xml', NOW(), 2, '9:257908d00b7d6d5184ad926b7885f40d', 'addColumn tableName=MEASURE', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::table::ann
CREATE TABLE the_database.reading (value DOUBLE NULL, place VARCHAR(20) NULL);
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.xml', NOW(), 3, '9:d8e6c13d4ab4c60e4094c4ae8cd7efb2', 'createTable tableName=reading', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::named-twice::ann
INSERT INTO the_database.reading (place, value) VALUES ('attic', 1.5);
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('named-twice', 'ann', 'changelog.xml', NOW(), 4, '9:c789941c204d0a2451d9a05b8cf769a2', 'insert tableName=reading', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::no-default::ann
ALTER TABLE the_database.reading ADD note VARCHAR(20) DEFAULT null NULL;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('no-default', 'ann', 'changelog.xml', NOW(), 5, '9:bc02e842e92928ad5d02ecad838b96d3', 'addColumn tableName=reading', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::other-database::ann
CHECKPOINT DEFRAG;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('other-database', 'ann', 'changelog.xml', NOW(), 6, '9:58cde18c0f23acbd88f16a15e32af387', 'sql', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset old_schema.xml::any-attribute::ann
INSERT INTO the_database.reading (place) VALUES ('roof');
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('any-attribute', 'ann', 'old_schema.xml', NOW(), 7, '9:b3651aece09d97d847c6b258711f98b0', 'insert tableName=reading', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
