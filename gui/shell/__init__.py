"""The window around everything: its two pages, docks, bars, and what is kept between sessions."""
