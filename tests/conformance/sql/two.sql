-- A second table
create table two (id int);

insert into two
values (1);
