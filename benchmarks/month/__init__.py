"""A month of daily runs over a plausible set of sites, one of which breaks on the twentieth day: does that run name it, and is any other run alarmed?"""
