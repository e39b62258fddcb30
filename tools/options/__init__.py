"""The texts of the options, from the docstring of `livetok.options.Options` to everywhere else they stand."""
