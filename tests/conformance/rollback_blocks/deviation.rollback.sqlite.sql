-- Reason: SQLite drops the column in place; the copy that Liquibase makes of the table loses defaults, NOT NULL and keys
-- Lock Database
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 1, LOCKEDBY = 'the holder', LOCKGRANTED = CURRENT_TIMESTAMP WHERE ID = 1 AND LOCKED = 0;
-- *********************************************************************
-- Rollback 9 Change(s) Script
-- *********************************************************************
-- Change Log: changelog.xml
-- *********************************************************************
-- Rolling Back ChangeSet: changelog.xml::two inverses::ann
ALTER TABLE stone DROP COLUMN weight;
DROP INDEX sand_id;
DROP TABLE sand;
DELETE FROM DATABASECHANGELOG WHERE ID = 'two inverses' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::dialects::ann
delete from stone where id = 5;
DELETE FROM DATABASECHANGELOG WHERE ID = 'dialects' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::several::ann
delete from stone where id = 4;
delete from stone where id = 44;
DELETE FROM DATABASECHANGELOG WHERE ID = 'several' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::reference::ann
CREATE TABLE pebble (id INTEGER);
DELETE FROM DATABASECHANGELOG WHERE ID = 'reference' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::made::ann
DROP TABLE pebble;
DELETE FROM DATABASECHANGELOG WHERE ID = 'made' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::empty::ann
DELETE FROM DATABASECHANGELOG WHERE ID = 'empty' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::changes::ann
DELETE FROM stone WHERE id = 2;
delete from stone where id = 22;
DELETE FROM DATABASECHANGELOG WHERE ID = 'changes' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::sql::ann
delete from stone where id = 1;
update stone set id = 0 where id = 1;
DELETE FROM DATABASECHANGELOG WHERE ID = 'sql' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Rolling Back ChangeSet: changelog.xml::table::ann
DROP TABLE stone;
DELETE FROM DATABASECHANGELOG WHERE ID = 'table' AND AUTHOR = 'ann' AND FILENAME = 'changelog.xml';
-- Release Database Lock
UPDATE DATABASECHANGELOGLOCK SET LOCKED = 0, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1;
