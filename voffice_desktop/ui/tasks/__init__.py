"""Tasks on screen: giving them and changing what was given; the other acts have rows in the table of forms."""
