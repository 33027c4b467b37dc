"""What runs in the children alone: the only modules that load pikepdf and MuPDF. Nothing outside imports them."""
