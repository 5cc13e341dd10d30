# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract's table: every case, in order."""
from contract_media import MEDIA
from contract_posts import LISTS, POSTS, ROLES, TEXTS, TIMES, TRASH
from contract_site import SIGN_IN, SITE, TERMS

CASES = SITE + SIGN_IN + TERMS + MEDIA + POSTS + ROLES + TEXTS + TIMES + LISTS + TRASH
