"""What of any text says who somebody is, what stands there instead, and the map between both texts."""
