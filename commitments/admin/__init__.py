"""The analysts' workbench: Django's admin, where every change asks why."""
