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
CREATE TABLE the_database.letter (id INT NULL, topic VARCHAR(30) NULL, body LONGTEXT NULL, seal BLOB NULL);
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.xml', NOW(), 1, '9:e27f4e871f4c9572f91a301bce4e9559', 'createTable tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::rows::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('rows', 'ann', 'changelog.xml', NOW(), 2, '9:163e436ee75609a14c6bedd366b19140', 'loadData tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::texts::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('texts', 'ann', 'changelog.xml', NOW(), 3, '9:163e436ee75609a14c6bedd366b19140', 'loadData tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::bytes::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('bytes', 'ann', 'changelog.xml', NOW(), 4, '9:48611878ae18a9d949dd491f55156647', 'loadData tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::plain::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
INSERT INTO the_database.letter (id, topic, body) VALUES (1, 'greeting', 'hello.txt'),(2, 'farewell', 'hello.txt');
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('plain', 'ann', 'changelog.xml', NOW(), 5, '9:163e436ee75609a14c6bedd366b19140', 'loadData tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::values::ann
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
WARNING: This statement uses a prepared statement which cannot be execute directly by this script. Only works in 'update' mode
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('values', 'ann', 'changelog.xml', NOW(), 6, '9:6078cc2acd67effa20fe5aed08f46c2f', 'insert tableName=letter; update tableName=letter', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
