"""Running the workbench: the web server and the worker of one loaded application, and looking after what is stored."""
