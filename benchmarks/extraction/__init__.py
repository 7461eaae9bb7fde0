"""How much of an article's text is read from its markup, measured on pages whose text was copied by hand."""
