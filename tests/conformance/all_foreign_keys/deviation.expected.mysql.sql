-- Reason: a script knows the keys that its own statements have made; without these statements they would stay
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
--  Changeset changelog.xml::tables::ann
CREATE TABLE the_database.author (id INT NOT NULL, CONSTRAINT PK_AUTHOR PRIMARY KEY (id));
CREATE TABLE the_database.book (id INT NOT NULL, author_id INT NULL, CONSTRAINT PK_BOOK PRIMARY KEY (id));
ALTER TABLE the_database.book ADD CONSTRAINT book_author FOREIGN KEY (author_id) REFERENCES the_database.author (id);
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('tables', 'ann', 'changelog.xml', NOW(), 1, '9:8d03f563872624dda5dfb235867a3946', 'createTable tableName=author; createTable tableName=book; addForeignKeyConstraint baseTableName=book, constraintName=book_author, referencedTableName=author', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::drop all::ann
--  WARNING The following SQL may change each run and therefore is possibly incorrect and/or invalid:
ALTER TABLE the_database.book DROP FOREIGN KEY book_author;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('drop all', 'ann', 'changelog.xml', NOW(), 2, '9:f7a823208101ec0b7a4abc5ec031b9b6', 'dropAllForeignKeyConstraints baseTableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
