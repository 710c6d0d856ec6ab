"""Sweeps in; tables, figures and one page out: `gather` reads, `analysis` compares, `charts` says what is drawn,
`drawing` draws, `tables` writes CSV, `page` puts all of it together. Nothing up to `charts` draws anything.
"""
