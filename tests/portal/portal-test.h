/* What the tests of this room share: the real WordPress, and a server that follows a script.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "portal/bt-portal.h"

G_BEGIN_DECLS

/* The site of tests/portal/with-wordpress. */
const char *test_site_url (void);
const char *test_site_login (const char *who);
const char *test_site_password (const char *who);
/** test_site_is_real: the real WordPress, and not the practice portal in its place. */
gboolean test_site_is_real (void);
/** test_site_fault: FAULT COUNT METHOD REGEX, see with-wordpress; NULL takes all away. */
void test_site_fault (const char *line);
/** test_portal: signed in as "editor", "author", "contributor"…, at @url or the site. */
BtPortal *test_portal (const char *who, const char *url);

/** test_key: Returns: (transfer full): a word that no other test has. */
char *test_key (const char *start);
/** test_picture: Returns: (transfer full): path of a new JPEG, unlike any other.
 * @description: (nullable): what its IPTC and EXIF say */
char *test_picture (guint width, guint height, const char *description);
/** test_rest: does at the real site what the room has no function for. Returns: (transfer
 * full): the answer; the test fails if it is an error */
JsonNode *
test_rest (const char *who, const char *method, const char *route, const char *body);
/** test_get: what curl gets, without signing in. */
char *test_get (const char *url);
/** test_run: runs a command line, gives its standard output; fails the test if it does. */
char *test_run (const char *const *argv);

/** test_create_post: a draft that carries @key. */
BtPortalPost *test_create_post (BtPortal *portal, const char *key, GError **error);
/** test_count_posts: how many posts there are that carry @key. */
guint test_count_posts (const char *key);

#define assert_portal_error(error, kind)                                                 \
  g_assert_error (error, BT_PORTAL_ERROR, BT_PORTAL_ERROR_##kind)

G_END_DECLS
