"""Tests of who may see and change what, and of what attacks come to."""
