"""Official A4 layouts (NĐ 30/2020/NĐ-CP): letters, submission slips, and pages that look scanned.

One small layout engine puts words at places on sheets; a printer makes a vector PDF of them and a scanner makes
pictures of the very same sheets. No font, zone or time of the machine enters: the same content gives the same bytes.
"""
