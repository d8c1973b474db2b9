"""Icons, fonts, colour maps, examples, translations, schema."""
