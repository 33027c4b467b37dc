"""What a pen can do on a page: one module for each family of tools."""
