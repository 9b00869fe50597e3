"""Many cities in one: what each delivers (schemas/exchange), added up by SQL, as pages, a table and a workbook.

DuckDB is asked for by this room alone, and is an extra of the package: whoever imports a module of it that needs DuckDB
gets ``ImportError`` on a machine without it.
"""

# What is said then.
LACKING = "这台电脑没有 duckdb。请管理员在程序的环境里装上（pip install duckdb），再运行一遍。"
