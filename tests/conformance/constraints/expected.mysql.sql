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
CREATE TABLE the_database.book (id INT NOT NULL, isbn VARCHAR(13) NULL, title VARCHAR(100) NULL, pages INT NULL, printed TINYINT NULL);
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('table', 'ann', 'changelog.yaml', NOW(), 1, '9:e9309d489de211239486440585109d93', 'createTable tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.yaml::key::ann
ALTER TABLE the_database.book ADD PRIMARY KEY (id);
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('key', 'ann', 'changelog.yaml', NOW(), 2, '9:4ca7f0f75d883c676c429fedf1a3c8c0', 'addPrimaryKey constraintName=book_key, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.yaml::unique::ann
ALTER TABLE the_database.book ADD CONSTRAINT book_isbn UNIQUE (isbn, title);
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('unique', 'ann', 'changelog.yaml', NOW(), 3, '9:7182f50e54d57af9119e592e9aea49e3', 'addUniqueConstraint constraintName=book_isbn, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.yaml::unique gone::ann
ALTER TABLE the_database.book DROP KEY book_isbn;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('unique gone', 'ann', 'changelog.yaml', NOW(), 4, '9:ce1cb668451e99bd87d942e66d6781a3', 'dropUniqueConstraint constraintName=book_isbn, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.yaml::not null::ann
UPDATE the_database.book SET title = 'untitled' WHERE title IS NULL;
ALTER TABLE the_database.book MODIFY title VARCHAR(100) NOT NULL;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('not null', 'ann', 'changelog.yaml', NOW(), 5, '9:fb8a80ca492f2383f00cdbe323d85cdf', 'addNotNullConstraint columnName=title, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.yaml::null again::ann
ALTER TABLE the_database.book MODIFY title VARCHAR(100) NULL;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('null again', 'ann', 'changelog.yaml', NOW(), 6, '9:5b073b84403402ba2720d4735e3a360b', 'dropNotNullConstraint columnName=title, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.yaml::defaults::ann
ALTER TABLE the_database.book ALTER pages SET DEFAULT 10;
ALTER TABLE the_database.book ALTER title SET DEFAULT 'it''s new';
ALTER TABLE the_database.book ALTER printed SET DEFAULT 0;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('defaults', 'ann', 'changelog.yaml', NOW(), 7, '9:86690685053ba7eceaf221806a9fbc98', 'addDefaultValue columnName=pages, tableName=book; addDefaultValue columnName=title, tableName=book; addDefaultValue columnName=printed, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.yaml::no default::ann
ALTER TABLE the_database.book ALTER pages DROP DEFAULT;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('no default', 'ann', 'changelog.yaml', NOW(), 8, '9:39bc36bdf6da1723a1f86a43dee87d1f', 'dropDefaultValue columnName=pages, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Changeset changelog.yaml::key gone::ann
ALTER TABLE the_database.book DROP PRIMARY KEY;
INSERT INTO the_database.DATABASECHANGELOG (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, `DESCRIPTION`, COMMENTS, EXECTYPE, CONTEXTS, LABELS, LIQUIBASE, DEPLOYMENT_ID) VALUES ('key gone', 'ann', 'changelog.yaml', NOW(), 9, '9:826cf358023526cf63bec5230ba2fdc4', 'dropPrimaryKey constraintName=book_key, tableName=book', '', 'EXECUTED', NULL, NULL, 'the version', 'the deployment');
--  Release Database Lock
UPDATE the_database.DATABASECHANGELOGLOCK SET `LOCKED` = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
