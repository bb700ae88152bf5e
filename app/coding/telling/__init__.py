"""What of a statement whoever reads no single ones may have: cells told, words opened, names of firms masked."""
