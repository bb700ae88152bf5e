"""Pages of what came back: results, cuts, weights, corrections, exports, single returns and what waits in them."""
