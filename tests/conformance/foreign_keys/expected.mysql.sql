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
--  Changeset changelog.xml::tables::ann
CREATE TABLE the_database.author (id INT NOT NULL, CONSTRAINT PK_AUTHOR PRIMARY KEY (id));
CREATE TABLE the_database.book (id INT NOT NULL, author_id INT NULL, editor_id INT NULL, genre VARCHAR(20) NULL, CONSTRAINT PK_BOOK PRIMARY KEY (id));
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('tables', 'ann', 'changelog.xml', NOW(), 1, '9:21b666bb1bf79dac38acd4d0844de97e', 'createTable tableName=author; createTable tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::keys::ann
ALTER TABLE the_database.book ADD CONSTRAINT book_author FOREIGN KEY (author_id) REFERENCES the_database.author (id) ON DELETE CASCADE;
ALTER TABLE the_database.book ADD CONSTRAINT book_editor FOREIGN KEY (editor_id) REFERENCES the_database.author (id) ON UPDATE RESTRICT ON DELETE SET NULL;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('keys', 'ann', 'changelog.xml', NOW(), 2, '9:5f41fe81657433cc4591f26e68c2e8f9', 'addForeignKeyConstraint baseTableName=book, constraintName=book_author, referencedTableName=author; addForeignKeyConstraint baseTableName=book, constraintName=book_editor, referencedTableName=author', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::drop one::ann
ALTER TABLE the_database.book DROP FOREIGN KEY book_editor;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('drop one', 'ann', 'changelog.xml', NOW(), 3, '9:42729deba0ed28f323f82fc52f35d760', 'dropForeignKeyConstraint baseTableName=book, constraintName=book_editor', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.xml::lookup::ann
INSERT INTO the_database.book (id, genre) VALUES (1, 'crime');
CREATE TABLE the_database.genre AS SELECT DISTINCT genre AS name FROM the_database.book WHERE genre IS NOT NULL;
ALTER TABLE the_database.genre MODIFY name VARCHAR(20) NOT NULL;
ALTER TABLE the_database.genre ADD PRIMARY KEY (name);
ALTER TABLE the_database.book ADD CONSTRAINT book_genre FOREIGN KEY (genre) REFERENCES the_database.genre (name);
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('lookup', 'ann', 'changelog.xml', NOW(), 4, '9:6512950aba2c1eb7d5a6e99792a5703c', 'insert tableName=book; addLookupTable constraintName=book_genre, existingColumnName=genre, existingTableName=book, newColumnName=name, newTableName=genre', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
