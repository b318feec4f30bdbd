"""Reports made as offices make them, truth known by construction. Written without reading readers or recognise."""
