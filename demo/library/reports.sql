--liquibase formatted sql

--changeset dora:borrowed-books
--comment Who has what
CREATE VIEW borrowed AS
    SELECT book.title, reader.name
    FROM loan
    JOIN book ON book.id = loan.book
    JOIN reader ON reader.id = loan.reader;
--rollback DROP VIEW borrowed;
