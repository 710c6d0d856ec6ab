"""Thinking language models of at most two million trained parameters, built from scratch."""
