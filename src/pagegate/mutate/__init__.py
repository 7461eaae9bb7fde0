"""Mutation testing for a data-quality suite: break records that pass, and see which faults the rules catch.

`faults_KIND` holds the faults of a kind as data; adding one is adding an entry. `score` breaks and judges, `to_text`, `to_json` and `to_html` tell.
"""
