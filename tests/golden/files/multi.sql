select 1;
-- c
select 2;
/* x; */ insert into t values (1);
