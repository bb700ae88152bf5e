"""What meetings are told: what became of earlier proposals, by page, paper and personal link; minutes."""
