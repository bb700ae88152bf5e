"""What is learned from experts' decisions: features, linear models, their calibration, proof and card."""
