"""The data of 查户: who and what can be found, cut into scripts that a page loads when somebody searches."""
