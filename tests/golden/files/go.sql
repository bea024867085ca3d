select 1
go
select 2
GO
