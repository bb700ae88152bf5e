"""What gunicorn and waitress serve: the app of the environment's configuration."""

from app import create_app

app = create_app()
