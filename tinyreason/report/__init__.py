"""Sweeps in; tables, figures and one page out.

`gather` reads; `cells`, `analysis` and `curves` compare; `findings` says it in words; `charts` makes figures as data,
of the kinds in `panels`, and `drawing` draws them; `tables` makes CSV; `page` puts all of it together.
"""
