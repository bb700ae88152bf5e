"""What a person may ask of the office: what is held of him or her, a copy of it, and that it is destroyed."""
