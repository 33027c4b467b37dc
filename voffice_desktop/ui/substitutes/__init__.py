"""Ủy quyền and absence: handing a desk over, and saying for whom one acts."""
