"""The documentation site: the pages of docs/ and a reference made of the code, laid out for zensical."""
