"""The site: Markdown pages from templates, one module for each page family, and the checker of the built pages."""

from __future__ import annotations

from jiedui.site.build import PagesReport, build_pages
from jiedui.site.machine.check import check_site
from jiedui.site.site import Edition, SitePrint

__all__ = ["Edition", "PagesReport", "SitePrint", "build_pages", "check_site"]
