"""The typed facade that plugins import; they may import nothing else of this product."""
