"""Icons, fonts, colour maps, examples, translations, schema."""

from importlib.resources import files

FOLDER = files(__name__)
