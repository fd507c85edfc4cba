"""The name and version of this package."""

__title__ = "groq"
__version__ = "1.8.0"
