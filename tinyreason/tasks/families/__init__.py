"""One module a family, each offering `TASK`. Adding a family is adding a module here."""
