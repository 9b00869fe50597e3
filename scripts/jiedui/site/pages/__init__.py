"""The families of pages: one module a family, its template beside it."""
