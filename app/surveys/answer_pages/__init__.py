"""Pages on which firms are answered for: the form of a link, going on with it, the form on site, the receipt."""
