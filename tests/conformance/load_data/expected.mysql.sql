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
--  Changeset changelog.xml::table::ann
CREATE TABLE the_database.country (code CHAR(2) NOT NULL, name VARCHAR(60) NULL, people BIGINT NULL, island TINYINT NULL, since date NULL, CONSTRAINT PK_COUNTRY PRIMARY KEY (code));
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.xml', NOW(), 1, '9:e299646ee85ee94256056aed9777a388', 'createTable tableName=country', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::load::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO the_database.country (code, name, people, island, since) VALUES ('de', 'Germany', 83000000, 0, '1949-05-23'),('is', 'Iceland, the cold', 370000, 1, '1944-06-17'),('fr', 'La "grande" nation', NULL, 0, NULL);
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('load', 'ann', 'changelog.xml', NOW(), 2, '9:7ec21ea2c602cadf305b34f0e9a01c88', 'loadData tableName=country', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::more::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO the_database.country (code, name) VALUES ('xa', 'semi;colon'),('xb', 'O');
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('more', 'ann', 'changelog.xml', NOW(), 3, '9:60e186bbcda7600b525caf98fb8902bf', 'loadData tableName=country', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::update::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO the_database.country (code, people) VALUES ('de', 84000000)
ON DUPLICATE KEY UPDATE people = 84000000;
INSERT INTO the_database.country (code, people) VALUES ('nl', 17000000)
ON DUPLICATE KEY UPDATE people = 17000000;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('update', 'ann', 'changelog.xml', NOW(), 4, '9:c0c8c8dd041d0560f422a5f3ed633163', 'loadUpdateData tableName=country', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
