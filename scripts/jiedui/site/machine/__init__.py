"""How pages become a site: the folder that is written, many processes, the engine, pictures, the link checker."""
