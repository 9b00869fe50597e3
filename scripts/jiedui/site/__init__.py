"""The site: Markdown pages from templates, one module for each page family, and the checker of the built pages."""

from __future__ import annotations

from jiedui.site.build import PagesReport, build_pages
from jiedui.site.edition import Edition, SitePrint
from jiedui.site.machine.check import check_site

__all__ = ["Edition", "PagesReport", "SitePrint", "build_pages", "check_site"]
