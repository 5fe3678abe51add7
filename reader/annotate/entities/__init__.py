"""Proposes entities: candidates from the network and the rules, a chance for each, and the likeliest ones that fit."""
