"""The ``jiedui`` command and its parts, one module for each verb."""
