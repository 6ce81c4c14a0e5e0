"""The words of the interface: English in the source, each other language in a file of its own.

``<language>.po`` holds, for every string that a reader meets, what it is in that language, in the
format of gettext. ``scripts/catalogues.py`` brings the files up to date with the source.
"""

from reader.interface.interface import ENGLISH, Interface, message
from reader.interface.languages import accepts, languages

__all__ = ("ENGLISH", "Interface", "accepts", "languages", "message")
