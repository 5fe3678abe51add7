"""Learns from analysts' decisions on proposals: another judge of commitments, and least scores for entities.

scikit-learn, with which the shipped judge was fitted, is not used here: it would add 100 MB to every installation for a
few lines of arithmetic, and its logistic regression draws all weights towards zero. What is wanted here is that weights
stay near the shipped ones as long as there are few decisions, which is the same regression with another centre.
"""
